"""Two verdicts on the same article, held against each other. Pure."""

from collections.abc import Iterable, Iterator

from flows.inspection.backtest.values import NOTHING, RULES_LESS, RULES_MORE, Kind, Marks, Verdict

SCORE_MOVED = 0.1
"""From which an alert's score alone counts as a change; masks move the classifier a little everywhere."""


def compare(old: Iterable[Verdict], new: Iterable[Verdict]) -> Iterator[tuple[Kind, Verdict, Verdict, tuple[str, ...]]]:
    """For each theme in which the verdicts on one article differ: how, both verdicts, and what moved in words."""
    before, after = ({one.theme: one for one in side} for side in (old, new))
    for theme in sorted(before.keys() | after.keys()):
        first, second = before.get(theme, NOTHING), after.get(theme, NOTHING)
        moved = tuple(_moved(first, second))
        kind = _kind(first, second, moved)
        if kind is not None:
            yield kind, first, second, moved


def _kind(old: Verdict, new: Verdict, moved: tuple[str, ...]) -> Kind | None:
    if old.flagged != new.flagged:
        return Kind.GAINED if new.flagged else Kind.LOST
    if old.flagged:
        return Kind.CHANGED if moved else None
    if old.near != new.near:
        return Kind.DIGEST_GAINED if new.near else Kind.DIGEST_LOST
    return Kind.SHADOW if old.shadow != new.shadow else None


def _moved(old: Verdict, new: Verdict) -> Iterator[str]:
    """What an alert says otherwise. Only for alerts by both: of one alone everything is new."""
    if not (old.flagged and new.flagged):
        if abs(old.score - new.score) >= 0.005:  # noqa: PLR2004 - what two decimals show
            yield f"score {old.score:.2f} → {new.score:.2f}"
        return
    for name in ("severity", "status", "source", "direction"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"{name} {before or 'none'} → {after or 'none'}"
    if (old.field, old.start, old.end) != (new.field, new.start, new.end):
        yield "another sentence is quoted first"
    gone, come = set(old.rules) - set(new.rules), set(new.rules) - set(old.rules)
    if come:
        yield f"{RULES_MORE}{', '.join(sorted(come))}"
    if gone:
        yield f"{RULES_LESS}{', '.join(sorted(gone))}"
    if abs(old.score - new.score) >= SCORE_MOVED:
        yield f"score {old.score:.2f} → {new.score:.2f}"


def marks(pairs: Iterable[tuple[bool, bool]]) -> Marks:
    """Counts over (labelled, flagged) of every article."""
    found = list(pairs)
    return Marks(
        right=sum(gold and flag for gold, flag in found),
        wrong=sum(flag and not gold for gold, flag in found),
        missed=sum(gold and not flag for gold, flag in found),
    )
