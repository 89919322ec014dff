"""Sentences of news text in five languages."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.text.sentences import MAX_LENGTH, spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. Army said so.", "Officials agreed."],
        ["It happened in the U.S.", "The ministry denied it."],
        ["On Dec. 13 Gov. Oleg N. Kozhemyako met Mr. Yun Jong Ho.", "He left."],
        ["See para. 8 of No. 2397 (2017).", "It binds."],
        ["“We deny it.”", "The spokesman left."],
        ["“Is it true?” he asked.", "Nobody answered!"],
        ["북한은 노동자를 파견했다.", "러시아는 부인했다."],
        ["Рабочие прибыли в 2023 г. в Приморье.", "Их 500 тыс. человек."],
        ["朝鲜派遣工人。", "俄罗斯否认！", "真的吗？"],
        ["北朝鮮は派遣した。", "「事実だ」と述べた。"],
        ["The firm Green Pine Associated Corp. shipped them.", "However it denied it."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    between = "" if "。" in sentences[0] else " "
    assert split(between.join(sentences)) == sentences


def test_a_line_break_always_ends_a_sentence() -> None:
    assert split("SEOUL\nBy A Writer\r\nNorth Korea said") == ["SEOUL", "By A Writer", "North Korea said"]


def test_a_quotation_goes_on_inside_a_sentence() -> None:
    assert split("「終わった。」と述べた。次だ。") == ["「終わった。」と述べた。", "次だ。"]


def test_text_without_an_end_is_cut_at_blanks() -> None:
    pieces = split("word " * 2_000)
    assert len(pieces) > 1
    assert all(len(piece) <= MAX_LENGTH for piece in pieces)
    assert all(piece.startswith("word") for piece in pieces)


@given(st.text(alphabet="aB .!?\n\r\t。」”'1г다U.S", max_size=200))
def test_spans_are_in_order_apart_and_lose_no_letter(text: str) -> None:
    found = spans(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))
    covered = "".join("".join(split(text)).split())
    assert covered == "".join(text.split())
