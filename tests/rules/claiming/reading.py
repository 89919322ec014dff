"""Claims of own sentences, read with the shipped pack."""

from functools import cache
from typing import NamedTuple

from rules.claims import ClaimReader, strongest
from rules.engine import Engine, Scan
from rules.packs import load_pack, shipped_pack
from rules.rule import Claim

LABOUR, ARMS, TECH = "labour_dispatch", "arms_transfer", "tech_transfer"


class Text(NamedTuple):
    title: str
    text: str
    language: str = ""


@cache
def workshop() -> tuple[Engine, ClaimReader]:
    ruleset = load_pack(shipped_pack())
    return Engine(ruleset), ClaimReader(ruleset)


def scan(text: str, title: str = "North Korea") -> Scan:
    return workshop()[0].scan(Text(title, text))


def claim_at(scanned: Scan, index: int, theme: str = ARMS, *, rules: bool = True) -> Claim:
    """The claim of one sentence; without `rules` as where the classifier alone found it."""
    hits = [h for h in scanned.sentences[index].hits if h.theme == theme] if rules else []
    return workshop()[1].read(scanned, index, theme, hits)


def claim(text: str, theme: str = ARMS, title: str = "North Korea", *, rules: bool = True) -> Claim:
    """The claim of the last sentence of a text."""
    return claim_at(scan(text, title), -1 + len(scan(text, title).sentences), theme, rules=rules)


def headline(title: str, lead: str = "", theme: str = ARMS) -> Claim:
    """The claim of a title with its text."""
    return claim_at(scan(lead, title), 0, theme)


def claim_with(words: str, text: str, theme: str = ARMS, title: str = "North Korea") -> Claim:
    """The claim of the sentence that holds these words."""
    scanned = scan(text, title)
    return claim_at(scanned, next(i for i, s in enumerate(scanned.sentences) if words in s.text), theme)


def article(title: str, text: str, theme: str = ARMS) -> Claim | None:
    """The claim that speaks for a text."""
    scanned = scan(text, title)
    found = [
        (claim_at(scanned, i, theme), 0.9, s.field == "title")
        for i, s in enumerate(scanned.sentences)
        if any(h.theme == theme for h in s.hits)
    ]
    return strongest(found)
