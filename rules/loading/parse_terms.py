"""Term and cue lists from YAML."""

import re
from typing import TypedDict

from rules.language.definition import LANGUAGES, CueList, Origin, Term, TermList
from rules.language.terms import TermSyntaxError, phrases
from rules.rule import ListId
from rules.yaml_reader import Block

DIRECTIONS = ("forward", "backward", "both")
MATCHES = ("word", "case", "anywhere")
_ID = re.compile(r"[a-z][a-z0-9_]*$")
_MASK = re.compile(r"\w+(?: \w+)*$")
_WINDOW = re.compile(r"(\d{1,3}) words?$")


class _Common(TypedDict):
    id: ListId
    title: str
    terms: tuple[Term, ...]
    exceptions: tuple[Term, ...]
    origin: Origin
    masks: dict[str, str]
    concept: bool
    plurals: bool
    match: str


def read_id(block: Block) -> str:
    """The id of a list, a filter or a theme."""
    name = block.text("id", required=True)
    if name and not _ID.match(name):
        block.problem(block.line("id"), f"'{name}' is no id", "small letters, digits and '_', a letter first")
    return name


def read_window(block: Block, key: str, words: tuple[str, ...]) -> tuple[str, int | None]:
    """A reach: one of `words` with None, or an empty word with a number of words."""
    value = block.text(key, words[0])
    match = _WINDOW.match(value)
    if match:
        return "", int(match[1])
    if value in words:
        return value, None
    known = ", ".join(f"'{word}'" for word in words)
    block.problem(block.line(key), f"'{key}' cannot be '{value}'", f"{known} or such as '6 words'")
    return words[0], None


def read_terms(block: Block, key: str, language: str, code: str = "") -> tuple[Term, ...]:
    """A list of terms, each checked for its syntax."""
    terms = []
    for text, line in block.lined_texts(key):
        try:
            phrases(text, plurals=False)
        except TermSyntaxError as error:
            block.problem(line, f"the term '{text[:60]}' {error}")
        else:
            terms.append(Term(text, language, code, line))
    return tuple(terms)


def _mask(block: Block) -> str:
    word = block.text("mask")
    if word and not _MASK.match(word):
        block.problem(block.line("mask"), f"'{word}' is no mask", "words such as STATE")
    return word


def _languages(block: Block, code: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    terms = tuple(term for language in (*LANGUAGES, "any") for term in read_terms(block, language, language, code))
    return terms, read_terms(block, "except", "any", code)


def parse_terms(block: Block) -> TermList:
    """A file of kind `terms`."""
    return TermList(**_common(block))


def parse_cues(block: Block) -> CueList:
    """A file of kind `cues`."""
    direction = block.choice("direction", DIRECTIONS, "forward")
    _, window = read_window(block, "window", ("sentence",))
    block.text("note")
    return CueList(
        direction=direction,
        window=window,
        stops_at=read_terms(block, "stops_at", "any"),
        meaning=block.text("meaning"),
        **_common(block),
    )


def _common(block: Block) -> _Common:
    name = read_id(block)
    title = block.text("title", required=True)
    code = block.text("code")
    terms, exceptions = _languages(block, code)
    masks = {}
    mask = _mask(block)
    if mask:
        masks[""] = mask
    entries = block.block("entries")
    for key, entry in entries.named_blocks() if entries else ():
        own_terms, own_exceptions = _languages(entry, key)
        terms += own_terms
        exceptions += own_exceptions
        mask = _mask(entry)
        if mask:
            masks[key] = mask
        entry.done()
    if not terms:
        block.problem(block.start_line, "holds no terms", f"write them under {', '.join(LANGUAGES)} or any")
    return {
        "id": ListId(name),
        "title": title,
        "terms": terms,
        "exceptions": exceptions,
        "origin": Origin(block.path, block.line("id")),
        "masks": masks,
        "concept": block.flag("concept"),
        "plurals": block.choice("inflect", ("plural", "none"), "plural") == "plural",
        "match": block.choice("match", MATCHES, "word"),
    }
