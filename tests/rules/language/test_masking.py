"""Masked sentences carry the same words whatever the language and the names."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.masking import mask
from rules.rule import ListId, TermHit
from rules.text.folding import fold
from tests.rules.tiny import tiny_rules

Mask = Callable[[str], str]


@pytest.fixture(scope="module", name="masked")
def _masked(tmp_path_factory: pytest.TempPathFactory) -> Mask:
    vocabulary = tiny_rules(Path(tmp_path_factory.mktemp("pack"))).vocabulary
    return lambda text: vocabulary.mask(text, vocabulary.find(fold(text)), 0)


def test_names_figures_and_concepts_are_masked(masked: Mask) -> None:
    text = "North Korea has sent 1,000 labourers to Russia"
    assert masked(text) == "DPRK has sent §send NUM labourers §worker to STATE"


def test_other_scripts_carry_the_same_words_set_off_by_blanks(masked: Mask) -> None:
    assert (
        masked("북한은 러시아에 노동자 1000명을 파견했다") == "DPRK 은 STATE 에 노동자 §worker NUM 명을 파견 §send 했다"
    )
    assert masked("朝鲜向俄罗斯派遣工人") == "DPRK 向 STATE 派遣 §send 工人 §worker"
    assert masked("КНДР отправила рабочих") == "DPRK отправила §send рабочих §worker"


def test_the_longest_name_is_masked_and_an_entry_may_have_its_own_word(masked: Mask) -> None:
    assert masked("South Korea's workers") == "SEOUL's workers §worker"
    assert masked("North Korea") == "DPRK"


def test_offsets_are_those_of_the_field() -> None:
    hit = TermHit(ListId("dprk"), "KP", 10, 14)
    assert mask("DPRK's", [hit], 10, {ListId("dprk"): {"": "X"}}, ()) == "X's"


def test_a_hit_outside_the_sentence_is_left_alone() -> None:
    hit = TermHit(ListId("dprk"), "KP", 0, 4)
    assert mask("DPRK's", [hit], 10, {ListId("dprk"): {"": "X"}}, ()) == "DPRK's"


def test_a_concept_that_ends_inside_a_name_is_marked_behind_the_name() -> None:
    name, concept = TermHit(ListId("n"), "", 0, 11), TermHit(ListId("c"), "", 0, 5)
    assert mask("North Korea acts", [name, concept], 0, {ListId("n"): {"": "DPRK"}}, {ListId("c")}) == "DPRK §c acts"


@given(st.text(alphabet="North Korea sent 1,0 workers to 북한은 朝鲜 KN-23", max_size=60))
def test_masking_leaves_no_figure(masked: Mask, text: str) -> None:
    assert not any(char.isdigit() for char in masked(text))
