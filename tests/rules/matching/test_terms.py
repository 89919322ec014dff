"""Terms that are made when somebody asks are those of a text that was searched whole."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.packs import RuleSet
from rules.rule import TermHit
from rules.text.folding import fold
from tests.rules.tiny import scan, tiny_rules

CUES = "kind: cues\nid: denied\ntitle: t\nmeaning: denied\nstops_at: [but]\nen: [deny/denied, sent]\n"
TEXT = "DPRK denied it but sent workers.  North Korea’s ﬃ workers denied."


@pytest.fixture(scope="module", name="ruleset")
def _ruleset(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    return tiny_rules(Path(tmp_path_factory.mktemp("pack")), denied=CUES)


@given(st.lists(st.sampled_from(["DPRK ", "sent ", "denied ", "but ", "workers ", ". ", "\u200b", "  ", "북한은 "])))
def test_those_that_rules_need_and_all_others_come_in_text_order(ruleset: RuleSet, pieces: list[str]) -> None:
    text = "".join(pieces)
    found = tuple(term for sentence in scan(ruleset, text, "DPRK").sentences[1:] for term in sentence.terms)
    assert found == ruleset.vocabulary.find(fold(text))


def test_they_read_like_a_tuple(ruleset: RuleSet) -> None:
    terms, other = scan(ruleset, TEXT).sentences[0].terms, scan(ruleset, TEXT).sentences[0].terms
    assert [term.list for term in terms] == ["dprk", "denied", "denied:stops", "denied", "send", "worker"]
    assert len(terms) == 6
    assert terms[0] == TermHit(terms[0].list, "KP", 0, 4)
    assert terms[1:2] == (terms[1],)
    assert terms == other == tuple(terms)
    assert terms != ()
    assert hash(terms) == hash(other)
    assert repr(terms) == repr(tuple(terms))


def test_a_scan_travels_between_processes(ruleset: RuleSet) -> None:
    found = scan(ruleset, TEXT)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - written in this line
