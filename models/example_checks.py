"""What is doubtful about a set of examples: copies, lopsidedness, and text taken from elsewhere."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.examples import Example

NEAR = 0.6
"""Jaccard similarity of shingles from which two examples are near-duplicates."""
LEAK = 0.3
"""Share of an example's long shingles found in one foreign text from which it counts as taken from there."""

# Han and kana are written without blanks: each character is a token there.
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LONG = 6
_LONG_DENSE = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at in the examples."""

    kind: str
    """`duplicate`, `near_duplicate`, `contradiction`, `balance` or `leak`."""
    where: str
    """File and line of the example; empty when it is about the set."""
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def check(examples: Sequence[Example]) -> tuple[Finding, ...]:
    """Duplicates, near-duplicates (Jaccard of shingles at least `NEAR`) and a balance that would teach the wrong
    thing.
    """
    return (*_copies(examples), *_balance(examples))


def _copies(examples: Sequence[Example]) -> list[Finding]:
    findings = []
    for i, j, likeness in near_duplicates(examples):
        first, second = examples[i], examples[j]
        if likeness < 1.0:
            message = f"{second.id} resembles {first.id} ({first.where}), Jaccard {likeness:.2f}: rewrite one of them"
            findings.append(Finding("near_duplicate", second.where, message))
        elif first.themes == second.themes:
            message = f"{second.id} repeats {first.id} ({first.where}): delete one of them"
            findings.append(Finding("duplicate", second.where, message))
        else:
            message = f"{second.id} repeats {first.id} ({first.where}) with other labels: one of them is wrong"
            findings.append(Finding("contradiction", second.where, message))
    return findings


def _balance(examples: Sequence[Example]) -> list[Finding]:
    findings = []
    themes = sorted(set().union(*(e.themes for e in examples)) if examples else set())
    for lang in sorted({e.lang for e in examples}):
        rows = [e for e in examples if e.lang == lang]
        for theme in themes:
            positive = sum(theme in e.themes for e in rows)
            if positive in (0, len(rows)):
                lack = "counter-" if positive else ""
                message = f"{theme} in {lang}: no {lack}example among {len(rows)}: the language alone would decide"
                findings.append(Finding("balance", "", message))
    return findings


def balance(examples: Sequence[Example]) -> dict[str, dict[str, int]]:
    """Counts by language, by kind and by theme (`none` for counter-examples)."""
    labels = Counter(label for e in examples for label in (e.themes or {"none"}))
    return {
        "languages": dict(sorted(Counter(e.lang for e in examples).items())),
        "kinds": dict(sorted(Counter(e.kind for e in examples).items())),
        "themes": dict(sorted(labels.items())),
    }


def near_duplicates(examples: Sequence[Example], least: float = NEAR) -> list[tuple[int, int, float]]:
    """Pairs of positions whose sentences share at least `least` of their shingles, with the Jaccard similarity."""
    shingles = [_shingles(_tokens(e.text), 2) for e in examples]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found = []
    for j, own in enumerate(shingles):
        shared = Counter(i for shingle in own for i in holders[shingle])
        for i, common in sorted(shared.items()):
            likeness = common / (len(own) + len(shingles[i]) - common)
            if likeness >= least:
                found.append((i, j, likeness))
        for shingle in own:
            holders[shingle].append(j)
    return found


def groups(examples: Sequence[Example], least: float = NEAR) -> list[int]:
    """A group number for each example; near-duplicates, also by way of a third one, share theirs."""
    parent = list(range(len(examples)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j, _ in near_duplicates(examples, least):
        a, b = sorted((root(i), root(j)))
        parent[b] = a
    return [root(i) for i in range(len(examples))]


def leaks(examples: Sequence[Example], texts: Iterable[tuple[str, str]], least: float = LEAK) -> list[Finding]:
    """Examples that share long runs of words with foreign texts, given as (name, text) and read once, one at a time.

    An example leaks when at least `least` of its runs of six words (twelve characters in Chinese and Japanese) stand in
    one of the texts.
    """
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    sizes = []
    for i, example in enumerate(examples):
        own = set().union(*(_long_shingles(part) for part in (example.before, example.text, example.after)))
        sizes.append(len(own))
        for shingle in own:
            holders[shingle].append(i)
    findings = []
    for name, text in texts:
        shared = Counter(i for shingle in _long_shingles(text) for i in holders.get(shingle, ()))
        for i, common in sorted(shared.items()):
            if common / sizes[i] >= least:
                message = f"{examples[i].id} shares {common} of {sizes[i]} word runs with {name}: write it anew"
                findings.append(Finding("leak", examples[i].where, message))
    return findings


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def _shingles(tokens: list[str], size: int) -> set[tuple[str, ...]]:
    """Runs of `size` tokens; the whole, where there are fewer."""
    return {tuple(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))}


def _long_shingles(text: str) -> set[tuple[str, ...]]:
    tokens = _tokens(text)
    sparse = sum(len(t) > 1 or not _DENSE.match(t) for t in tokens)
    size = _LONG if 2 * sparse >= len(tokens) else _LONG_DENSE
    return _shingles(tokens, size) if len(tokens) >= size else set()
