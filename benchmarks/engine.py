"""The engine: articles a CPU second, what 30,000 more terms cost, and the same terms in spaCy and in a plain `re`.

    python -m benchmarks.engine [--part speed|terms|peers]

All times are those of the processor, in one process and thread, best of three; compared is what ran in the same run.
The extra terms are made up (seeded) or, every other one, taken from the texts, so that half of them occur. spaCy is a
peer and no dependency: `pip install spacy` beside the project; without it the comparison goes without it.
"""

import argparse
import gzip
import importlib.util
import json
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.data import data_folder
from rules.engine import Engine
from rules.language.definition import Origin, Term, TermList
from rules.language.vocabulary import Vocabulary
from rules.packs import load_pack, shipped_pack
from rules.rule import ListId
from rules.text.folding import fold

ROUNDS = 3
STREAM = 30_000
LONG = 1_500
"""Characters of an article that counts as long."""
EXTRA = 30_000
LISTS = 6
"""Lists that the extra terms are spread over: a file of rules holds a megabyte at most."""
PATIENCE = 4.0
"""Seconds after which a slow peer need read no more texts."""
SYLLABLES = """
    ba chol dong gang hae il jin ku lan myong nam o pyo rang song tae un won yang zhi kov mond ter
    """.split()  # noqa: SIM905 - a list of words reads best as words
ENDINGS = ("Trading", "Shipping", "General Corporation", "Bank", "Company", "University", "Machine Plant", "Guesthouse")


@dataclass(frozen=True)
class Article:
    """What the engine reads."""

    title: str
    text: str
    language: str

    @property
    def size(self) -> int:
        """Bytes in UTF-8."""
        return len(self.title.encode()) + len(self.text.encode())


def read(*names: str) -> list[Article]:
    """Articles of these files of the data folder."""
    articles = []
    for name in names:
        path = data_folder() / name
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in islice(filter(str.strip, lines), STREAM):
                row = json.loads(line)
                articles.append(Article(row.get("title") or "", row.get("text") or "", row.get("lang") or ""))
    return articles


def mixes(engine: Engine) -> dict[str, list[Article]]:
    """Real articles in several shares of those that name the DPRK."""
    labelled, kcna = read("labelled/dev.jsonl"), read("negatives/kcna_2024.jsonl.gz")
    others = read("negatives/hard.jsonl.gz", "negatives/plain.jsonl.gz")
    long = [one for one in (*labelled, *kcna) if len(one.text) > LONG and engine.scan(one).subject]
    return {
        "feed items": read("stream/2023-summer.jsonl.gz"),
        "news of all kinds, labelled and state media": [*labelled, *kcna, *others],
        "long articles, half about the DPRK": [*long, *[one for one in others if len(one.text) > LONG][: len(long)]],
        "labelled articles": labelled,
        "state media of the DPRK": kcna,
    }


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds, best of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def scan(engine: Engine, articles: Iterable[Article]) -> int:
    """Rule hits in articles."""
    return sum(len(sentence.hits) for one in articles for sentence in engine.scan(one).sentences)


def speed(engine: Engine) -> None:
    """Articles a second with the shipped pack."""
    print(f"{'mix':46} articles  characters  about DPRK  articles/s   MB/s")
    for name, articles in mixes(engine).items():
        took = seconds(lambda articles=articles: scan(engine, articles))  # type: ignore[misc] # bound on purpose
        about = sum(engine.scan(one).subject for one in articles) / len(articles)
        mean = sum(len(one.title) + len(one.text) for one in articles) / len(articles)
        size = sum(one.size for one in articles) / 1e6
        print(
            f"{name:46} {len(articles):8,}  {mean:10,.0f}  {about:10.1%}"
            f"  {len(articles) / took:10,.0f}  {size / took:5.1f}"
        )


def made_up(count: int) -> Iterator[str]:
    """Names that occur nowhere: pseudo-words, half of them in phrases."""
    order = random.Random(1)  # noqa: S311 - no secret
    seen: set[str] = set()
    while len(seen) < count:
        word = "".join(order.choices(SYLLABLES, k=order.randint(2, 4))).capitalize()
        name = f"{word} {order.choice(ENDINGS)}" if order.random() < 1 / 2 else f"{word}x"
        if name not in seen:
            seen.add(name)
            yield name


def occurring(articles: Sequence[Article], count: int) -> Iterator[str]:
    """Neighbouring words of real texts, each once."""
    order = random.Random(2)  # noqa: S311 - ditto
    seen: set[str] = set()
    while len(seen) < count:
        words = re.findall(r"[A-Za-z]{3,}", order.choice(articles).text)
        at = order.randrange(max(1, len(words)))
        name = " ".join(words[at : at + order.randint(2, 3)]).lower()
        if " " in name and name not in seen:
            seen.add(name)
            yield name


