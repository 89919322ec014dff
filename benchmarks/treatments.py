"""What detection loses when texts come damaged: macro F1 of labelled articles, treated one way at a time.

    python -m benchmarks.treatments [--split tune|report|all]

As in benchmarks of matching: each treatment changes every article alike, with the same seed in every run. A label
counts as long as what it stands on is still there; whether a headline alone shows a theme was read for the split `tune`
only. Prints a table for the model card.
"""

import argparse
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.labelled import an_article, labelled
from flows.domain import Article
from flows.options import ScoringOptions
from flows.wiring import Bench, open_bench
from models.evaluation import precision_recall_f1

SEED = 5
BODY = 400
"""Characters that a truncated body keeps."""
OCR = 0.02
"""Share of letters that a scanner misreads."""
SWAPPED = 0.05
"""Share of words that change places with the next."""
MISREAD = {"l": "1", "I": "l", "O": "0", "o": "0", "e": "c", "m": "rn", "h": "b", "n": "u", "S": "5", "a": "o"}
OTHER_NAMES = {
    "North Korea": "N. Korea",
    "North Korean": "N. Korean",
    "Pyongyang": "Phyongyang",
    "Kim Jong Un": "Kim Chong-un",
    "Kim Jong-un": "Kim Čong-un",
    "Vladivostok": "Wladiwostok",
    "Moscow": "Moskva",
    "Wagner": "Vagner",
    "Syria": "Suriya",
    "Myanmar": "Burma",
    "북한": "북조선",
    "김정은": "김정언",
    "朝鲜": "北韩",
    "平壤": "平壌",
    "北朝鮮": "朝鮮民主主義人民共和国",
    "КНДР": "Северная Корея",
    "Пхеньян": "Пхёнъян",
}
"""Names as another house or another way of transliteration has them."""
NOT_IN_THE_TITLE = frozenset(
    (
        "F-c4f2ca8f",
        "F-2e8fd517",
        "F-cdfcb42c",
        "F-fa4321af",
        "F-26b6f7f6",
        "F-307761e2",
        "F-57b0a89b",
        "F-70f5996d",
        "F-72bbecc8",
        "F-a3ac92f8",
        "F-d257fa39",
        "Z-acf776e3",
        "Z-2e1dfb3c",
        "Z-c0552907",
        "Z-8bd4ebe3",
        "Z-609f91b0",
        "R-198d7b16",
    )
)
"""Labelled items of the split `tune` whose headline alone shows nothing; read by one person."""
SMALL_WORDS = re.compile(r"\b(?:the|a|an)\s+", re.IGNORECASE)
HELPERS = re.compile(r"\b(?:has|have|had|been|is|are|was|were)\s+", re.IGNORECASE)

Treatment = Callable[[str, random.Random], str]
Row = Mapping[str, Any]
Truth = npt.NDArray[np.bool_]


def upper(text: str, rng: random.Random) -> str:
    """Everything in capitals."""
    del rng
    return text.upper()


def translated(text: str, rng: random.Random) -> str:
    """English as old translation programs write it: no articles, few auxiliaries, some neighbours changed places."""
    words = HELPERS.sub("", SMALL_WORDS.sub("", text)).split(" ")
    for i in range(len(words) - 1):
        if rng.random() < SWAPPED:
            words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words)


def scanned(text: str, rng: random.Random) -> str:
    """Letters misread, some blanks lost."""
    letters = [MISREAD.get(one, one) if rng.random() < OCR else one for one in text]
    return "".join("" if one == " " and rng.random() < OCR / 4 else one for one in letters)


def unquoted(text: str, rng: random.Random) -> str:
    """Without quotation marks."""
    del rng
    return re.sub(r"[\"“”„«»「」『』]|(?<!\w)['‘’]|['’](?!\w)", "", text)


def transliterated(text: str, rng: random.Random) -> str:
    """Half of the names in another spelling."""
    for name, other in OTHER_NAMES.items():
        text = re.sub(rf"(?<![A-Za-z]){name}(?![a-z])", lambda m, other=other: rng.choice((other, m[0])), text)
    return text


