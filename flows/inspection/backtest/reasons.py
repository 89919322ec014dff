"""Why an article fares otherwise by the new rules, in words: rules that fire or do not, terms, the classifier."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.domain import Article, Assessment, Evidence
from flows.inspection.backtest.values import Quotation
from flows.wiring import Bench
from rules.engine import Engine, Scan
from rules.explain import nearest
from rules.rule import RuleHit, RuleStatus, SentenceScan
from rules.withheld import Withholding

NAMED_TERMS = 6
"""Terms that a reason names at most."""
MOVED = 0.05
"""From which another probability is worth a word."""


class Reader:
    """One set of rules, ready to say what it finds in an article."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._engine = Engine(bench.rules)

    def read(self, article: Article) -> "Reading":
        """Everything it finds."""
        found = {str(one.theme): one for one in self.bench.assessor.assess([article])[0]}
        return Reading(self, article, self._engine.scan(article), found)

    @cached_property
    def _withholding(self) -> Withholding:
        return Withholding(self.bench.rules)

    def withheld(self, reading: "Reading", rule: str) -> str:
        """What kept a rule back that found all it looks for; empty where nothing did."""
        looked = self._withholding.look(reading.article, reading.scan)
        return next((one.reason for found in looked for one in found if one.rule == rule), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one set finds in one article."""

    reader: Reader
    article: Article
    scan: Scan
    assessments: dict[str, Assessment]

    @property
    def bench(self) -> Bench:
        """The set."""
        return self.reader.bench

    def evidence(self, theme: str) -> tuple[Evidence, ...]:
        """Evidence for a theme, the best first."""
        found = self.assessments.get(theme)
        return found.evidence if found is not None else ()

    def hits(self, theme: str) -> dict[str, list[tuple[SentenceScan, RuleHit]]]:
        """The rules of a theme that fired, each with where."""
        found: dict[str, list[tuple[SentenceScan, RuleHit]]] = {}
        for sentence in self.scan.sentences:
            for hit in sentence.hits:
                if hit.theme == theme:
                    found.setdefault(hit.rule, []).append((sentence, hit))
        return found

    def at(self, place: tuple[str, int]) -> SentenceScan | None:
        """The sentence that begins there."""
        return next((one for one in self.scan.sentences if (one.field, one.start) == place), None)


def quotation(theme: str, *readings: Reading) -> Quotation:
    """The sentence to show: what the first of these quotes first, or where it quotes nothing, the next."""
    for evidence in (reading.evidence(theme) for reading in readings):
        if evidence:
            one = evidence[0]
            spans = [(max(0, start - one.start), end - one.start) for start, end in one.spans if one.start <= start]
            return Quotation(one.text, tuple(span for span in spans if span[1] <= len(one.text)))
    return Quotation("")


def reasons(theme: str, old: Reading, new: Reading) -> tuple[str, ...]:
    """Why the two differ on a theme, the weightiest first; never empty."""
    if old.scan.subject != new.scan.subject:
        lists = ", ".join(f"'{name}'" for name in new.bench.rules.subject)
        return (f"the article {'now' if new.scan.subject else 'no longer'} names the subject (list {lists})",)
    found = [*_rules(theme, old, new), *_terms(theme, old, new), *_probability(theme, old, new)]
    return tuple(found) or (_rest(theme, old, new),)


def _rules(theme: str, old: Reading, new: Reading) -> Iterator[str]:
    before, after = old.hits(theme), new.hits(theme)
    for name in sorted(after.keys() - before.keys()):
        yield f"{name} fires now: {_told(after[name])}"
    for name in sorted(before.keys() - after.keys()):
        yield f"{name} no longer fires: {_missing(name, before[name], old, new)}"
    for name in sorted(before.keys() & after.keys()):
        yield from _both(name, before[name], after[name])


def _told(hits: Sequence[tuple[SentenceScan, RuleHit]]) -> str:
    sentence, hit = max(hits, key=lambda one: one[1].points)
    words = " · ".join(sentence.text[s.start - sentence.start : s.end - sentence.start] for s in hit.spans)
    trial = ", on trial (shadow)" if hit.status is RuleStatus.SHADOW else ""
    return f"{hit.points} points by {', '.join(hit.signals)} on “{words}”{trial}"


def _both(
    name: str, before: Sequence[tuple[SentenceScan, RuleHit]], after: Sequence[tuple[SentenceScan, RuleHit]]
) -> Iterator[str]:
    first, second = (max((hit for _, hit in hits), key=lambda hit: hit.points) for hits in (before, after))
    if first.status is not second.status:
        yield f"{name} is {second.status} now, it was {first.status}"
    if first.points != second.points:
        more, less = (
            ", ".join(s for s in a.signals if s not in b.signals) for a, b in ((second, first), (first, second))
        )
        which = "; ".join(filter(None, (more and f"{more} too", less and f"{less} no longer")))
        yield f"{name} gives {first.points} → {second.points} points" + (f" ({which})" if which else "")
    gone, come = (
        {(s.field, s.start): s for s, _ in a}.keys() - {(s.field, s.start) for s, _ in b}
        for a, b in ((before, after), (after, before))
    )
    if first.points == second.points and (gone or come):
        words = [text for text, count in ((f"{len(come)} sentences more", come), (f"{len(gone)} less", gone)) if count]
        yield f"{name} fires on {' and '.join(words)}"


def _missing(name: str, before: Sequence[tuple[SentenceScan, RuleHit]], old: Reading, new: Reading) -> str:
    rule = next((one for one in new.bench.rules.rules if one.name == name), None)
    if rule is None:
        return _gone(name, old, new)
    if rule.status is RuleStatus.RETIRED:
        return "it is retired"
    sentences = [one for one in (new.at((s.field, s.start)) for s, _ in before) if one is not None]
    miss = nearest(rule, sentences)
    if miss is None:
        return "the sentence is read otherwise"
    return str(miss) if miss.missing else new.reader.withheld(new, name) or str(miss)


def _gone(name: str, old: Reading, new: Reading) -> str:
    off = new.bench.rules.disabled.get(("rule", old.bench.rules.rule(name).id))
    return f"it is disabled in {off.path}:{off.line}" if off else "the new set does not have it"


def _terms(theme: str, old: Reading, new: Reading) -> Iterator[str]:
    """Terms that only one set finds in the sentences that matter."""
    places = {(s.field, s.start) for reading in (old, new) for hits in reading.hits(theme).values() for s, _ in hits}
    places |= {(one.field, one.start) for reading in (old, new) for one in reading.evidence(theme)}
    before, after = (_words(reading, places) for reading in (old, new))
    for words, what in ((after - before, "now finds"), (before - after, "no longer finds")):
        for name in sorted({name for name, _ in words})[:NAMED_TERMS]:
            texts = sorted({text for other, text in words if other == name})[:NAMED_TERMS]
            yield f"list '{name}' {what} {', '.join(f'“{text}”' for text in texts)}"


def _words(reading: Reading, places: Iterable[tuple[str, int]]) -> set[tuple[str, str]]:
    found = set()
    for place in places:
        sentence = reading.at(place)
        if sentence is not None:
            found |= {
                (str(t.list), sentence.text[t.start - sentence.start : t.end - sentence.start]) for t in sentence.terms
            }
    return found


def _probability(theme: str, old: Reading, new: Reading) -> Iterator[str]:
    before, after = ({(e.field, e.start): e for e in reading.evidence(theme)} for reading in (old, new))
    for place, one in after.items():
        other = before.get(place)
        if other is None or one.probability is None or other.probability is None:
            continue
        if abs(one.probability - other.probability) >= MOVED:
            yield f"the classifier's probability went {other.probability:.2f} → {one.probability:.2f}"
            return


def _rest(theme: str, old: Reading, new: Reading) -> str:
    before, after = (reading.evidence(theme) for reading in (old, new))
    if bool(before) != bool(after):
        return f"the best sentence {'now reaches' if after else 'no longer reaches'} the score of evidence"
    rules = {name for reading in (old, new) for name in reading.hits(theme)}
    if rules:
        return f"the same rules fire ({', '.join(sorted(rules))}); what counts of them, or the claim, differs"
    return "no rule fires by either; the classifier alone moved, through the terms it is told of"
