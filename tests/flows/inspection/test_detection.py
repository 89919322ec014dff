"""Figures of labelled and scored articles, counted by hand."""

from typing import Any

import pytest

from flows.inspection.detection import by_part, measure, tabled
from flows.inspection.labelled import Labelled, Span

THEMES = ("labour_dispatch", "arms_transfer")
ARMS = "arms_transfer"


def a_span(start: int, end: int, status: str | tuple[str, ...] = "occurred", source: str = "un") -> Span:
    statuses = (status,) if isinstance(status, str) else status
    return Span("text", start, end, {"status": statuses, "source": (source,), "direction": ("from_dprk",)})


def an_article(ident: str, *spans: Span, whole: bool = False, lang: str = "en") -> Labelled:
    return Labelled(ident, {ARMS: spans} if spans else {}, whole, lang, "feed")


def got(score: float, *places: tuple[int, int], flagged: bool = True, **claim: str) -> dict[str, Any]:
    evidence = [{"field": "text", "start": start, "end": end} for start, end in places]
    told = {"status": "occurred", "source": "un", "direction": "to_dprk", **claim}
    return {"themes": {ARMS: {"score": score, "flagged": flagged, "evidence": evidence, **told}}}


ARTICLES = [
    an_article("found", a_span(0, 10), a_span(50, 60)),
    an_article("missed", a_span(0, 10)),
    an_article("item", a_span(0, 90), whole=True, lang="ko"),
    an_article("clean"),
    an_article("false"),
    an_article("unscored"),
]
SCORED = {
    "found": got(0.9, (5, 20), (30, 40)),
    "missed": got(0.3, flagged=False),
    "item": got(0.6, (200, 210), source="expert"),
    "clean": got(0.1, flagged=False),
    "false": got(0.7, (0, 9)),
    "unscored": {"error": "cannot be read"},
}


def test_detection_is_counted_over_articles() -> None:
    found = measure(ARTICLES, SCORED, THEMES).themes[ARMS]
    assert (found.positives, found.flagged) == (3, 3)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.f1 == pytest.approx(2 / 3)
    # Ranked: found (hit 1 of 1), false, item (hit 2 of 3), missed (hit 3 of 4).
    assert found.average_precision == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


def test_evidence_is_counted_over_places_and_any_place_shows_a_whole_item() -> None:
    found = measure(ARTICLES, SCORED, THEMES).themes[ARMS]
    assert found.evidence_recall == pytest.approx(2 / 4)
    assert found.evidence_precision == pytest.approx(2 / 4)


def test_claims_are_read_right_where_any_label_says_so() -> None:
    found = measure(ARTICLES, SCORED, THEMES).themes[ARMS]
    assert (found.status_right, found.source_right, found.direction_right) == (1.0, 0.5, 0.0)


def test_of_several_statuses_the_strongest_of_each_person_counts() -> None:
    article = an_article("a", a_span(0, 5, ("planned", "possible")), a_span(9, 12, ("denied", "denied")))

    def right(status: str) -> float | None:
        return measure([article], {"a": got(0.9, (0, 5), status=status)}, THEMES).themes[ARMS].status_right

    assert [right(one) for one in ("planned", "possible", "denied", "occurred")] == [1.0, 1.0, 0.0, 0.0]


def test_the_whole_counts_clean_articles_and_only_themes_that_occur() -> None:
    report = measure(ARTICLES, SCORED, THEMES)
    assert (report.articles, report.unscored, report.clean_articles) == (6, 1, 3)
    assert report.false_alarm_rate == pytest.approx(1 / 3)
    assert report.macro_f1 == pytest.approx(2 / 3)


def test_nothing_to_share_is_no_figure() -> None:
    found = measure([an_article("clean")], SCORED, THEMES, rounds=0).themes[ARMS]
    assert (found.average_precision, found.evidence_recall, found.status_right) == (None, None, None)
    assert measure([an_article("clean")], SCORED, THEMES, rounds=0).macro_f1 is None


def test_intervals_hold_the_figure_and_repeat() -> None:
    first, again = (measure(ARTICLES * 5, SCORED, THEMES).themes[ARMS] for _ in range(2))
    assert first.f1_interval is not None
    assert first.f1_interval[0] <= first.f1 <= first.f1_interval[1]
    assert first.f1_interval == again.f1_interval


def test_parts_are_named_by_field_and_value() -> None:
    assert {name: len(part) for name, part in by_part(ARTICLES, "lang").items()} == {"lang=en": 5, "lang=ko": 1}


def test_an_article_without_a_score_is_a_row_that_is_not_flagged() -> None:
    table = tabled(ARTICLES, SCORED, THEMES)
    assert not table.flagged[-1].any()
    assert table.scores.shape == (6, 2)
