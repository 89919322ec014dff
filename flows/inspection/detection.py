"""How well scored articles agree with labelled ones: detection, evidence, the reading of claims."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.domain import Status
from flows.inspection.labelled import CLAIM, Labelled, Span
from models.evaluation import average_precision, bootstrap, precision_recall_f1

ROUNDS = 400
STRENGTH = [str(one) for one in (Status.OCCURRED, Status.PLANNED, Status.POSSIBLE, Status.DENIED)]
"""Statuses, the strongest first: an article has the strongest of its places."""

Drawn = npt.NDArray[np.int64]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme; shares are None where there is nothing to share."""

    positives: int
    flagged: int
    precision: float
    recall: float
    f1: float
    f1_interval: Interval | None
    average_precision: float | None
    average_precision_interval: Interval | None
    evidence_recall: float | None
    """Share of labelled places that a place of a flagged article overlaps."""
    evidence_precision: float | None
    """Share of the places of flagged articles that overlap a labelled one."""
    status_right: float | None
    source_right: float | None
    direction_right: float | None
    """Share of rightly flagged articles whose claim reads as one of the labels."""


@dataclass(frozen=True, slots=True)
class Report:
    """All themes."""

    articles: int
    unscored: int
    themes: Mapping[str, ThemeFigures]
    macro_f1: float | None
    """Mean F1 of the themes that are labelled or flagged at all."""
    macro_f1_interval: Interval | None
    clean_articles: int
    """Articles without any label."""
    false_alarm_rate: float | None
    """Share of these that are flagged for any theme."""


@dataclass(frozen=True, eq=False)
class Table:
    """What is counted, one row an article, one column a theme."""

    themes: tuple[str, ...]
    truth: npt.NDArray[np.bool_]
    flagged: npt.NDArray[np.bool_]
    scores: npt.NDArray[np.float64]

    def macro_f1(self, rows: Drawn) -> float | None:
        """Mean F1 of the themes that are labelled or flagged in these rows."""
        truth, flagged = self.truth[rows], self.flagged[rows]
        found = [
            precision_recall_f1(truth[:, k], flagged[:, k])[2]
            for k in range(len(self.themes))
            if truth[:, k].any() or flagged[:, k].any()
        ]
        return float(np.mean(found)) if found else None

    def f1(self, rows: Drawn, k: int) -> float | None:
        """F1 of one theme."""
        return precision_recall_f1(self.truth[rows, k], self.flagged[rows, k])[2]

    def average_precision(self, rows: Drawn, k: int) -> float | None:
        """Average precision of one theme."""
        return average_precision(self.truth[rows, k], self.scores[rows, k])

    def mean_average_precision(self, rows: Drawn) -> float | None:
        """Mean over the themes that are labelled in these rows."""
        found = [a for k in range(len(self.themes)) if (a := self.average_precision(rows, k)) is not None]
        return float(np.mean(found)) if found else None

    def false_alarms(self, rows: Drawn) -> float | None:
        """Share of articles without a label that are flagged."""
        clean = ~self.truth[rows].any(axis=1)
        return float(self.flagged[rows][clean].any(axis=1).mean()) if clean.any() else None


def tabled(articles: Sequence[Labelled], scored: Mapping[str, Mapping[str, Any]], themes: Sequence[str]) -> Table:
    """Articles with their scores, as `sanctions-watch score` writes them; an article without one is not flagged."""
    got = [[_of(scored, a, t) for t in themes] for a in articles]
    shape = (len(articles), len(themes))
    return Table(
        tuple(themes),
        np.array([[t in a.labels for t in themes] for a in articles], dtype=np.bool_).reshape(shape),
        np.array([[bool(one.get("flagged")) for one in row] for row in got], dtype=np.bool_).reshape(shape),
        np.array([[float(one.get("score") or 0.0) for one in row] for row in got]).reshape(shape),
    )


