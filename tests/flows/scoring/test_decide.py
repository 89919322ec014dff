"""Tests of flows.scoring.decide."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from flows.domain import (
    Action,
    AlertId,
    Assessment,
    Decision,
    SourceType,
    Status,
    StoryId,
    StoryView,
    ThemeId,
    ToldClaim,
)
from flows.scoring.decide import decide
from flows.stories.novelty import novelties
from tests.builders import ARMS, LABOUR, NOON, an_article, an_evidence
from tests.points import blend_by_hand
from tests.views import a_view, assessed, claim, said, told

BLEND = blend_by_hand()
MAY = "Experts believe workers may go to Primorye."
HAVE = "The first thousand loggers have arrived in Khabarovsk."


def decided(view: StoryView) -> tuple[Decision, ...]:
    return decide(view, novelties(view), BLEND)


def one(
    *assessments: Assessment,
    told: Sequence[ToldClaim] = (),
    baseline: Sequence[str] = (),
) -> Decision:
    """The decision about a story with one new article."""
    (decision,) = decided(a_view([an_article("a")], assessments, told=told, baseline=baseline))
    return decision


def test_a_new_story_over_the_threshold_is_an_alert() -> None:
    decision = one(assessed("a", said(MAY), score=0.93))
    assert (decision.action, decision.alert) == (Action.ALERT, "s.1")
    assert decision.reason == "a new event: nothing was told of it before"


def test_two_themes_of_a_new_story_share_one_alert() -> None:
    decisions = decided(
        a_view([an_article("a")], [assessed("a", said(MAY)), assessed("a", said(HAVE, theme=ARMS), theme=ARMS)])
    )
    assert [(d.theme, d.action, d.alert) for d in decisions] == [
        (LABOUR, Action.ALERT, "s.1"),
        (ARMS, Action.ALERT, "s.1"),
    ]


def test_more_of_the_same_is_folded_into_the_last_alert() -> None:
    decision = one(assessed("a", said(MAY)), told=[told(MAY)])
    assert (decision.action, decision.alert) == (Action.FOLD, "s.1")
    assert "more of the same: 1 further article" in decision.reason


def test_a_claim_that_moved_is_an_update() -> None:
    decision = one(assessed("a", said(HAVE, claim(Status.OCCURRED))), told=[told(MAY)])
    assert (decision.action, decision.alert) == (Action.UPDATE, "s.2")
    assert decision.reason == "the claim moved from possible to occurred"


def test_a_denial_is_an_update() -> None:
    decision = one(assessed("a", said("Moscow denies it.", claim(Status.DENIED))), told=[told(MAY)])
    assert decision.reason == "the claim moved from possible to denied"


def test_a_stronger_kind_of_source_is_an_update() -> None:
    decision = one(assessed("a", said(MAY, claim(source=SourceType.UN))), told=[told(MAY)])
    assert (decision.action, decision.reason) == (Action.UPDATE, "a stronger kind of source now says so: the UN")


def test_a_new_theme_of_a_told_story_is_an_update() -> None:
    decision = one(assessed("a", said(HAVE, theme=ARMS), theme=ARMS), told=[told(MAY)])
    assert (decision.action, decision.alert) == (Action.UPDATE, "s.2")
    assert decision.reason.startswith("a new theme in a story already told")


def test_a_near_miss_goes_to_the_digest() -> None:
    decision = one(assessed("a", said(MAY), flagged=False, score=0.4))
    assert (decision.action, decision.alert) == (Action.DIGEST, None)
    assert decision.reason == "a near miss: score 0.40 is below the threshold 0.50, above 0.30"


def test_what_is_not_near_is_dropped() -> None:
    decision = one(assessed("a", flagged=False, score=0.1))
    assert (decision.action, decision.reason) == (Action.DROP, "score 0.10 is below the threshold 0.50")


def test_shadow_evidence_alone_is_dropped_and_the_reason_says_so() -> None:
    shadow = an_evidence()
    shadow = type(shadow)(**{field: getattr(shadow, field) for field in shadow.__slots__} | {"background": True})
    decision = one(assessed("a", shadow, flagged=False, score=0.0))
    assert decision.action is Action.DROP
    assert "only shadow rules fired" in decision.reason


def test_a_member_of_the_baseline_is_dropped_and_never_alerted() -> None:
    decision = one(assessed("a", said(MAY)), baseline=["a"])
    assert decision.action is Action.DROP
    assert "too old" in decision.reason


def test_a_near_miss_of_the_baseline_stays_out_of_the_digest() -> None:
    assert one(assessed("a", said(MAY), flagged=False, score=0.4), baseline=["a"]).action is Action.DROP


def test_a_member_of_the_baseline_is_folded_where_its_theme_was_told() -> None:
    decision = one(assessed("a", said(MAY)), baseline=["a"], told=[told(MAY)])
    assert (decision.action, decision.alert) == (Action.FOLD, "s.1")


def test_a_fresh_report_about_an_old_story_is_an_alert() -> None:
    members = [an_article("old"), an_article("new")]
    view = a_view(
        members, [assessed("old", said(MAY)), assessed("new", said(MAY))], undecided=["new"], baseline=["old"]
    )
    assert [d.action for d in decided(view)] == [Action.ALERT]


def test_members_that_were_decided_get_no_second_decision() -> None:
    assert decided(a_view([an_article("a")], [assessed("a", said(MAY))], undecided=[])) == ()


def test_a_number_that_changed_is_an_update_that_says_from_what_to_what() -> None:
    decision = one(assessed("a", said("Some 12,000 workers may go.")), told=[told("Some 10,000 workers may go.")])
    assert (decision.action, decision.reason) == (Action.UPDATE, "a number changed: 10,000 workers → 12,000 workers")


def test_another_party_is_an_update() -> None:
    decision = one(assessed("a", said("Workers may go to China.")), told=[told("Workers may go to Russia.")])
    assert (decision.action, decision.reason) == (Action.UPDATE, "another party comes in: China")


def elsewhere(text: str, theme: ThemeId = LABOUR) -> ToldClaim:
    return ToldClaim(StoryId("old"), theme, claim(), text, NOON, AlertId("old.1"))


def knowing(view: StoryView, *known: ToldClaim) -> list[Decision]:
    return list(decided(replace(view, known=known)))


def test_a_new_story_of_which_every_claim_is_known_is_folded_into_the_earlier_one() -> None:
    view = a_view([an_article("a")], [assessed("a", said(MAY))])
    (decision,) = knowing(view, elsewhere(MAY))
    assert (decision.action, decision.alert) == (Action.FOLD, "old.1")
    assert decision.reason == ("nothing new: its only claim was told before, on 13 Dec 2023 (alert old.1)")


def test_a_new_story_with_one_new_claim_is_an_alert_that_says_which_and_what_was_known() -> None:
    view = a_view([an_article("a")], [assessed("a", said(MAY), said(HAVE, claim(Status.OCCURRED)))])
    (decision,) = knowing(view, elsewhere(MAY))
    assert (decision.action, decision.alert) == (Action.ALERT, "s.1")
    assert decision.reason.startswith(f"a new event: occurred, said by expert: “{HAVE}”; 1 further claim")
    assert "on 13 Dec 2023 (alert old.1)" in decision.reason


def test_a_new_claim_far_down_in_a_report_of_what_is_known_is_called_that() -> None:
    deep = replace(said(HAVE, claim(Status.OCCURRED)), start=5000, end=5040)
    (decision,) = knowing(a_view([an_article("a")], [assessed("a", said(MAY), deep)]), elsewhere(MAY))
    assert decision.reason.startswith("a new claim in a report of what is known")


def test_a_new_theme_of_a_told_story_that_is_known_is_folded() -> None:
    shells = "Shells may go to Russia."
    view = a_view([an_article("a")], [assessed("a", said(shells, theme=ARMS), theme=ARMS)], told=[told(MAY)])
    (decision,) = knowing(view, elsewhere(shells, ARMS))
    assert (decision.action, decision.alert) == (Action.FOLD, "old.1")


def answering(text: str, status: Status, source: SourceType, speaker: str) -> Decision:
    """What is decided about a new story that answers what the White House was told to have said."""
    us = claim(Status.OCCURRED, SourceType.GOVERNMENT, "White House")
    before = ToldClaim(
        StoryId("old"), ARMS, us, "White House says Pyongyang shipped arms to Russia", NOON, AlertId("old.1")
    )
    evidence = said(text, claim(status, source, speaker), theme=ARMS)
    (decision,) = knowing(a_view([an_article("a")], [assessed("a", evidence, theme=ARMS)]), before)
    return decision


@pytest.mark.parametrize(
    ("text", "status", "source", "speaker", "reason"),
    [
        (
            "Kremlin denies receiving weapons from North Korea",
            Status.DENIED, SourceType.RUSSIA, "Kremlin",
            "denies what was told on 13 Dec 2023 (alert old.1): occurred, said by government: “White House says",
        ),
        (
            "White House retracts claim on North Korea arms",
            Status.DENIED, SourceType.GOVERNMENT, "White House",
            "its own source takes back what was told on 13 Dec 2023 (alert old.1): occurred, said by government",
        ),
        (
            "UN panel confirms North Korea shipped munitions to Russia",
            Status.OCCURRED, SourceType.UN, "UN panel",
            "the UN now says what was told on 13 Dec 2023 (alert old.1): occurred, said by government",
        ),
    ],
)  # fmt: skip
def test_a_story_that_answers_an_earlier_alert_says_what_it_does_to_it(
    text: str, status: Status, source: SourceType, speaker: str, reason: str
) -> None:
    decision = answering(text, status, source, speaker)
    assert decision.action is Action.ALERT
    assert decision.reason.startswith(reason)


def test_what_passes_the_other_way_is_an_update() -> None:
    decision = one(
        assessed("a", said("Russia sells shells to North Korea.")), told=[told("Pyongyang sells shells to Russia.")]
    )
    assert (decision.action, decision.reason) == (Action.UPDATE, "the other way than was told: now to the DPRK")
