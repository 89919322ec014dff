"""Scoring the parts of an archive by both sets, in this process or in another."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import flows.inspection.backtest
import flows.scoring
import models
import rules
from flows.domain import Article, Assessment, Problem
from flows.errors import UsageError
from flows.inspection.backtest.memory import Remembering
from flows.inspection.backtest.reach import Reach
from flows.inspection.backtest.shelf import Shard
from flows.inspection.backtest.sift import article_of
from flows.inspection.backtest.values import Effort, Side, Verdict
from flows.options import ScoringOptions
from flows.stories.fingerprint import VERSION, sketch
from flows.wiring import Bench, open_bench
from models.artifacts import load, shipped_model

Rows = dict[str, list[list[Any]]]
"""Number of a document in its shard to the rows of its verdicts; documents without any are left out."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a process needs to know. Pickles."""

    old: Side
    new: Side
    options: ScoringOptions


@dataclass(slots=True)
class Scored:
    """What both sets say of a shard."""

    shard: Shard
    old: Rows
    new: Rows
    sketches: dict[str, Any]
    """Of the documents that either set flags, by their number."""
    effort: Effort
    problems: list[Problem] = field(default_factory=list)


class Scorer:
    """Both sets of rules and one model, open."""

    def __init__(self, order: Order) -> None:
        """Load them.

        Raises:
            RuleError: the rules of a side do not load.
            ArtifactError: the model does not fit.
            UsageError: a copy of rules is not what it was.
        """
        options = order.options
        model = load(options.model_folder or shipped_model()) if options.use_model else None
        self.memory = Remembering(model) if model is not None else None
        self.benches = tuple(_open(side, options, self.memory) for side in (order.old, order.new))
        own = tuple(_own(bench, side) for bench, side in zip(self.benches, (order.old, order.new), strict=True))
        self.ids = tuple(_identity(bench, options, mine) for bench, mine in zip(self.benches, own, strict=True))
        old, new = self.benches
        self._reach = Reach(old.rules, new.rules, (own[0], own[1]))

    def is_new(self, shard: Shard) -> bool:
        """True when the verdicts of either set on a shard are not known yet."""
        return not all(shard.path("verdicts", whose, "json").exists() for whose in self.ids)

    def score(self, shard: Shard) -> Scored:
        """The verdicts of both sets on a shard: those known, those the change cannot touch, and the rest scored."""
        known = [_checked(shard.read("verdicts", whose)) for whose in self.ids]
        effort, problems = Effort(), []
        articles: list[Article] = []
        if None in known or self.ids[0] == self.ids[1]:
            articles = [article_of(row) for row in shard.rows()]
        recalled = False
        for side in (0, 1):
            done = known[side]
            if done is not None:
                effort += Effort(known=shard_size(done))
                continue
            other = known[1 - side]
            chosen, rows = list(range(len(articles))), {}
            if other is not None:
                chosen = [n for n in chosen if self._reach.touches(articles[n].title, articles[n].text)]
                touched = set(map(str, chosen))
                rows = {number: one for number, one in other["rows"].items() if number not in touched}
            if self.memory is not None and chosen and not recalled:
                # Where nothing is scored, what the classifier said need not be read: it is most of the cache.
                self.memory.load(self._memory_of(shard))
                recalled = True
            found, faults = self._judge(self.benches[side], [articles[n] for n in chosen])
            rows.update({str(n): one for n, one in zip(chosen, found, strict=True) if one})
            problems += faults
            known[side] = {"count": len(articles), "rows": rows}
            if not faults:
                shard.keep("verdicts", self.ids[side], known[side])
            effort += Effort(scored=len(chosen), spared=len(articles) - len(chosen))
        if self.memory is not None and recalled:
            effort += Effort(asked=self.memory.asked, remembered=self.memory.remembered)
            self.memory.save(self._memory_of(shard))
            self.memory.asked = self.memory.remembered = 0
        old, new = (one["rows"] for one in known if one is not None)
        return Scored(shard, old, new, _sketches(shard, articles, old, new), effort, problems)

    def _memory_of(self, shard: Shard) -> Path:
        return shard.path("probabilities", self.memory.digest if self.memory is not None else "", "npz")

    def _judge(self, bench: Bench, articles: Sequence[Article]) -> tuple[list[list[list[Any]]], list[Problem]]:
        """The rows of each article; one that the program trips over is a problem and says nothing."""
        try:
            return [_rows(bench, found) for found in bench.assessor.assess(articles)], []
        except Exception as error:  # noqa: BLE001 - whatever it is, the other articles go on
            if len(articles) <= 1:
                reason = f"is left out, through a fault of this program: {error!r:.300}"
                return [[] for _ in articles], [Problem(f"article {one.id}", reason) for one in articles]
        half = len(articles) // 2
        (first, faults), (second, more) = self._judge(bench, articles[:half]), self._judge(bench, articles[half:])
        return first + second, faults + more


