"""Reading of masked text."""

import pytest

from models.features import DEFAULT_WEIGHTS, MAX_CONCEPTS, FeatureSettings, Passage, Reader, readable

READER = Reader(FeatureSettings())


def test_words_are_lower_case_while_role_words_keep_their_form() -> None:
    reading = READER.read(Passage("DPRK Sent NUM Labourers §worker to STATE"))
    assert reading.words == ("DPRK", "sent", "NUM", "labourers", "to", "STATE")


def _names(text: str) -> list[str]:
    return [concept for concept, _ in READER.read(Passage(text)).concepts]


def test_concepts_and_roles_stand_in_text_order_without_the_words_between() -> None:
    assert _names("DPRK has sent §send NUM labourers §worker to STATE") == ["DPRK", "send", "NUM", "worker", "STATE"]


def test_marks_of_the_same_word_stand_at_one_place() -> None:
    reading = READER.read(Passage("sent §give §send shells §arms to STATE"))
    assert reading.concepts == (("give", 1), ("send", 1), ("arms", 2), ("STATE", 3))


@pytest.mark.parametrize("text", ["DPRK은 노동자 §worker를 STATE에 보냈다 §send", "DPRK向STATE派遣 §send工人 §worker"])
def test_role_words_and_concepts_are_found_where_korean_and_chinese_glue_them_to_text(text: str) -> None:
    assert set(_names(text)) == {"DPRK", "STATE", "send", "worker"}


def test_a_page_full_of_marks_is_read_up_to_a_limit() -> None:
    assert len(_names("DPRK §worker " * 10_000)) == MAX_CONCEPTS


def test_a_role_word_inside_a_longer_word_is_a_word() -> None:
    assert _names("STATEMENT OF THE STATELESS") == []


def test_a_possessive_does_not_hide_a_role_word() -> None:
    assert _names("DPRK's shells") == ["DPRK"]


def test_hangul_kana_and_han_give_no_words_while_cyrillic_does() -> None:
    assert READER.read(Passage("노동자 工人 かな рабочие")).words == ("рабочие",)


def test_terms_of_each_block_are_built_from_the_reading() -> None:
    reading = READER.read(Passage("DPRK sent §send loggers §worker", before="STATE spoke", title=True))
    assert "DPRK sent" in READER.terms(reading, "words")
    assert READER.terms(reading, "concepts") == ["DPRK", "send", "worker"]
    assert READER.terms(reading, "pairs") == ["DPRK + send + worker"]
    assert READER.terms(reading, "order") == ["DPRK → send", "DPRK → worker", "send → worker"]
    assert READER.terms(reading, "context") == ["before: STATE"]
    assert READER.terms(reading, "flags") == ["title", "subject here"]


@pytest.mark.parametrize(
    ("passage", "terms"),
    [
        (Passage("It sent §send shells §arms", before="DPRK spoke"), ["send (subject near)", "arms (subject near)"]),
        (Passage("STATE sent §send"), ["STATE (no subject)", "send (no subject)"]),
    ],
)
def test_a_concept_without_the_subject_is_a_term_of_its_own(passage: Passage, terms: list[str]) -> None:
    assert READER.terms(READER.read(passage), "concepts") == terms


def test_order_reaches_so_many_places_and_leaves_out_marks_of_the_same_word() -> None:
    reader = Reader(FeatureSettings(reach=1))
    terms = reader.terms(reader.read(Passage("sent §give §send shells §arms to STATE")), "order")
    assert terms == ["give → arms", "send → arms", "arms → STATE"]


@pytest.mark.parametrize(
    ("passage", "flag"),
    [
        (Passage("DPRK sent shells"), "subject here"),
        (Passage("It sent shells", before="DPRK spoke"), "subject near"),
        (Passage("It sent shells", after="DPRK spoke"), "subject near"),
        (Passage("STATE sent shells"), "no subject"),
    ],
)
def test_the_flags_tell_how_near_the_subject_is_named(passage: Passage, flag: str) -> None:
    assert READER.terms(READER.read(passage), "flags") == ["body", flag]


@pytest.mark.parametrize(("longest", "count"), [(1, 3), (2, 5), (3, 6)])
def test_runs_of_words_are_as_long_as_the_settings_say(longest: int, count: int) -> None:
    reader = Reader(FeatureSettings(word_grams=longest))
    assert len(reader.terms(reader.read(Passage("one two three")), "words")) == count


def test_concepts_are_paired_only_where_the_subject_is_named() -> None:
    assert READER.terms(READER.read(Passage("STATE sent §send loggers §worker")), "pairs") == []


def test_pairs_do_not_depend_on_word_order() -> None:
    first = READER.read(Passage("DPRK sent §send loggers §worker"))
    last = READER.read(Passage("DPRK loggers §worker sent §send"))
    assert READER.terms(first, "pairs") == READER.terms(last, "pairs")


def test_an_unknown_block_is_refused() -> None:
    with pytest.raises(KeyError):
        READER.terms(READER.read(Passage("x")), "letters")


def test_settings_survive_the_manifest() -> None:
    settings = FeatureSettings(roles=("A", "B"), subject="A", weights={**DEFAULT_WEIGHTS, "flags": 0.0})
    assert FeatureSettings.from_json(settings.as_json()) == settings


def test_settings_with_a_key_of_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="other keys"):
        FeatureSettings.from_json({**FeatureSettings().as_json(), "letters": 3})


@pytest.mark.parametrize(
    ("block", "term", "shown"),
    [
        ("words", "dispatch", "dispatch"),
        ("concepts", "worker", "concept worker"),
        ("order", "worker → STATE", "concepts worker → STATE"),
        ("pairs", "DPRK + send + worker", "concepts DPRK + send + worker"),
        ("context", "before: worker", "before: worker"),
    ],
)
def test_terms_are_shown_readably(block: str, term: str, shown: str) -> None:
    assert readable(block, term) == shown