def both(treatment: Treatment) -> Callable[[Article, random.Random], Article]:
    """The treatment of title and text."""
    return lambda article, rng: replace(article, title=treatment(article.title, rng), text=treatment(article.text, rng))


def untreated(article: Article, rng: random.Random) -> Article:
    """As it came."""
    del rng
    return article


def upper_title(article: Article, rng: random.Random) -> Article:
    """The headline in capitals."""
    del rng
    return replace(article, title=article.title.upper())


def truncated(article: Article, rng: random.Random) -> Article:
    """The body cut off in the middle of a word."""
    del rng
    return replace(article, text=article.text[:BODY])


def title_only(article: Article, rng: random.Random) -> Article:
    """Nothing but the headline; articles without one keep their first sentence."""
    del rng
    if article.title:
        return replace(article, text="")
    return replace(article, text=re.split(r"(?<=[.!?。])\s*", article.text, maxsplit=1)[0])


def anywhere(row: Row, theme: str) -> bool:
    """True for a theme that is labelled at all."""
    return bool(row["labels"].get(theme))


def in_the_beginning(row: Row, theme: str) -> bool:
    """True for a theme that is labelled in what a cut leaves."""
    places = row["labels"].get(theme) or ()
    return any(row["unit"] == "item" or one["field"] == "title" or one["start"] < BODY for one in places)


def in_the_title(row: Row, theme: str) -> bool:
    """True for a theme that the headline alone shows."""
    places = row["labels"].get(theme) or ()
    if row["unit"] == "item":
        return bool(places) and (not row["title"] or row["id"] not in NOT_IN_THE_TITLE)
    return any(one["field"] == "title" for one in places)


TREATMENTS: dict[str, tuple[Callable[[Article, random.Random], Article], Callable[[Row, str], bool]]] = {
    f"body cut after {BODY} characters": (truncated, in_the_beginning),
    "title only": (title_only, in_the_title),
    "UPPER CASE": (both(upper), anywhere),
    "UPPER CASE titles": (upper_title, anywhere),
    "names spelt another way": (both(transliterated), anywhere),
    "machine translation": (both(translated), anywhere),
    "OCR noise": (both(scanned), anywhere),
    "quotation marks lost": (both(unquoted), anywhere),
}


def figures(
    bench: Bench, rows: Sequence[Row], treatment: Callable[[Article, random.Random], Article], kept: Truth
) -> list[float]:
    """F1 of each theme."""
    rng = random.Random(SEED)  # noqa: S311 - damage that repeats, no secret
    found = bench.assessor.assess([treatment(an_article(one), rng) for one in rows])
    flagged = np.array([[assessment.flagged for assessment in one] for one in found])
    return [precision_recall_f1(kept[:, k], flagged[:, k])[2] for k in range(kept.shape[1])]


def main() -> None:
    """Score every treatment."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("tune", "report", "all"), default="report")
    arguments = parser.parse_args()
    bench = open_bench(ScoringOptions())
    print("| treatment | split | macro F1 | drop | " + " | ".join(bench.themes) + " |")
    print("|---|---|---|---|" + "---|" * len(bench.themes))
    for split in ("tune", "report") if arguments.split == "all" else (arguments.split,):
        rows = labelled(split)
        whole = figures(bench, rows, untreated, labels_of(bench, rows, anywhere))
        print(line("none", split, whole, whole))
        for name, (treatment, counts) in TREATMENTS.items():
            if counts is not in_the_title or split == "tune":
                print(line(name, split, figures(bench, rows, treatment, labels_of(bench, rows, counts)), whole))


def labels_of(bench: Bench, rows: Sequence[Row], counts: Callable[[Row, str], bool]) -> Truth:
    """Shape (rows, themes)."""
    return np.array([[counts(one, str(theme)) for theme in bench.themes] for one in rows])


def line(name: str, split: str, f1: Sequence[float], whole: Sequence[float]) -> str:
    """A line of the table."""
    macro = float(np.mean(f1))
    cells = (name, split, f"{macro:.3f}", f"{float(np.mean(whole)) - macro:+.3f}", *(f"{one:.3f}" for one in f1))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
