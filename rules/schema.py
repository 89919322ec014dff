"""JSON Schemas for editors, one for each kind of file. `sanctions-watch rules schema --out rules/schemas` writes them.

They complete and check while an author types; the loader remains the judge. There is no `oneOf` in them: editors say
nothing useful about it.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from rules.language.definition import LANGUAGES
from rules.loading.parse import CHECKED, KINDS, OF_A_RULE, SEVERITIES
from rules.loading.parse_case import DIRECTIONS, MIN_CASES, SOURCES, STATUSES
from rules.loading.parse_terms import DIRECTIONS as CUE_DIRECTIONS
from rules.loading.parse_terms import MATCHES
from rules.rule import RuleStatus

Schema = dict[str, object]

FOLDER = Path(__file__).parent / "schemas"
"""Where the committed schemas stand."""
_ID = "^[a-z][a-z0-9_]*$"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MEASURE = "^[a-z0-9]+(-[a-z0-9]+)*$"
_MASK = r"^\w+( \w+)*$"
_SHAPE = r"^(?!\.\.\.)(?=.*\{)([^{}]|\{([a-z][a-z0-9_]*=)?[a-z][a-z0-9_]*\})*$"
"""A list in braces at least, no brace left open, and no gap at the beginning."""
_NO_ANSWER = r"^[ .]*([Nn]one|NONE|[Nn]o|[Uu]nknown|[Nn]/[Aa]|-)?[ .]*$"
"""What is no honest entry of `false_positives`."""


def _text(meaning: str, pattern: str = "") -> Schema:
    return {"description": meaning, "type": "string", **({"pattern": pattern} if pattern else {"minLength": 1})}


def _choice(meaning: str, words: tuple[str, ...]) -> Schema:
    return {"description": meaning, "enum": list(words)}


def _texts(meaning: str, at_least: int = 0, pattern: str = "") -> Schema:
    word: Schema = {"type": "string", **({"pattern": pattern} if pattern else {})}
    both = {"pattern": pattern} if pattern else {}
    return {"description": meaning, "type": ["array", "string"], "items": word, "minItems": at_least, **both}


def _without(*keys: str) -> Schema:
    """For objects that have none of these keys."""
    return {"not": {"anyOf": [{"required": [key]} for key in keys]}}


def _number(meaning: str, low: int, high: int, kind: str = "integer") -> Schema:
    return {"description": meaning, "type": kind, "minimum": low, "maximum": high}


def _flag(meaning: str) -> Schema:
    return {"description": meaning, "type": "boolean"}


def _block(meaning: str, properties: Mapping[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    block: Schema = {
        "description": meaning,
        "type": "object",
        "properties": dict(properties),
        "additionalProperties": False,
    }
    return {**block, "required": list(required)} if required else block


def _blocks(meaning: str, block: Schema, at_least: int = 0) -> Schema:
    return {"description": meaning, "type": "array", "items": block, "minItems": at_least}


def _by_name(meaning: str, block: Schema, pattern: str = "") -> Schema:
    names = {"propertyNames": {"pattern": pattern}} if pattern else {}
    return {"description": meaning, "type": "object", "additionalProperties": block, **names}


def _by_language(what: str, pattern: str = "") -> dict[str, Schema]:
    names = {"en": "English", "ko": "Korean", "ru": "Russian", "zh": "Chinese", "ja": "Japanese"}
    return {language: _texts(f"{what} in {names[language]}", pattern=pattern) for language in LANGUAGES}


def _in_every(what: str, pattern: str = "") -> dict[str, Schema]:
    return {"any": _texts(f"{what} in every language", pattern=pattern)}


def _terms() -> dict[str, Schema]:
    excepted = _texts("Longer phrases inside which a hit does not count")
    mask = _text("The words that replace a hit in masked text, such as STATE", _MASK)
    words = {**_by_language("Terms"), **_in_every("Terms"), "except": excepted}
    entry = _block("Terms of one identity", {"mask": mask, **words})
    return {
        "id": _text("Name by which rules call the list", _ID),
        "title": _text("What the list holds"),
        "code": _text("Identity of all its hits, such as KP"),
        "mask": mask,
        "inflect": _choice("Whether English terms match their regular plural", ("plural", "none")),
        "concept": _flag("Mark hits in masked text with the list's id"),
        "match": _choice("Whole words, the case as written, or inside words too", MATCHES),
        "entries": _by_name("Terms by the code of what they name", entry),
        **words,
    }


def _cues() -> dict[str, Schema]:
    terms = _terms()
    return {
        "id": terms.pop("id"),
        "title": terms.pop("title"),
        "meaning": _text("A word for the reader of claims"),
        "direction": _choice("Where the words stand that a cue governs", CUE_DIRECTIONS),
        "window": _text("How far a cue reaches", "^(sentence|[0-9]{1,3} words?)$"),
        "stops_at": _texts("Words that end its reach"),
        "note": _text("Free text"),
        **terms,
    }


def _exclude() -> Schema:
    entry = _block(
        "Blocks a rule on a sentence",
        {
            "phrases": _texts("Phrases, in the syntax of terms"),
            "lists": _texts("Lists one hit of which blocks"),
            "shape": _texts("Shapes that block", pattern=_SHAPE),
            "unless": _texts("Lists a hit of which lifts the exclusion"),
        },
    )
    entry |= {"if": _without("phrases", "lists"), "then": {"required": ["shape"]}}
    return _blocks("What blocks the rule on a sentence", entry)


def _signal() -> Schema:
    shapes = {**_in_every("Shapes for sentences", _SHAPE), **_by_language("Shapes for sentences", _SHAPE)}
    properties = {
        "name": _text("Name, shown where the signal fired"),
        "points": _number("What the signal is worth", 1, 100),
        "shape": {**_block("Terms in an order", shapes), "minProperties": 1},
        "together": {**_texts("Lists that must all be hit, each at a place of its own", 2), "type": "array"},
        "within": _text("How near each other", "^(sentence|paragraph|[0-9]{1,3} words?)$"),
        "needs_here": _texts("Lists of a paragraph that must be hit in the sentence itself"),
        "any": _texts("Lists of which a number of hits is asked"),
        "at_least": _number("That number", 1, 100),
    }
    return {
        **_block("One of shape, together, any", properties, ("name", "points")),
        "if": _without("shape", "together"),
        "then": {"required": ["any"]},
        "dependentSchemas": {
            "shape": _without("together", "any", "within", "needs_here", "at_least"),
            "together": _without("shape", "any", "at_least"),
            "any": _without("shape", "together", "within", "needs_here"),
        },
    }


def _case() -> Schema:
    properties = {
        "text": _text("What the rule is tried on"),
        "title": _text("Headline of the document"),
        "before": _text("Text before"),
        "after": _text("Text after"),
        "lang": _choice("Language of the document", LANGUAGES),
        "expect": _choice("Whether it fires", ("match", "none")),
        "roles": _by_name("Role to code", {"type": "string"}),
        "status": _choice("Status of the claim", STATUSES),
        "source": _choice("Source of the claim", SOURCES),
        "direction": _choice("Direction of the claim", DIRECTIONS),
        "known_gap": _flag("Expected to fail today"),
        "note": _text("Free text"),
    }
    return {
        **_block("A test", properties, ("text", "expect")),
        "if": {"properties": {"expect": {"const": "none"}}, "required": ["expect"]},
        "then": _without("roles", "status", "source", "direction"),
    }


def _contains(expected: str) -> Schema:
    return {"contains": {"properties": {"expect": {"const": expected}}, "required": ["expect"]}}


def _rule() -> Schema:
    limit = _block("Codes", {"not": _texts("Codes the role never has"), "only": _texts("Codes it may have")})
    properties = {
        "id": _text("UUID; never changes", "^[0-9a-fA-F-]{36}$"),
        "name": _text("Name, for people", "^[a-z0-9]+([._-][a-z0-9]+)*$"),
        "title": _text("What the rule finds"),
        "description": _text("More about it"),
        "theme": _text("Id of its theme", _ID),
        "status": _text("Experimental and stable rules may alert"),
        "author": _text("Who wrote it"),
        "created": _text("ISO date", _DATE),
        "legal_basis": _texts("Ids of measures in the legal register", 1),
        "requires_points": _number("Points from which the rule fires", 1, 100),
        "signals": _blocks("What makes it fire; their points are summed", _signal(), 1),
        "exclude": _exclude(),
        "filters": _texts("Ids of filters that hold for it"),
        "roles": _by_name("Limits on roles", limit),
        "false_positives": _texts("What it is known to fire on wrongly", 1),
        "tests": _blocks("At least a match, a none and a near miss", _case(), MIN_CASES),
    }
    properties["false_positives"] |= {"items": {"type": "string", "not": {"pattern": _NO_ANSWER}}}
    properties["tests"] |= {"allOf": [_contains("match"), _contains("none")]}
    optional = {"description", "requires_points", "exclude", "filters", "roles"}
    return _block("A rule", properties, tuple(key for key in properties if key not in optional))


def _legal() -> Schema:
    measure = _block(
        "A paragraph of a resolution",
        {
            "resolution": _text("Such as S/RES/2397 (2017)"),
            "paragraph": _text("Such as OP 8"),
            "requires": _text("What it asks for, in our own words"),
            "exemptions": _texts("Conduct left lawful"),
            "checked": _choice("How its number was checked", CHECKED),
            "checked_on": _text("ISO date of that check", _DATE),
        },
        ("resolution", "requires", "checked"),
    )
    return _block("A legal register", {"measures": _by_name("Measures by id", measure, _MEASURE)}, ("measures",))


def _theme() -> Schema:
    properties = {
        "id": _text("Id", _ID),
        "title": _text("Title"),
        "definition": _text("What counts and what does not"),
        "legal_basis": _texts("Ids of measures, the most relevant first", 1),
        "severity": _choice("Severity of an alert where nothing is closer", SEVERITIES),
        "threshold": _number("Score from which an article is flagged", 0, 1, "number"),
        "directed": _flag("False for a theme with one direction only"),
        "usual_direction": _choice("Direction of a claim whose words tell none", DIRECTIONS),
    }
    free = {"directed", "usual_direction"}
    return _block("A theme", properties, tuple(key for key in properties if key not in free))


def _pack() -> Schema:
    properties = {
        "id": _text("Id", _ID),
        "title": _text("Title"),
        "version": _text("Version, quoted"),
        "description": _text("More about it"),
        "subject": _texts("Lists one of which a document must hit", 1),
        "themes": _texts("Ids of themes in their order", 1),
    }
    return _block("The head of a pack", properties, ("id", "title", "version", "subject", "themes"))


def _filter() -> Schema:
    properties = {
        "id": _text("Id", _ID),
        "title": _text("Title"),
        "themes": _texts("Themes for all rules of which it holds"),
        "exclude": _exclude(),
    }
    return _block("Exclusions for many rules", properties, ("id", "title", "exclude"))


def schemas() -> dict[str, Schema]:
    """The schema of each kind of file."""
    bodies = {
        "pack": _pack(),
        "legal": _legal(),
        "theme": _theme(),
        "terms": _block("A list of terms", _terms(), ("id", "title")),
        "cues": _block("A list of cues", _cues(), ("id", "title")),
        "filter": _filter(),
        "rule": _rule(),
    }
    return {kind: _of_kind(kind, bodies[kind]) for kind in KINDS}


def _of_kind(kind: str, body: Schema) -> Schema:
    properties, required = body["properties"], body.get("required", [])
    if not isinstance(properties, dict) or not isinstance(required, list):
        raise TypeError(f"the schema of '{kind}' is no block")
    states = tuple(status.value for status in RuleStatus) if kind == "rule" else ()
    meaning = "`disabled` in an overlay switches it off"
    if kind == "rule":
        meaning += ", `shadow` with the name alone puts it on trial"
    status = _choice(meaning, (*states, "disabled"))
    short: Schema = {"properties": {"status": {"const": "disabled"}}, "required": ["status"]}
    if kind == "rule":
        whole = [{"required": [key]} for key in OF_A_RULE]
        trial = {"properties": {"status": {"const": "shadow"}}, "required": ["status"], "not": {"anyOf": whole}}
        short = {"anyOf": [short, trial]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Sanctions Watch: {kind}",
        **{key: value for key, value in body.items() if key != "required"},
        "properties": {"kind": {"const": kind}, **properties, "status": status},
        "required": ["kind"],
        "if": short,
        "else": {"required": required},
    }


def rendered() -> dict[str, str]:
    """File name to content, as committed."""
    return {
        f"{kind}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for kind, schema in schemas().items()
    }


def write_schemas(folder: Path) -> list[Path]:
    """Write them to a folder, which is made if it does not exist. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in rendered().items():
        paths.append(folder / name)
        paths[-1].write_text(content, encoding="utf-8")
    return paths