_AT_WORK: list[tuple[Order, Scorer]] = []
"""What this process has open, when it is one that only scores."""


def score_elsewhere(order: Order, shard: Shard) -> Scored:
    """`Scorer.score` in another process, which opens rules and model once."""
    if not _AT_WORK or _AT_WORK[0][0] != order:
        _AT_WORK[:] = [(order, Scorer(order))]
    return _AT_WORK[0][1].score(shard)


def _open(side: Side, options: ScoringOptions, memory: Remembering | None) -> Bench:
    bench = open_bench(replace(options, rule_folders=side.overlays), side.pack, memory)
    if side.digest and bench.rules.digest != side.digest:
        raise UsageError(f"{side.pack.parent} no longer holds {side.label}: delete that folder, or name the old rules")
    return bench


def _own(bench: Bench, side: Side) -> frozenset[str]:
    return frozenset(rule.name for rule in bench.rules.rules if not rule.origin.path.is_relative_to(side.pack))


def _identity(bench: Bench, options: ScoringOptions, own: Iterable[str]) -> str:
    """Names everything that decides the verdicts of a set, the program itself among it."""
    facts = (
        bench.rules.digest, sorted(own), bench.model_digest, options.prefer, sorted(options.thresholds.items()),
        options.severity, program(),
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


@cache
def program() -> str:
    """Names the code and the numbers that score: whoever changes the engine must not be told what it used to say."""
    found = hashlib.sha256()
    for package in (rules, models, flows.scoring, flows.inspection.backtest):
        home = Path(package.__path__[0])
        for path in sorted((*home.rglob("*.py"), *home.glob("*.yaml"))):
            found.update(f"{path.relative_to(home)} {path.stat().st_size}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _rows(bench: Bench, found: Sequence[Assessment]) -> list[list[Any]]:
    rows = []
    for one in found:
        near = bench.blend.is_near(one.theme, one.score)
        if near or one.flagged or one.evidence:
            rows.append(Verdict.of(one, near=near).row())
    return rows


def _checked(kept: Any) -> Any:
    """What was kept, if it is what was written."""
    sound = isinstance(kept, dict) and isinstance(kept.get("rows"), dict) and isinstance(kept.get("count"), int)
    return kept if sound else None


def shard_size(kept: dict[str, Any]) -> int:
    """Documents that kept verdicts are about."""
    return int(kept["count"])


def _sketches(shard: Shard, articles: Sequence[Article], old: Rows, new: Rows) -> dict[str, Any]:
    """What grouping needs of the flagged documents; it does not depend on the rules."""
    flagged = {
        n for rows in (old, new) for n, found in rows.items() if any(Verdict.of_row(row).flagged for row in found)
    }
    whose = f"v{VERSION}"
    kept = shard.read("sketches", whose)
    sketches: dict[str, Any] = kept if isinstance(kept, dict) else {}
    missing = flagged - sketches.keys()
    if missing:
        articles = articles or [article_of(row) for row in shard.rows()]
        sketches |= {n: sketch(articles[int(n)]).to_json() for n in sorted(missing)}
        shard.keep("sketches", whose, sketches)
    return {n: sketches[n] for n in flagged}
