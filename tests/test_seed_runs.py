"""The five articles one at a time over five passes: who is told what, and the replay says the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, partial
from pathlib import Path

from flows.domain import Action, Article, ArticleId, Incoming
from flows.options import ScoringOptions
from flows.settings import usual_settings
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.stages.replay import past_passes, replay
from flows.storage.records import PastDecision
from flows.storage.store import Store
from flows.stories.claims import claims
from flows.wiring import Bench, Workshop, open_bench
from tests.seeds import seed_articles

HOUR = timedelta(hours=1)
SETTINGS = usual_settings(Path())
Decided = list[tuple[str, str, Action, str]]


@cache
def bench() -> Bench:
    return open_bench(ScoringOptions())


@contextmanager
def five_runs() -> Iterator[tuple[Store, dict[ArticleId, str], list[Decided]]]:
    """The store after five passes, the seed of each article's id, and what each pass decided."""
    with Store.open("sqlite://") as store:
        shop, names, decided = Workshop(SETTINGS, store, bench()), dict[ArticleId, str](), []
        for number, seed in enumerate(seed_articles()):
            now = seed.when + (number + 1) * HOUR
            shop.clock = partial(max, now, now)
            shop.run = store.start_run(now)
            (kept,) = store.add_articles([_incoming(seed)], now)
            names[kept.id] = str(seed.id)[:3]
            assess_batch(shop)
            assert not decide_stories(shop).problems
            story = store.story_of(kept.id)
            assert story is not None
            first = names[ArticleId(story)]
            past = [one.decision for one in store.decisions_of(story) if one.run == shop.run]
            decided.append([(first, str(d.theme), d.action, d.reason) for d in past])
        yield store, names, decided


def _incoming(seed: Article) -> Incoming:
    return Incoming("seeds", seed.id, seed.title, seed.text, seed.url, seed.language, seed.outlet, seed.published)


def acted(decided: Decided, *actions: Action) -> set[tuple[str, str]]:
    return {(story, theme) for story, theme, action, _ in decided if action in actions}


def test_the_first_article_of_each_story_is_an_alert_and_nothing_else_is() -> None:
    with five_runs() as (_, _, decided):
        stories = [{story for story, _, action, _ in one if action is Action.ALERT} for one in decided]
        assert stories == [{"003"}, set(), {"000"}, set(), set()]


def test_an_update_comes_only_where_a_claim_moved_or_a_stronger_source_or_another_theme_came_in() -> None:
    with five_runs() as (_, _, decided):
        updates = [reason for one in decided for _, _, action, reason in one if action is Action.UPDATE]
        assert updates
        for reason in updates:
            assert reason.startswith(
                ("the claim moved from", "a stronger kind of source now", "a new theme in a story")
            )


def test_the_background_that_every_article_repeats_is_no_news() -> None:
    with five_runs() as (_, _, decided):
        (arms,) = [reason for story, theme, action, reason in decided[3] if theme == "arms_transfer"]
        assert ("000", "arms_transfer") in acted(decided[3], Action.FOLD)
        assert arms.startswith("nothing new: all")
        assert "16 Nov 2023" in arms


def test_no_claim_is_lost() -> None:
    with five_runs() as (store, names, _):
        told = store.told_since(None)
        for article in names:
            story = store.story_of(article)
            assert story is not None
            members = store.members_of(story)
            kept = claims(members, [one for m in members for one in store.assessments_of(m.id)])
            for assessment in store.assessments_of(article):
                for evidence in assessment.evidence:
                    assert any(article in claim.articles and claim.theme == evidence.theme for claim in kept)
        assert any(one.alert is not None for one in told)


def test_what_is_listed_as_known_was_told_by_the_alert_that_is_named() -> None:
    with five_runs() as (store, _, _):
        alerts = {alert.id: alert for alert in store.alerts()}
        for alert in alerts.values():
            for known in alert.known:
                assert known.alert is not None
                earlier = alerts[known.alert]
                assert earlier.story != alert.story
                assert earlier.created == known.first_told


def test_the_replay_of_the_archive_gives_what_the_live_runs_gave() -> None:
    with five_runs() as (store, _, _):
        starts = [run.started for run in reversed(store.runs())]
        planned = past_passes(list(store.arrivals()), starts)
        report = replay(SETTINGS, bench(), planned, archive="seeds", documents=5, step="")
        live = [(one.decided, one.decision, one.articles) for one in _everything(store)]
        assert [(one.when, one.decision, one.articles) for one in report.decisions] == live
        assert list(report.alerts) == list(reversed(store.alerts()))


def test_as_of_a_time_nothing_later_is_known() -> None:
    with five_runs() as (store, _, _):
        moment = store.runs()[1].started
        starts = [run.started for run in reversed(store.runs()) if run.started <= moment]
        planned = past_passes(list(store.arrivals(until=moment)), starts)
        report = replay(SETTINGS, bench(), planned, archive="seeds", documents=4, step="")
        assert list(report.alerts) == [alert for alert in reversed(store.alerts()) if alert.created <= moment]


def _everything(store: Store) -> list[PastDecision]:
    stories = {m.story for m in store.story_window(seed_articles()[0].when - 99 * HOUR)}
    past = [one for story in sorted(stories) for one in store.decisions_of(story)]
    return sorted(past, key=lambda one: one.decided)
