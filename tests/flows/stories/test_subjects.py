"""Tests of flows.stories.subjects."""

import pytest

from flows.stories.subjects import matters, partners, subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pyongyang shipped artillery rounds.", {"munitions"}),
        ("북한이 포탄과 미사일을 보냈다.", {"munitions", "missiles"}),
        ("КНДР отправила рабочих.", {"workers"}),
        ("朝鲜工人的工资", {"workers", "wages"}),
        ("ロシアが北朝鮮に衛星の技術を渡した。", {"satellites", "science"}),
        ("They met for lunch.", set()),
    ],
)
def test_what_passes_is_found_in_five_languages(text: str, expected: set[str]) -> None:
    assert subjects(text) == expected


def test_shells_and_missiles_are_one_matter_and_an_agreement_is_none() -> None:
    assert matters("They signed a pact on shells and missiles.") == {"arms"}


def test_the_other_side_is_neither_the_subject_nor_who_speaks_nor_a_bystander() -> None:
    text = "Seoul says North Korea armed Russia and Myanmar for use in Ukraine."
    assert partners(text, "Seoul") == {"RU", "MM"}
    assert partners("Moscow says China helped North Korea.", "Moscow") == {"CN"}


def test_a_private_army_stands_for_its_state() -> None:
    assert partners("Wagner took arms from North Korea.") == partners("Russia took arms from North Korea.")
