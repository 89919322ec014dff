"""What must hold for every story, whatever comes in: nothing is lost, copies and the order of equals change nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.domain import Alert, Article, ArticleId, Assessment, Decision, Direction, SourceType, Status, ToldClaim
from flows.scoring.compose import Reference, compose
from flows.scoring.decide import decide
from flows.stories.claims import claims, quotations
from flows.stories.novelty import novelties, told_by
from flows.stories.statements import changed_number, covers, same_claim, same_statement
from tests.builders import ARMS, LABOUR, NOON, an_article
from tests.points import blend_by_hand
from tests.views import a_view, assessed, claim, said

SENTENCES = (
    "North Korea may send 1,000 workers to Russia.",
    "North Korea sent 1,000 workers to Russia.",
    "North Korea sent 5,000 workers to Russia.",
    "Loggers have arrived in Khabarovsk.",
    "Moscow denies that it hosts loggers.",
    "Chinese firms hire North Korean programmers.",
)
evidence = st.builds(
    lambda text, status, source, deep: replace(
        said(text, replace(claim(status, source), direction=Direction.FROM_DPRK)), start=2000 * deep
    ),
    st.sampled_from(SENTENCES),
    st.sampled_from(list(Status)),
    st.sampled_from([SourceType.OUTLET, SourceType.EXPERT, SourceType.GOVERNMENT, SourceType.RUSSIA]),
    st.booleans(),
)
reports = st.lists(st.lists(evidence, min_size=1, max_size=3), min_size=1, max_size=5)
REFERENCE = Reference({LABOUR: "Workers", ARMS: "Arms"}, {}, {})


class Desk:
    """One story, decided on in passes."""

    def __init__(self, known: Sequence[ToldClaim] = ()) -> None:
        self.known = tuple(known)
        self.members: list[Article] = []
        self.assessments: list[Assessment] = []
        self.told: list[ToldClaim] = []
        self.alerts: list[Alert] = []

    def pass_with(self, *new: tuple[Article, Assessment]) -> list[Decision]:
        """What is decided when these come in."""
        for article, assessment in new:
            self.members.append(article)
            self.assessments.append(assessment)
        self.members.sort(key=lambda one: (one.when, one.id))
        view = replace(
            a_view(self.members, self.assessments, undecided=[article.id for article, _ in new], told=self.told),
            alerts=len(self.alerts),
            known=self.known,
        )
        news = novelties(view)
        decisions = decide(view, news, blend_by_hand())
        alert = compose(view, decisions, news, REFERENCE, origins=(), now=NOON)
        if alert is not None:
            self.alerts.append(alert)
            self.told += told_by(alert)
        return list(decisions)


def a_report(number: int, sentences: Sequence[object], ident: str = "") -> tuple[Article, Assessment]:
    name = ident or f"a{number}"
    article = an_article(name, published=NOON + timedelta(minutes=number))
    return article, assessed(name, *sentences)  # type: ignore[arg-type]  # hypothesis hides what it builds


@settings(max_examples=60, deadline=None)
@given(reports)
def test_folding_never_loses_a_claim(came: list[list[object]]) -> None:
    desk = Desk()
    for number, sentences in enumerate(came):
        desk.pass_with(a_report(number, sentences))
    every = list(quotations(desk.members, desk.assessments))
    kept = claims(desk.members, desk.assessments)
    for quotation in every:
        one = quotation.evidence
        assert any(
            quotation.article in claimed.articles
            and (claimed.claim.status, claimed.claim.source) == (one.claim.status, one.claim.source)
            for claimed in kept
        )
    # A last report that moves everything: what was folded on the way is told with it, at the latest.
    told_now = desk.told
    mover = said(
        "Beijing: North Korea sent 900,000 workers to China and Russia.", claim(Status.OCCURRED, SourceType.UN)
    )
    if any(d.action in {"alert", "update"} for d in desk.pass_with(a_report(99, [mover]))):
        told_now = desk.told
        for quotation in every:
            one = quotation.evidence
            assert any(
                same_claim(one, told.text, told.claim)
                or (
                    told.claim.status is one.claim.status
                    and same_statement(told.text, one.text)
                    and changed_number(told.text, one.text) is None
                )
                for told in told_now
            )


@settings(max_examples=60, deadline=None)
@given(reports)
def test_a_copy_changes_no_decision_and_is_folded(came: list[list[object]]) -> None:
    plain, copied = Desk(), Desk()
    for number, sentences in enumerate(came):
        first = plain.pass_with(a_report(number, sentences))
        second = copied.pass_with(a_report(number, sentences))
        assert [(d.theme, d.action, d.reason) for d in first] == [(d.theme, d.action, d.reason) for d in second]
        (again,) = copied.pass_with(a_report(number, sentences, f"copy{number}"))
        assert again.action == "fold"


@settings(max_examples=60, deadline=None)
@given(reports, st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_one_pass_changes_nothing(came: list[list[object]], chance: object) -> None:
    pairs = [
        (replace(article, published=NOON), assessment)
        for article, assessment in (a_report(number, sentences) for number, sentences in enumerate(came))
    ]
    mixed = list(pairs)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # ditto
    first, second = Desk(), Desk()
    decided = first.pass_with(*pairs), second.pass_with(*mixed)
    assert [(d.theme, d.action) for d in decided[0]] == [(d.theme, d.action) for d in decided[1]]
    assert first.alerts == second.alerts


@settings(max_examples=60, deadline=None)
@given(reports)
def test_what_is_called_known_was_told_elsewhere(came: list[list[object]]) -> None:
    earlier = Desk()
    earlier.pass_with(a_report(0, came[0]))
    known = [replace(one, story=ArticleId("old")) for one in earlier.told]  # type: ignore[arg-type]  # an id is an id
    later = Desk(known)
    for number, sentences in enumerate(came[1:]):
        later.pass_with(a_report(number, sentences))
    listed = [one for alert in later.alerts for one in alert.known]
    assert all(any(covers(told, one.quotation.evidence) for told in known) for one in listed)