def extra_terms(articles: Sequence[Article]) -> list[str]:
    """Half made up, half occurring."""
    pairs = zip(made_up(EXTRA // 2), occurring(articles, EXTRA // 2), strict=True)
    return [term for pair in pairs for term in pair]


RULE = """kind: rule
id: 00000000-0000-4000-8000-000000000001
name: extra
title: Extra terms
theme: arms_transfer
status: shadow
author: benchmark
created: 2026-01-01
legal_basis: [unscr-1718-8]
signals: [{{name: two, points: 1, together: [{lists}]}}]
false_positives: [all]
tests:
  - {{text: "North Korea {first}.", expect: match}}
  - {{text: "North Korea.", expect: none}}
  - {{text: "North Korea {near}.", expect: none}}
  - {{text: "Nothing.", expect: none}}
"""


def overlay(folder: Path, terms: Sequence[str], basis: str) -> Path:
    """A folder that adds the terms, and a rule that looks for them."""
    for number in range(LISTS):
        own = "".join(f"- {term}\n" for term in terms[number::LISTS])
        text = f"kind: terms\nid: extra{number}\ntitle: Extra\ninflect: none\nen:\n{own}"
        (folder / f"extra{number}.yaml").write_text(text, encoding="utf-8")
    lists = ", ".join(f"extra{number}" for number in range(LISTS))
    rule = RULE.format(lists=lists, first=", ".join(terms[:LISTS]), near=", ".join(terms[: LISTS // 2]))
    (folder / "rule.yaml").write_text(rule.replace("unscr-1718-8", basis), encoding="utf-8")
    return folder


def terms(engine: Engine) -> None:
    """What many terms more cost."""
    every = mixes(engine)
    extra = extra_terms(every["news of all kinds, labelled and state media"])
    with tempfile.TemporaryDirectory() as name:
        folder = overlay(Path(name), extra, engine.ruleset.rules[0].legal_basis[0])
        started = time.process_time()
        bigger = Engine(load_pack(shipped_pack(), [folder]))
        loading = time.process_time() - started
    print(f"{EXTRA:,} extra terms, {EXTRA // 2:,} of them from the texts; loaded in {loading:.1f} s")
    for mix, articles in every.items():
        before = seconds(lambda articles=articles: scan(engine, articles))  # type: ignore[misc] # bound on purpose
        after = seconds(lambda articles=articles: scan(bigger, articles))  # type: ignore[misc] # ditto
        print(f"  {mix:46} {1e6 * before / len(articles):7.1f} -> {1e6 * after / len(articles):7.1f} us/article"
              f"  {after / before:5.2f} x")  # fmt: skip


Peer = Callable[[str], object]
"""Finds all terms in a text."""


def ours(words: Sequence[str]) -> Peer:
    """One list of our vocabulary: folding, script-aware borders, the longest of overlapping hits."""
    every = tuple(Term(word, "any", "", 1) for word in words)
    vocabulary = Vocabulary([TermList(ListId("x"), "", every, (), Origin(Path(), 1), plurals=False)])
    return lambda text: vocabulary.find(fold(text))


def plain_re(words: Sequence[str]) -> Peer:
    """One alternation, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b", re.IGNORECASE)
    return lambda text: [match.span() for match in pattern.finditer(text)]


def spacy_matcher(words: Sequence[str]) -> Peer:
    """The PhraseMatcher of spaCy behind its tokenizer for all languages."""
    import spacy  # noqa: PLC0415 - a peer that need not be installed
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - ditto

    nlp = spacy.blank("xx")
    nlp.max_length = 10**9
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("x", list(nlp.tokenizer.pipe(words)))
    return lambda text: matcher(nlp.make_doc(text))


def throughput(peer: Peer, articles: Sequence[Article]) -> float:
    """Megabytes a processor second; a slow peer reads only as many articles as its patience allows."""
    done = 0
    started = time.process_time()
    for one in articles:
        peer(one.text)
        done += len(one.text.encode())
        if time.process_time() - started > PATIENCE:
            break
    return done / 1e6 / (time.process_time() - started)


def peers(engine: Engine) -> None:
    """The same terms, the same texts, the same run."""
    articles = mixes(engine)["news of all kinds, labelled and state media"]
    random.Random(3).shuffle(articles)  # noqa: S311 - no secret
    extra = extra_terms(articles)
    contenders = {"ours": ours, "spaCy PhraseMatcher, LOWER": spacy_matcher, "re alternation": plain_re}
    if importlib.util.find_spec("spacy") is None:
        print("spaCy is not installed here and left out: pip install spacy")
        del contenders["spaCy PhraseMatcher, LOWER"]
    for count in (300, 3_000, EXTRA):
        print(f"{count:,} terms, {len(articles):,} articles")
        first = 0.0
        for name, build in contenders.items():
            found = throughput(build(extra[:count]), articles)
            first = first or found
            print(f"  {name:28} {found:8.3f} MB/s   {first / found:10,.1f} x slower than ours")


PARTS: dict[str, Callable[[Engine], None]] = {"speed": speed, "terms": terms, "peers": peers}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=tuple(PARTS), action="append", help="only this (default: all)")
    parts = parser.parse_args().part or list(PARTS)
    engine = Engine(load_pack(shipped_pack()))
    for part in parts:
        PARTS[part](engine)


if __name__ == "__main__":
    main()
