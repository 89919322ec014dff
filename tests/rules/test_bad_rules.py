"""Rules that are wrong, absurd or hostile get a clear answer: where it stands, what is wrong, what to do."""

from pathlib import Path

import pytest

from rules.errors import RuleError
from rules.lint import lint
from rules.packs import load_pack
from rules.yaml_reader import MAX_BYTES, MAX_MESSAGE
from tests.rules.tiny import RULE, hits, tiny_pack, tiny_rules

TERMS = "kind: terms\nid: x\ntitle: t\n"
SECOND = RULE.replace("7c1d5b0e", "8c1d5b0e").replace("labour-sent-abroad", "second")
SHAPE = '"{supplier=dprk} ... {act=send} ... {what=worker} ... {recipient=country}"'


def answer(folder: Path, content: str | bytes) -> list[str]:
    """The problems of the tiny pack with one more file, `x.yaml`."""
    pack = tiny_pack(folder)
    (pack / "x.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(RuleError) as caught:
        load_pack(pack)
    return [str(problem).replace(f"{pack}/", "") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"#" * (MAX_BYTES + 1), "x.yaml: is larger than 1,000,000 bytes (split it into several files)"),
        (f"{TERMS}en: [caf\xe9]\n".encode("latin-1"), "x.yaml:4: is not UTF-8 text (save it as UTF-8)"),
        (f"{TERMS}en: [abc]\n".encode("utf-16"), "x.yaml:1: is not UTF-8 text (save it as UTF-8)"),
        (f"{TERMS}en: [abc]\nen: [abd]\n", "x.yaml:5: says 'en' twice (merge the two; YAML would drop the first"),
        (f"{TERMS}en: abc\nko: {{a: b}}\n", "x.yaml:5: 'ko' must be a list"),
        (f"{TERMS}en: [a*]\n", "x.yaml:4: the term 'a*' needs 2 letters before '*'"),
        (f"{TERMS}en: ['*']\n", "x.yaml:4: the term '*' needs 2 letters before '*'"),
        (f"{TERMS}en: [한*]\n", "x.yaml:4: the term '한*' needs 2 letters before '*'"),
        (f"{TERMS}en: ['-', '...']\n", "x.yaml:4: the term '-' holds no letter or digit"),
        (f"{TERMS}en: ['\u200b']\n", "x.yaml:4: the term '\u200b' holds no letter or digit"),
        (f"{TERMS}en: [{'k' * 100_000}]\n", "is longer than 200 characters"),
        (f"{TERMS}en: [{' '.join(['a/b'] * 20)}]\n", "stands for 1048576 phrases, at most 200 are allowed"),
        (RULE.replace("labour-sent-abroad", "second"), "x.yaml:3: a second rule '7c1d5b0e"),
        (SECOND.replace("name: second", "name: labour-sent-abroad"), "the name 'labour-sent-abroad' is taken"),
        (f"{TERMS.replace('id: x', 'id: worker')}en: [abc]\n", "a second terms 'worker'"),
        (SECOND.replace("{act=send}", "{act=sned}"), "unknown list 'sned' (did you mean 'send'?)"),
        (SECOND.replace("unscr-2397-8", "unscr-2397-88"), "unknown measure 'unscr-2397-88' (did you mean"),
        (SECOND.replace("points: 60", "points: nan"), "'points' must lie between 1 and 100, not nan"),
        (SECOND.replace("points: 60", "points: 1e999"), "'points' must lie between 1 and 100, not inf"),
        (SECOND.replace(SHAPE, f'"{" ... ".join(["{dprk}"] * 5_000)}"'), "has 5000 terms, at most 12 are allowed"),
        (SECOND.replace("{act=send} ...", f"{{act=send}} ...{'9' * 5_000}"), "words, at most 40 are allowed"),
    ],
)
def test_the_answer_names_the_place_and_the_mistake(tmp_path: Path, content: str | bytes, problem: str) -> None:
    content = content.lstrip("\n") if isinstance(content, str) else content
    assert any(problem in one for one in answer(tmp_path, content)), answer(tmp_path / "again", content)


def test_a_huge_value_does_not_make_a_huge_message(tmp_path: Path) -> None:
    (problem,) = answer(tmp_path, f"{TERMS}en: [abcd]\nmatch: {'k' * 500_000}\n")
    assert len(problem) < MAX_MESSAGE + 100


@pytest.mark.parametrize(
    "terms", ["en: [the]", "en: [of/from]", "match: anywhere\nen: [e]", "match: anywhere\nru: [но]"]
)
def test_a_term_that_matches_everything_is_warned_of(tmp_path: Path, terms: str) -> None:
    ruleset = tiny_rules(tmp_path, x=f"kind: terms\nid: x\ntitle: t\nmask: X\n{terms}\n")
    assert any("in 'x' stands in nearly every text" in issue.message for issue in lint(ruleset))


def test_a_mark_or_an_invisible_character_inside_a_term_does_not_hide_it(tmp_path: Path) -> None:
    send = "kind: terms\nid: send\ntitle: t\nen: ['se\u200bnt', '\u202esends']\nko: [파견]\n"
    assert hits(tiny_rules(tmp_path, send=send), "North Korea sent workers to Russia.")
