"""Labelled articles: what the rules must not lose, and how often they are right."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.errors import UsageError
from flows.inspection.backtest.compare import marks
from flows.inspection.backtest.values import Change, Judged, Kind, Verdict
from flows.inspection.labels import read_labels


@dataclass(frozen=True, slots=True)
class Labels:
    """A file of labels."""

    path: Path
    themes: Mapping[str, frozenset[str]]
    """Id of an article to the themes it is labelled with; none for a negative."""
    with_text: frozenset[str]
    """Ids of those whose text stands beside the labels; of the others it is looked for in the archive."""

    @classmethod
    def read(cls, path: Path) -> "Labels":
        """Read JSON lines `{"id": ..., "title": ..., "text": ..., "labels": {theme: [...]}}`.

        Raises:
            UsageError: the file cannot be read, a line of it is no label, or there are none.
        """
        themes = read_labels(path)
        if not themes:
            raise UsageError(f"{path} holds no labels")
        with path.open(encoding="utf-8-sig") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        texts = frozenset(str(row["id"]) for row in rows if row.get("title") or row.get("text"))
        return cls(path, themes, texts)


Verdicts = Mapping[str, Sequence[Verdict]]
"""Id of an article to what is said of it, theme by theme."""


def judge(
    labels: Labels,
    present: frozenset[str],
    old: Verdicts,
    new: Verdicts,
    changes: Sequence[Change],
    themes: Sequence[str],
) -> Judged:
    """How both sets did.

    Args:
        labels: what is right.
        present: ids of labelled articles whose text is known.
        old: what the old set says of articles; those without a verdict say nothing.
        new: ditto, the new set.
        changes: all changes, among them those on labelled articles.
        themes: the themes to report, in order.
    """
    known = {ident: gold for ident, gold in labels.themes.items() if ident in present}
    flags = [{i: {v.theme for v in side.get(i, ()) if v.flagged} for i in known} for side in (old, new)]
    table = {
        theme: tuple(marks((theme in gold, theme in side[ident]) for ident, gold in known.items()) for side in flags)
        for theme in themes
    }
    lost = [
        one for one in changes if one.kind is Kind.LOST and one.theme in known.get(str(one.article.id), frozenset())
    ]
    return Judged(
        name=labels.path.name,
        articles=len(known),
        marks={theme: (pair[0], pair[1]) for theme, pair in table.items()},
        lost=tuple(lost),
        absent=tuple(sorted(labels.themes.keys() - present)),
    )