def measure(
    articles: Sequence[Labelled],
    scored: Mapping[str, Mapping[str, Any]],
    themes: Sequence[str],
    rounds: int = ROUNDS,
) -> Report:
    """The report of these articles; intervals are 95 % bootstrap intervals over articles."""
    table = tabled(articles, scored, themes)
    everything = np.arange(len(articles))

    def interval(statistic: Callable[[Drawn], float | None]) -> Interval | None:
        return bootstrap(statistic, len(articles), rounds) if rounds and articles else None

    clean = ~table.truth.any(axis=1)
    return Report(
        articles=len(articles),
        unscored=sum("themes" not in scored.get(a.ident, {}) for a in articles),
        themes={
            theme: _theme(table, k, [(a, _of(scored, a, theme)) for a in articles], interval)
            for k, theme in enumerate(themes)
        },
        macro_f1=table.macro_f1(everything),
        macro_f1_interval=interval(table.macro_f1),
        clean_articles=int(clean.sum()),
        false_alarm_rate=table.false_alarms(everything),
    )


def by_part(articles: Iterable[Labelled], field: str) -> dict[str, list[Labelled]]:
    """Articles by the value of `lang` or `kind`."""
    parts: dict[str, list[Labelled]] = {}
    for one in articles:
        parts.setdefault(f"{field}={getattr(one, field)}", []).append(one)
    return dict(sorted(parts.items()))


def _of(scored: Mapping[str, Mapping[str, Any]], article: Labelled, theme: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (scored.get(article.ident, {}).get("themes") or {}).get(theme) or {}
    return found


def _theme(
    table: Table,
    k: int,
    pairs: Sequence[tuple[Labelled, Mapping[str, Any]]],
    interval: Callable[[Callable[[Drawn], float | None]], Interval | None],
) -> ThemeFigures:
    theme, everything = table.themes[k], np.arange(len(pairs))
    truth, flagged = table.truth[:, k], table.flagged[:, k]
    precision, recall, f1 = precision_recall_f1(truth, flagged)
    wanted = found = returned = right = 0
    claims: dict[str, list[bool]] = {key: [] for key in CLAIM}
    for article, got in pairs:
        gold = article.labels.get(theme, ())
        places = got.get("evidence", ()) if got.get("flagged") else ()
        wanted += len(gold)
        returned += len(places)
        found += sum(any(_overlap(g, e, article.whole) for e in places) for g in gold)
        right += sum(any(_overlap(g, e, article.whole) for g in gold) for e in places)
        if gold and got.get("flagged"):
            for key, answers in claims.items():
                answers.append(got.get(key) in _accepted(gold, key))
    return ThemeFigures(
        positives=int(truth.sum()),
        flagged=int(flagged.sum()),
        precision=precision,
        recall=recall,
        f1=f1,
        f1_interval=interval(lambda rows: table.f1(rows, k)),
        average_precision=table.average_precision(everything, k),
        average_precision_interval=interval(lambda rows: table.average_precision(rows, k)),
        evidence_recall=found / wanted if wanted else None,
        evidence_precision=right / returned if returned else None,
        **{f"{key}_right": sum(answers) / len(answers) if answers else None for key, answers in claims.items()},
    )


def _overlap(gold: Span, place: Mapping[str, Any], whole: bool) -> bool:
    same = gold.field == place.get("field", "text")
    return whole or bool(same and gold.start < place["end"] and place["start"] < gold.end)


def _accepted(gold: Sequence[Span], key: str) -> set[str]:
    """What may be given for an article: any labelled value; of statuses the strongest that each person labelled."""
    if key != "status":
        return {value for span in gold for value in span.claim[key]}
    people = max((len(span.claim[key]) for span in gold), default=0)
    read = [[span.claim[key][n] for span in gold if n < len(span.claim[key])] for n in range(people)]
    return {min(one, key=STRENGTH.index) for one in read}


def plain(report: Report) -> dict[str, object]:
    """The report as plain values, in the order of its fields."""
    values: dict[str, object] = {f.name: getattr(report, f.name) for f in fields(report) if f.name != "themes"}
    themes = {t: {f.name: getattr(one, f.name) for f in fields(one)} for t, one in report.themes.items()}
    return {"themes": themes, **values}
