"""No text, and no rule, makes the engine crash, lose its place or take more than time in proportion to the text."""

import itertools
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.engine import Engine
from rules.packs import RuleSet
from tests.rules.tiny import RULE, Text, scan, tiny_rules

SHORT, LONG = 4_000, 32_000
"""Characters of a text and of one eight times as long."""
MOST = 24
"""The long one may take this many times as long as the short one; quadratic work takes 64 times as long."""
NOTHING = 0.04
"""Seconds that are too few to be compared."""

GREEDY = """
signals:
  - name: many-slots
    points: 60
    shape:
      any:
        - "{supplier=dprk} ...40 {send} ...40 {worker} ...40 {dprk} ...40 {send} ...40 {recipient=country}"
        - "{supplier=country} ...40 {country} ...40 {country} ...40 {country} ...40 {recipient=country}"
        - "{dprk} ...40 {dprk} ...40 {dprk} ...40 {dprk} ...40 {dprk} ...40 to ...40 {worker}"
  - {name: near, points: 20, together: [dprk, worker, country, send], within: 3 words}
  - {name: wide, points: 20, together: [dprk, worker, country, send], within: paragraph}
  - {name: any, points: 1, any: [dprk, worker, country, send], at_least: 100}
exclude:
  - shape: ["{country} ...40 {send} ...40 {country} ...40 {send} ...40 {dprk} ...40 {dprk} ...40 workshop"]
roles: {recipient: {only: [NO]}}
"""


@pytest.fixture(scope="module", name="ruleset")
def _ruleset(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    head, rest = RULE.split("signals:")
    tail = rest.split("roles: {recipient: {not: [KP]}}")[1]
    words = 'match: anywhere\nen: [a, aa, aaa, aaaa, aaaaa, aaaaaaaa, "a*a"]\nexcept: [aaaaaa]\n'.replace(
        '"a*a"', "aab"
    )
    return tiny_rules(
        Path(tmp_path_factory.mktemp("pack")),
        labour_sent_abroad=head + GREEDY.lstrip() + tail.lstrip("\n"),
        nested=f"kind: terms\nid: nested\ntitle: t\nmask: N\nconcept: true\n{words}",
    )


def again(unit: str) -> Callable[[int], str]:
    return lambda length: unit * (length // len(unit))


def soup(*words: str) -> Callable[[int], str]:
    order = random.Random(7)  # noqa: S311 - no secret
    return lambda length: " ".join(order.choice(words) for _ in range(length // 7))


TEXTS = {
    "one term": again("North Korea "),
    "all terms": soup("North Korea", "sent", "workers", "Russia", "Norway", "to", "South Korea", "IT specialist"),
    "shapes without their end": soup("DPRK", "sent", "workers", "Russia"),
    "han": again("朝鲜派遣工人俄罗斯"),
    "exceptions": again("Workers' Party "),
    "exceptions that overlap": again("朝鲜族朝鲜"),
    "terms in terms": again("a"),
    "points": lambda length: "." * length + "x",
    "points of all kinds": lambda length: "?!…" * (length // 3) + "x",
    "full stops": again("。"),
    "quotes": lambda length: "." + '"' * length + "x",
    "korean quotes": lambda length: "다." + '"' * length + "가",
    "initials": again("a.b "),
    "list numbers": again("1. A "),
    "marks on one letter": lambda length: "a" + "\u0301\u0323" * (length // 2),
    "marks out of order": lambda length: "a" + "\u0301" * (length // 2) + "\u0323" * (length // 2),
    "jamo": lambda length: "\u1100" + "\u1161" * length,
    "zero width": again("D\u200bP\u200bR\u200bK\u200b "),
    "right to left": again("\u202eKRPD\u202c DPRK "),
    "blanks": again(" "),
    "lines": again("\n"),
    "tabs": again("\t \u3000"),
    "one word": again("x"),
    "figures": again("1 "),
    "half pairs": again("\ud800"),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_time_grows_with_the_text_and_no_faster(ruleset: RuleSet, kind: str) -> None:
    engine, write = Engine(ruleset), TEXTS[kind]

    def seconds(length: int) -> float:
        document = Text(write(length), title="DPRK")
        started = time.process_time()
        for sentence in engine.scan(document).sentences:
            engine.vocabulary.mask(sentence.text, sentence.terms, sentence.start)
        return time.process_time() - started

    short = min(seconds(SHORT) for _ in range(3))
    assert min(seconds(LONG) for _ in range(2)) < max(MOST * short, NOTHING)


@pytest.mark.parametrize(
    "text", ["", "x", "북", "\ud800", "\u200b", "DPRK", "\x00", "\u202e", "\U000e0001", "DPRK\ud83d"]
)
def test_the_shortest_texts_are_scanned(ruleset: RuleSet, text: str) -> None:
    found = scan(ruleset, text)
    assert found.subject is ("DPRK" in text)
    assert "".join(sentence.text for sentence in found.sentences) == (text if found.subject else "")


def test_a_text_of_ten_megabytes_is_scanned_like_any_other(ruleset: RuleSet) -> None:
    line = f"It rained in the north{', and it rained in the south' * 40}.\n"
    text = line * (10_000_000 // len(line)) + "North Korea sent workers to Norway."
    last = scan(ruleset, text).sentences[-1]
    assert text[last.start : last.end] == last.text == "North Korea sent workers to Norway."
    assert last.hits


def test_what_cannot_be_seen_hides_nothing(tmp_path: Path) -> None:
    text = "\u202eNo\u200brth\u00ad Kor\u2060ea\u202c \ufeffsent wor\u200dkers to Norway\ud800."
    (sentence,) = scan(tiny_rules(tmp_path), text).sentences
    assert sentence.hits[0].roles["recipient"] == "NO"
    words = {text[term.start : term.end] for term in sentence.terms}
    assert {"No\u200brth\u00ad Kor\u2060ea", "sent", "wor\u200dkers", "Norway"} <= words


PIECES = (
    "North Korea |DPRK|북한은 |朝鲜|朝鲜族|КНДР |sent |workers |to |Norway |Russia|. |。|\n|’|\u200b|  |ＤＰＲＫ |x"
    "|派遣|\ud800|\u202e|a\u0301|\u1100\u1161\u11a8|ﬃ|1. |..|U.S. "
)
ANYTHING = st.one_of(
    st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=80).map(lambda text: f"{text} DPRK sent workers {text}"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(title=ANYTHING, text=ANYTHING)
def test_every_span_lies_inside_the_text_and_quotes_it(ruleset: RuleSet, title: str, text: str) -> None:
    fields = {"title": title, "text": text}
    sentences = scan(ruleset, text, title).sentences
    for sentence in sentences:
        field = fields[sentence.field]
        assert 0 <= sentence.start < sentence.end <= len(field)
        assert field[sentence.start : sentence.end] == sentence.text
        for span in itertools.chain(sentence.terms, *(hit.spans for hit in sentence.hits)):
            assert sentence.start <= span.start < span.end <= sentence.end
    for one, other in itertools.pairwise(sentences):
        assert one.field != other.field or one.end <= other.start
