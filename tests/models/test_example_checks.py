"""Doubts about examples."""

from models.example_checks import balance, check, groups, leaks, near_duplicates
from models.examples import Example

LONG = "North Korea has sent three hundred loggers to camps near Khabarovsk, the local governor said on Friday."


def _example(ident: str, text: str, *themes: str, lang: str = "en") -> Example:
    return Example(ident, lang, "wire", "", text, "", frozenset(themes), f"some.jsonl:{ident}")


def test_the_same_sentence_twice_is_a_duplicate_at_the_second_place() -> None:
    (found,) = [f for f in check([_example("1", LONG), _example("2", LONG.upper())]) if f.kind != "balance"]
    assert (found.kind, found.where) == ("duplicate", "some.jsonl:2")
    assert str(found).startswith("some.jsonl:2: 2 repeats 1 (some.jsonl:1)")


def test_the_same_sentence_with_other_labels_is_a_contradiction() -> None:
    kinds = {f.kind for f in check([_example("1", LONG, "labour"), _example("2", LONG)])}
    assert "contradiction" in kinds


def test_a_small_change_is_a_near_duplicate_and_another_sentence_is_not() -> None:
    rows = [
        _example("1", LONG),
        _example("2", LONG.replace("Friday", "Monday")),
        _example("3", "Shells were found in Ukraine."),
    ]
    assert [(i, j) for i, j, _ in near_duplicates(rows)] == [(0, 1)]
    assert "near_duplicate" in {f.kind for f in check(rows)}


def test_chinese_is_compared_character_by_character() -> None:
    rows = [
        _example("1", "朝鲜向俄罗斯派遣了三百名工人"),
        _example("2", "朝鲜向俄罗斯派遣了五百名工人"),
        _example("3", "平壤举行了盛大的阅兵式"),
    ]
    assert [(i, j) for i, j, _ in near_duplicates(rows)] == [(0, 1)]


def test_a_chain_of_near_duplicates_is_one_group() -> None:
    second = LONG.replace("Friday", "Monday")
    third = second.replace("three hundred", "four hundred")
    found = groups([_example("1", LONG), _example("2", third), _example("3", "Another matter."), _example("4", second)])
    assert found[0] == found[1] == found[3] != found[2]


def test_a_language_with_examples_of_one_kind_only_is_told() -> None:
    rows = [
        _example("1", LONG, "labour"),
        _example("2", "Другое."),
        _example("3", "노동자를 보냈다", "labour", lang="ko"),
    ]
    (found,) = [f for f in check(rows) if f.kind == "balance"]
    assert "labour in ko: no counter-example" in str(found)


def test_balance_counts_languages_kinds_and_themes() -> None:
    rows = [_example("1", LONG, "labour", "arms"), _example("2", "Другое.", lang="ru")]
    assert balance(rows) == {
        "languages": {"en": 1, "ru": 1},
        "kinds": {"wire": 2},
        "themes": {"arms": 1, "labour": 1, "none": 1},
    }


def test_a_sentence_taken_from_a_foreign_text_is_a_leak() -> None:
    rows = [_example("1", LONG), _example("2", "Quite another sentence about shells that were found somewhere.")]
    (found,) = leaks(rows, [("article 7", f"On the front page: {LONG} More follows.")])
    assert (found.kind, found.where) == ("leak", "some.jsonl:1")
    assert "article 7" in found.message


def test_a_chinese_leak_is_found_and_a_common_phrase_is_none() -> None:
    rows = [_example("1", "朝鲜向俄罗斯派遣了三百名工人前往伐木场工作", lang="zh")]
    assert leaks(rows, [("copy", "据报道，朝鲜向俄罗斯派遣了三百名工人前往伐木场工作。")])
    assert not leaks(rows, [("other", "朝鲜向俄罗斯派遣了代表团。")])


def test_a_few_words_in_common_are_no_leak() -> None:
    assert not leaks([_example("1", LONG)], [("other", "It was the local governor said on Friday who came.")])


def test_short_examples_do_not_leak() -> None:
    assert not leaks([_example("1", "Kim visits Moscow")], [("x", "Kim visits Moscow today")])
