"""What a route asks of an alert."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain import Action, Direction, Finding, Interest, News, Severity, SourceType, Status
from tests.builders import ARMS, LABOUR, TECHNOLOGY, an_article
from tests.flows.alerts.samples import EFE, an_alert, arms, labour, technology

KNOWN = {EFE.id: replace(an_article(EFE.id, language="en"), source="wire")}


@pytest.mark.parametrize(
    ("interest", "why"),
    [
        (Interest(themes=(ARMS,)), "the theme is labour_dispatch, not arms_transfer"),
        (Interest(min_severity=Severity.CRITICAL), "labour_dispatch is high, below critical"),
        (Interest(max_severity=Severity.MEDIUM), "labour_dispatch is high, above medium"),
        (Interest(statuses=(Status.OCCURRED,)), "is claimed to be planned, not occurred"),
        (Interest(source_types=(SourceType.UN, SourceType.DPRK)), "is said by intelligence, not un or dprk"),
        (Interest(directions=(Direction.TO_DPRK,)), "is of direction from_dprk, not to_dprk"),
        (Interest(languages=("ko",)), "no article quoted on labour_dispatch is in the language ko"),
        (Interest(outlets=("KCNA",), sources=("wire",)), "is by the outlet KCNA and from the source wire"),
        (Interest(min_outlets=3), "the story has 2 outlets, not 3"),
        (Interest(min_origins=3), "the story has 2 independent origins, not 3"),
        (Interest(novelty=(News.STATUS,)), "what is new about labour_dispatch is 'alert', not status"),
    ],
)
def test_what_does_not_fit_is_told_in_words(interest: Interest, why: str) -> None:
    assert interest.misses(labour(), an_alert(), KNOWN).endswith(why)


@pytest.mark.parametrize(
    "interest",
    [
        Interest(),
        Interest(themes=(LABOUR, ARMS), min_severity=Severity.HIGH, max_severity=Severity.HIGH),
        Interest(statuses=(Status.PLANNED,), source_types=(SourceType.INTELLIGENCE,)),
        Interest(outlets=("efe",), languages=("EN",), sources=("wire",), min_outlets=2, min_origins=2),
        Interest(novelty=(News.ALERT,)),
    ],
)
def test_what_fits_misses_nothing(interest: Interest) -> None:
    assert interest.misses(labour(), an_alert(), KNOWN) == ""


def test_language_outlet_and_source_must_be_those_of_one_article() -> None:
    # EFE is in English and from the wire; the other article quoted has no outlet and comes from elsewhere.
    assert Interest(outlets=("",), sources=("wire",)).misses(labour(), an_alert(), KNOWN)


def test_an_update_fits_by_what_has_changed() -> None:
    changed: Finding = replace(arms(), action=Action.UPDATE, news=News.SOURCE)
    assert Interest(novelty=(News.SOURCE,)).misses(changed, an_alert(), {}) == ""
    assert "is 'source', not number" in Interest(novelty=(News.NUMBER,)).misses(changed, an_alert(), {})


def test_an_update_of_an_older_version_fits_where_every_update_does() -> None:
    every = tuple(one for one in News if one is not News.ALERT)
    assert Interest(novelty=every).misses(arms(), an_alert(), {}) == ""
    assert Interest(novelty=every[1:]).misses(arms(), an_alert(), {}) != ""


def test_two_that_contradict_name_the_field() -> None:
    outer = Interest(themes=(LABOUR,), outlets=("EFE", "KCNA"), max_severity=Severity.MEDIUM)
    inner = Interest(themes=(ARMS,), outlets=("kcna",), min_severity=Severity.HIGH)
    whole, conflicts = inner.within(outer)
    assert set(conflicts) == {"themes", "min_severity"}
    assert whole.outlets == ("kcna",)


def test_what_is_asked_reads_as_a_sentence() -> None:
    asked = Interest((LABOUR,), Severity.MEDIUM, Severity.HIGH, statuses=(Status.PLANNED,), min_outlets=2)
    assert str(asked) == "medium to high on labour_dispatch; planned; from 2 outlets"


INTERESTS = st.builds(
    Interest,
    themes=st.lists(st.sampled_from([LABOUR, ARMS, TECHNOLOGY]), max_size=3, unique=True).map(tuple),
    min_severity=st.sampled_from(Severity),
    max_severity=st.sampled_from(Severity),
    source_types=st.lists(st.sampled_from(SourceType), max_size=3, unique=True).map(tuple),
    outlets=st.lists(st.sampled_from(["EFE", "efe", "KCNA"]), max_size=2, unique=True).map(tuple),
    min_outlets=st.integers(0, 3),
)
FINDINGS = st.sampled_from([labour(), arms(), technology()])


@given(INTERESTS, INTERESTS, FINDINGS)
def test_what_fits_both_fits_what_is_left_of_them(inner: Interest, outer: Interest, finding: Finding) -> None:
    whole, conflicts = inner.within(outer)
    both = not inner.misses(finding, an_alert(), KNOWN) and not outer.misses(finding, an_alert(), KNOWN)
    assert both == (not conflicts and not whole.misses(finding, an_alert(), KNOWN))


@given(INTERESTS, INTERESTS, FINDINGS)
def test_what_covers_another_fits_all_that_it_fits(wide: Interest, narrow: Interest, finding: Finding) -> None:
    assert wide.covers(wide)
    if wide.covers(narrow) and not narrow.misses(finding, an_alert(), KNOWN):
        assert wide.misses(finding, an_alert(), KNOWN) == ""
