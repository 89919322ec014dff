"""A backtest from beginning to end."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.domain import ArticleId, Problem, Progress
from flows.inspection.backtest.archives import open_file, open_storage
from flows.inspection.backtest.compare import compare
from flows.inspection.backtest.gate import Gate
from flows.inspection.backtest.labels import Labels, judge
from flows.inspection.backtest.pool import SMALL, Pool
from flows.inspection.backtest.reasons import Reader, quotation, reasons
from flows.inspection.backtest.scoring import Order, Rows, Scored, Scorer, score_elsewhere
from flows.inspection.backtest.sift import article_of
from flows.inspection.backtest.storyline import Storyline
from flows.inspection.backtest.values import Change, Effort, Judged, Kind, Report, Verdict
from rules.changes import changes as differences

EXPLAINED = 1_000
"""Changes whose reasons are looked for: each costs some milliseconds, and nobody reads more."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What to read."""

    files: tuple[Path, ...] = ()
    storage: str = ""
    """Address of the storage; empty to leave it out."""
    labels: Labels | None = None


def backtest(order: Order, inputs: Inputs, cache: Path, processes: int, progress: Progress) -> Report:
    """Hold two sets of rules against each other over archives.

    Args:
        order: the sets, and how articles are scored.
        inputs: the archives and the labels.
        cache: the folder for what does not depend on the rules.
        processes: at most so many work at once.
        progress: hears how far long work has come.

    Raises:
        RuleError, ArtifactError: rules or model do not load.
        UsageError, StorageError: an archive cannot be read.
    """
    started = time.perf_counter()
    scorer = Scorer(order)
    old, new = scorer.benches
    gate = Gate.of(old.rules, new.rules)
    cache.mkdir(parents=True, exist_ok=True)
    with Pool(processes) as pool:
        archives = [open_file(path, cache, gate, pool, progress) for path in _files(inputs)]
        if inputs.storage:
            archives.append(open_storage(inputs.storage, cache, gate, progress))
        found = _Found(inputs.labels)
        shards = [shard for archive in archives for shard in archive.shards]
        small = len(shards) if sum(map(scorer.is_new, shards)) <= SMALL else 0
        pieces = ((order, shard) for shard in shards)
        scored = pool.each(lambda _, shard: scorer.score(shard), pieces, elsewhere=score_elsewhere, small=small)
        for done, one in enumerate(scored, start=1):
            found.add(one)
            progress("scoring (parts of the archive)", done, len(shards))
        effort = replace(found.effort, processes=pool.started)
    found.storyline.group()
    changes = _explained(found, scorer, progress)
    return Report(
        old=order.old,
        new=order.new,
        digests=(old.rules.digest, new.rules.digest),
        differences=tuple(map(str, differences(old.rules, new.rules))),
        archives=tuple(one.contents for one in archives),
        changes=tuple(changes),
        alerts=found.storyline.alerts(),
        judged=_judged(found, scorer, changes),
        effort=replace(effort, seconds=time.perf_counter() - started),
        problems=tuple(found.problems),
    )


def _files(inputs: Inputs) -> list[Path]:
    """The archives, and the labels where they bring their texts."""
    files = list(inputs.files)
    labels = inputs.labels
    if labels is not None and labels.with_text and labels.path.resolve() not in {path.resolve() for path in files}:
        # First: of two documents with one id the labelled one counts.
        files.insert(0, labels.path)
    return files


@dataclass(slots=True)
class _Found:
    """What was found so far."""

    labels: Labels | None
    changes: list[Change] = field(default_factory=list)
    effort: Effort = field(default_factory=Effort)
    problems: list[Problem] = field(default_factory=list)
    storyline: Storyline = field(default_factory=Storyline)
    labelled: tuple[dict[str, list[Verdict]], dict[str, list[Verdict]]] = field(default_factory=lambda: ({}, {}))
    """Id of a labelled article to what the old and the new rules say of it."""
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, scored: Scored) -> None:
        """Compare what both sets say of a part of an archive."""
        self.effort += scored.effort
        self.problems += scored.problems
        both = {n: (_verdicts(scored.old, n), _verdicts(scored.new, n)) for n in scored.old.keys() | scored.new.keys()}
        differing = {n for n, (old, new) in both.items() if old != new}
        if self.labels is None and not differing and not scored.sketches:
            return
        rows = scored.shard.rows()
        for n, sketch in scored.sketches.items():
            self.storyline.add(ArticleId(rows[int(n)]["id"]), sketch, *both[n])
        if self.labels is not None:
            self._remember([row["id"] for row in rows], both)
        for n in sorted(differing, key=int):
            article = article_of(rows[int(n)])
            for kind, old, new, moved in compare(*both[n]):
                theme = new.theme or old.theme
                if (article.id, theme) not in self._seen:
                    self._seen.add((article.id, theme))
                    self.changes.append(Change(kind, article, theme, old, new, moved))

    def _remember(self, ids: Sequence[str], both: dict[str, tuple[list[Verdict], list[Verdict]]]) -> None:
        for n, ident in enumerate(ids):
            if self.labels is not None and ident in self.labels.themes and ident not in self.labelled[0]:
                old, new = both.get(str(n), ([], []))
                self.labelled[0][ident], self.labelled[1][ident] = old, new


def _verdicts(rows: Rows, number: str) -> list[Verdict]:
    return [Verdict.of_row(row) for row in rows.get(number, [])]


def _explained(found: _Found, scorer: Scorer, progress: Progress) -> list[Change]:
    """The changes in the order in which people want to know, with story, sentence and reasons."""
    order = list(Kind)
    ranked = sorted(
        found.changes,
        key=lambda one: (order.index(one.kind), -max(one.old.score, one.new.score), one.article.id, one.theme),
    )
    old, new = (Reader(bench) for bench in scorer.benches)
    explained = []
    for done, one in enumerate(ranked[:EXPLAINED], start=1):
        before, after = old.read(one.article), new.read(one.article)
        gone = one.kind in {Kind.LOST, Kind.DIGEST_LOST}
        explained.append(
            replace(
                one,
                story=found.storyline.story(one.article.id),
                quotation=quotation(one.theme, *((before, after) if gone else (after, before))),
                reasons=reasons(one.theme, before, after),
            )
        )
        progress("looking for reasons", done, min(len(ranked), EXPLAINED))
    return [*explained, *ranked[EXPLAINED:]]


def _judged(found: _Found, scorer: Scorer, changes: Sequence[Change]) -> Judged | None:
    labels = found.labels
    if labels is None:
        return None
    themes = [theme.id for bench in scorer.benches for theme in bench.rules.themes]
    present = frozenset(labels.with_text | found.labelled[0].keys())
    return judge(labels, present, *found.labelled, changes, list(dict.fromkeys(themes)))
