"""What the store promises, on every database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.domain import (
    ArticleId,
    DeliveryState,
    FeedState,
    PollOutcome,
    Problem,
    StageReport,
    StoryId,
    StoryPlacement,
)
from flows.errors import StorageError
from flows.storage.records import AssessedArticle, Intake, Outcome
from flows.storage.store import Store
from tests.builders import ARMS, LABOUR, NOON
from tests.flows.storage.values import (
    MINUTE,
    a_decision,
    alert_once,
    an_alert,
    an_assessment,
    an_incoming,
    assess_all,
)

HOUR = timedelta(hours=1)


def test_a_feed_state_is_remembered_and_replaced(store: Store) -> None:
    first = FeedState("wire", '"e1"', "Wed", "hash", NOON, None, 0)
    store.save_feed_state(first)
    assert store.feed_state("wire") == first
    second = FeedState(
        "wire",
        failures=3,
        last_failure=NOON,
        trouble=PollOutcome.NOT_A_FEED,
        last_error="is no feed",
        errors={"not_a_feed": 2, "temporary": 1},
        next_poll=NOON + HOUR,
        entry="0123",
        address="https://new.example/feed",
    )
    store.save_feed_state(second)
    assert store.feed_state("wire") == second
    assert store.feed_states() == (second,)
    assert store.feed_state("other") is None


def test_what_each_source_brought_is_counted(store: Store) -> None:
    store.add_articles([an_incoming("old"), an_incoming("other", source="another")], NOON)
    store.add_articles([an_incoming("new"), an_incoming("newer")], NOON + HOUR)
    found = store.intake(NOON + MINUTE)
    source = an_incoming().source
    assert found[source] == Intake(total=3, recent=2, first=NOON, newest=NOON + HOUR)
    assert (found["another"].total, found["another"].recent) == (1, 0)


def test_a_full_text_is_compared_by_the_words_of_its_feed(store: Store) -> None:
    own, full = an_incoming(text="in short"), replace(an_incoming(text="at length"), summary="in short", baseline=True)
    assert store.unchanged_keys([own]) == set()
    (kept,) = store.add_articles([full], NOON)
    stored = store.article(kept.id)
    assert stored is not None
    assert (stored.text, stored.summary, stored.baseline) == ("at length", "in short", True)
    assert store.unchanged_keys([own, an_incoming("unknown")]) == {own.key}
    assert store.add_articles([own], NOON)[0].outcome is Outcome.KNOWN
    changed = replace(an_incoming(text="more at length"), summary="in other words")
    assert store.unchanged_keys([replace(changed, text="in other words", summary="")]) == set()
    assert store.add_articles([changed], NOON)[0].outcome is Outcome.REVISED
    again = store.article(kept.id)
    assert again is not None
    assert (again.text, again.summary, again.revision) == ("more at length", "in other words", 2)


def test_an_article_is_new_once_and_known_afterwards(store: Store) -> None:
    batch = [an_incoming("k1"), an_incoming("k2", title="Another")]
    first = store.add_articles(batch, NOON)
    assert [kept.outcome for kept in first] == [Outcome.NEW, Outcome.NEW]
    again = store.add_articles(batch, NOON + HOUR)
    assert [kept.outcome for kept in again] == [Outcome.KNOWN, Outcome.KNOWN]
    assert [kept.id for kept in first] == [kept.id for kept in again]
    assert all(len(kept.id) == 12 for kept in first)
    stored = store.article(first[0].id)
    assert stored is not None
    assert (stored.fetched, stored.revision, stored.published) == (NOON, 1, NOON)


def test_a_changed_text_is_a_revision_and_white_space_is_none(store: Store) -> None:
    store.add_articles([an_incoming(text="one two")], NOON)
    assert store.add_articles([an_incoming(text=" one\n two ")], NOON)[0].outcome is Outcome.KNOWN
    kept = store.add_articles([an_incoming(text="one two three")], NOON + HOUR)[0]
    assert (kept.outcome, kept.revision) == (Outcome.REVISED, 2)
    stored = store.article(kept.id)
    assert stored is not None
    assert (stored.text, stored.revision, stored.fetched) == ("one two three", 2, NOON)


def test_a_text_that_flips_between_two_forms_is_assessed_only_once_each(store: Store) -> None:
    outcomes = [store.add_articles([an_incoming(text=text)], NOON)[0].outcome for text in ("a", "b", "a", "b")]
    assert outcomes == [Outcome.NEW, Outcome.REVISED, Outcome.KNOWN, Outcome.KNOWN]


def test_the_same_address_through_two_feeds_is_one_article(store: Store) -> None:
    page = "https://news.example/a/1"
    first = store.add_articles([an_incoming("guid-1", source="one", url=page)], NOON)[0]
    second = store.add_articles([an_incoming("guid-2", source="two", url=page, text="its summary differs")], NOON)[0]
    assert (second.id, second.outcome, second.revision) == (first.id, Outcome.KNOWN, 1)
    third = store.add_articles([an_incoming("guid-2", source="two", url="")], NOON)[0]
    assert third.id == first.id


@pytest.mark.parametrize("page", ["", "https://news.example/", "https://news.example"])
def test_a_shared_front_page_does_not_merge_articles(store: Store, page: str) -> None:
    batch = [an_incoming("g1", source="one", url=page), an_incoming("g2", source="two", url=page)]
    assert [kept.outcome for kept in store.add_articles(batch, NOON)] == [Outcome.NEW, Outcome.NEW]


def test_items_of_one_feed_that_all_link_to_one_page_stay_apart(store: Store) -> None:
    batch = [an_incoming(f"g{i}", url="https://news.example/ticker", text=f"item {i}") for i in range(3)]
    assert len({kept.id for kept in store.add_articles(batch, NOON)}) == 3


def test_a_batch_may_hold_the_same_article_twice(store: Store) -> None:
    kept = store.add_articles([an_incoming(), an_incoming(), an_incoming(text="later")], NOON)
    assert [k.outcome for k in kept] == [Outcome.NEW, Outcome.KNOWN, Outcome.REVISED]
    assert [a.text for a in store.unassessed()] == ["later"]


def test_hostile_characters_are_stored_without_shifting_offsets(store: Store) -> None:
    key = store.add_articles([an_incoming("k\x00", text="a\x00b\ud800c", title="\udfff")], NOON)[0].id
    stored = store.article(key)
    assert stored is not None
    assert (stored.text, stored.title) == ("a\ufffdb\ufffdc", "\ufffd")


def test_a_very_long_key_is_a_key_like_any_other(store: Store) -> None:
    batch = [an_incoming("x" * 20_000)]
    assert [store.add_articles(batch, NOON)[0].outcome for _ in range(2)] == [Outcome.NEW, Outcome.KNOWN]


def test_unassessed_articles_come_in_order_of_time_and_not_again(store: Store) -> None:
    late, early, undated = an_incoming("a"), an_incoming("b", published=NOON - HOUR), an_incoming("c", published=None)
    kept = store.add_articles([late, early, undated], NOON - MINUTE)
    assert [a.id for a in store.unassessed()] == [kept[1].id, kept[2].id, kept[0].id]
    assert [a.id for a in store.unassessed(limit=1)] == [kept[1].id]
    assess_all(store)
    assert (store.unassessed(), store.count_unassessed()) == ([], 0)


def test_assessments_come_back_as_they_were_saved(store: Store) -> None:
    store.add_articles([an_incoming()], NOON)
    article = store.unassessed()[0]
    saved = (an_assessment(article, ARMS, 0.25), an_assessment(article, LABOUR, 0.1 + 0.2))
    store.save_assessed([AssessedArticle(article, saved, StoryId(article.id), None)], NOON)
    assert store.assessments_of(article.id) == saved
    assert store.assessments_of(ArticleId("nobody")) == ()


def test_a_revision_that_comes_during_assessment_still_waits(store: Store) -> None:
    store.add_articles([an_incoming(text="one")], NOON)
    article = store.unassessed()[0]
    store.add_articles([an_incoming(text="two")], NOON)
    store.save_assessed([AssessedArticle(article, (an_assessment(article),), StoryId(article.id))], NOON)
    assert [a.revision for a in store.unassessed()] == [2]
    assert store.undecided_stories()[0].members[0].text == "one"


def test_an_article_without_a_story_is_assessed_and_never_decided(store: Store) -> None:
    store.add_articles([an_incoming()], NOON)
    article = store.unassessed()[0]
    store.save_assessed([AssessedArticle(article)], NOON)
    assert (store.unassessed(), store.undecided_stories(), store.counts()["stories"]) == ([], [], 0)


def test_the_window_holds_open_stories_whole(store: Store) -> None:
    old, new = an_incoming("old", published=NOON - 3 * HOUR), an_incoming("new")
    lone = an_incoming("lone", published=NOON - 5 * HOUR)
    store.add_articles([old, new], NOON)
    members = assess_all(store, StoryId("s1"))
    store.add_articles([lone], NOON)
    assess_all(store, StoryId("s2"))
    window = store.story_window(NOON - HOUR)
    assert [(m.story, m.article) for m in window] == [("s1", a.id) for a in members]
    assert window[0].sketch == {"words": ["Governor visits Pyongyang"]}
    assert {m.story for m in store.story_window(NOON - 9 * HOUR)} == {"s1", "s2"}


def test_why_an_article_belongs_to_its_story_is_kept_as_it_was_first_told(store: Store) -> None:
    store.add_articles([an_incoming(text="one")], NOON)
    for text, reason in (("one", "nothing like it"), ("two", "was placed before")):
        store.add_articles([an_incoming(text=text)], NOON)
        (article,) = store.unassessed()
        store.save_assessed([AssessedArticle(article, (), StoryId("s1"), {"words": []}, reason)], NOON)
    assert store.placements_of(StoryId("s1")) == [StoryPlacement(article.id, StoryId("s1"), "nothing like it")]
    assert store.placements_of(StoryId("s2")) == []


def test_an_article_keeps_the_story_it_joined_first(store: Store) -> None:
    store.add_articles([an_incoming(text="one")], NOON)
    assess_all(store, StoryId("s1"))
    store.add_articles([an_incoming(text="two")], NOON)
    article = assess_all(store, StoryId("s2"))[0]
    assert [a.id for a in store.members_of(StoryId("s1"))] == [article.id]
    assert store.counts()["stories"] == 1


def test_an_article_that_loses_its_interest_keeps_its_place_and_waits_for_a_decision(store: Store) -> None:
    store.add_articles([an_incoming(text="one")], NOON)
    assess_all(store, StoryId("s1"))
    store.save_decisions([a_decision(store.undecided_stories()[0])], "run-1", NOON)
    store.add_articles([an_incoming(text="corrected")], NOON)
    store.save_assessed([AssessedArticle(store.unassessed()[0])], NOON)
    (view,) = store.undecided_stories()
    (member,) = view.members
    assert (view.undecided, view.assessments, member.text) == (frozenset({member.id}), (), "corrected")
    assert [m.sketch for m in store.story_window(NOON)] == [{"words": ["Governor visits Pyongyang"]}]


def test_an_alert_with_its_copies_is_written_as_one_and_comes_back_equal(store: Store) -> None:
    alert = alert_once(store)
    assert (store.alert(alert.id), store.alerts()) == (alert, [alert])
    copies = store.deliveries(alert.id)
    assert [(c.target, c.state, c.attempts) for c in copies] == [
        ("desk", DeliveryState.PENDING, 0),
        ("mail", DeliveryState.PENDING, 0),
    ]
    past = store.decisions_of(alert.story)
    assert [(p.decision.alert, p.run, p.decided) for p in past] == [(alert.id, "run-1", NOON)]
    assert store.undecided_stories() == []


def test_deciding_twice_alerts_once(store: Store) -> None:
    store.add_articles([an_incoming()], NOON)
    assess_all(store)
    decided = [a_decision(store.undecided_stories()[0])]
    assert store.save_decisions(decided, "run-1", NOON) == [decided[0].story]
    assert store.save_decisions(decided, "run-2", NOON) == []
    assert len(store.alerts()) == 1
    assert len(store.decisions_of(decided[0].story)) == 1


def test_a_story_decided_by_a_faster_run_meanwhile_is_left_for_the_next_pass(store: Store) -> None:
    store.add_articles([an_incoming("k1")], NOON)
    assess_all(store, StoryId("s1"))
    slow = store.undecided_stories()[0]
    store.save_decisions([a_decision(slow)], "fast", NOON)
    store.add_articles([an_incoming("k2")], NOON)
    assess_all(store, StoryId("s1"))
    both = store.undecided_stories()[0]
    stale = replace(a_decision(both), alert=an_alert(both.story, 1))
    assert store.save_decisions([stale], "slow", NOON) == []
    assert len(store.undecided_stories()[0].undecided) == 1


def test_what_was_told_and_how_often_come_with_a_story_that_grows(store: Store) -> None:
    alert = alert_once(store)
    store.add_articles([an_incoming("k2", published=NOON + HOUR)], NOON + HOUR)
    assess_all(store, alert.story, NOON + HOUR)
    pending = store.undecided_stories()[0]
    assert (pending.story, pending.alerts) == (alert.story, 1)
    assert pending.undecided == {pending.members[1].id}
    assert [t.text for t in pending.told] == ["North Korea plans to send workers."]
    assert pending.assessments == tuple(map(an_assessment, pending.members))


def test_a_revised_member_makes_its_story_wait_again(store: Store) -> None:
    alert = alert_once(store)
    store.add_articles([an_incoming(text="It has sent them, ministers said.")], NOON + HOUR)
    assert store.undecided_stories() == []
    assess_all(store, alert.story)
    pending = store.undecided_stories()[0]
    assert [(m.id in pending.undecided, m.revision) for m in pending.members] == [(True, 2)]


def test_assessing_the_same_revision_again_does_not_reopen_its_story(store: Store) -> None:
    store.add_articles([an_incoming()], NOON)
    article = assess_all(store)[0]
    store.save_decisions([a_decision(store.undecided_stories()[0])], "run-1", NOON)
    store.save_assessed([AssessedArticle(article, (an_assessment(article),), StoryId(article.id))], NOON)
    assert store.undecided_stories() == []


def test_a_decision_about_another_story_than_its_alert_writes_nothing(store: Store) -> None:
    store.add_articles([an_incoming()], NOON)
    assess_all(store)
    right = a_decision(store.undecided_stories()[0])
    wrong = replace(right, alert=an_alert(StoryId("other")))
    with pytest.raises(StorageError, match="is about story other"):
        store.save_decisions([wrong], "run-1", NOON)
    assert (store.alerts(), len(store.undecided_stories())) == ([], 1)


def test_alerts_are_listed_newest_first(store: Store) -> None:
    first = alert_once(store, "k1")
    second = alert_once(store, "k2", now=NOON + HOUR)
    assert store.alerts() == [second, first]
    assert store.alerts(limit=1) == [second]


def test_a_run_tells_what_came_of_it(store: Store) -> None:
    run = store.start_run(NOON)
    assert [r.finished for r in store.runs()] == [None]
    report = StageReport({"read": 31, "flagged": 6}, (Problem("feed x", "no feed"),))
    store.finish_run(run, report, NOON + MINUTE)
    (found,) = store.runs()
    assert (found.id, found.finished) == (run, NOON + MINUTE)
    assert (found.counts, found.problems) == (report.counts, report.problems)


def test_the_counts_add_up(store: Store) -> None:
    alert_once(store, targets=("desk", "mail"))
    store.delivery_sent(store.due_deliveries(NOON, "w", limit=1)[0].delivery, NOON)
    store.add_articles([an_incoming("k9")], NOON)
    assert store.counts() == {
        "articles": 2,
        "unassessed": 1,
        "stories": 1,
        "undecided_stories": 0,
        "alerts": 1,
        "runs": 0,
        "deliveries_pending": 1,
        "deliveries_sent": 1,
        "deliveries_failed": 0,
        "deliveries_dead": 0,
        "deliveries_silenced": 0,
        "deliveries_collected": 0,
        "deliveries_digested": 0,
        "deliveries_joined": 0,
    }


def test_members_of_a_story_come_earliest_first(store: Store) -> None:
    store.add_articles([an_incoming("b"), an_incoming("a", published=NOON - HOUR)], NOON)
    assess_all(store, StoryId("s1"))
    assert [a.published for a in store.members_of(StoryId("s1"))] == [NOON - HOUR, NOON]


@pytest.mark.parametrize("wild", ["%", "_", "\\"])
def test_alerts_are_found_by_how_their_id_begins_and_nothing_in_it_is_a_pattern(store: Store, wild: str) -> None:
    first, second = alert_once(store, "k1").id, alert_once(store, "k2").id
    assert store.alerts_that_begin(first[:6], 5) == [first]
    assert store.alerts_that_begin("", 5) == sorted([first, second])
    assert store.alerts_that_begin("", 1) == [min(first, second)]
    assert store.alerts_that_begin(wild, 5) == []
