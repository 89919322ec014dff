"""Tests of flows/scoring/gloss.py, with the shipped pack."""

from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.scoring.gloss import Glossary, glossed, load_glossary
from rules.engine import Engine
from rules.packs import load_pack, shipped_pack
from tests.builders import an_article


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_pack(shipped_pack()))


@pytest.fixture(scope="module")
def glossary(engine: Engine) -> Glossary:
    return load_glossary(engine.ruleset.lists.values())


def found(engine: Engine, glossary: Glossary, text: str) -> dict[str, str]:
    sentence = engine.scan(an_article(title="", text=text)).sentences[0]
    assert sentence.hits
    return {text[start:end]: word for start, end, word in glossed(sentence.hits, sentence, glossary)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("북한이 러시아에 노동자를 파견했다.", {"북한": "North Korea", "노동자": "worker", "파견": "dispatch"}),
        ("북한이 러시아에 포탄을 공급했다.", {"러시아": "Russia", "포탄": "artillery shells", "공급": "supply"}),
        ("Северная Корея отправила рабочих в Россию.", {"Северная Корея": "North Korea", "рабочих": "worker"}),
        ("朝鲜向俄罗斯派遣了劳工。", {"劳工": "workers"}),
        ("北朝鮮はロシアに砲弾を供与した。", {"北朝鮮": "North Korea", "砲弾": "artillery shells", "ロシア": "Russia"}),
    ],
)
def test_terms_in_other_scripts_come_with_their_english(
    engine: Engine, glossary: Glossary, text: str, expected: dict[str, str]
) -> None:
    assert expected.items() <= found(engine, glossary, text).items()


def test_what_stands_in_latin_script_needs_no_gloss(engine: Engine, glossary: Glossary) -> None:
    assert found(engine, glossary, "North Korea sent workers to Russia.") == {}


def test_a_term_inside_another_is_left_out(engine: Engine, glossary: Glossary) -> None:
    terms = found(engine, glossary, "Более 50 тысяч граждан КНДР работают за границей.")
    assert "КНДР" not in terms
    assert not [one for one in terms for other in terms if one != other and one in other]


def test_the_words_are_those_of_lists_that_exist(engine: Engine, glossary: Glossary) -> None:
    assert set(glossary.lists) <= set(engine.ruleset.lists)


def test_a_term_is_known_by_its_longest_beginning() -> None:
    glossary = Glossary({"ракет": "missiles", "ракет-носител": "launchers"}, lists={"arms": "arms"})
    assert glossary.english("Ракет-носителей", "arms", "") == "launchers"
    assert glossary.english("ракеты", "arms", "") == "missiles"
    assert glossary.english("пушки", "arms", "") == "arms"
    assert glossary.english("ракетостроение", "arms", "") == "arms", "too little of it is known"
    assert glossary.english("пушки", "own list", "") == ""


def test_a_mistake_in_the_words_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gloss.yaml").write_text("kind: gloss\nterm:\n  a: b\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"gloss.yaml:2.*term"):
        load_glossary((), tmp_path / "gloss.yaml")
