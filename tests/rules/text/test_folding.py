"""Folding makes spellings alike and never loses the way back."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.text.folding import _PIECE, _pieces, fold

ODD = "aZé한은ㅋЁё가각朝鮮。、“’-–‑…　 \t\n\u00a0\u00ad\u200b①ﬃ㎞İßΣ½Ｄ４ｶﾞﾊﾟ\u0301\u1112\u1161\u11ab\U0001d40d🇰🇵"
texts = st.one_of(st.text(), st.text(alphabet=ODD, max_size=60), st.text(alphabet=ODD).map(lambda t: fold(t).text))


@given(texts)
def test_both_copies_have_the_same_length(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.cased)
    assert folded.text == folded.cased.lower()


@given(texts, st.data())
def test_every_span_leads_back_inside_the_text(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.original(start, end)
    if start < end:
        assert 0 <= begin < stop <= len(text)


@given(texts)
def test_neighbouring_spans_lead_back_in_order(text: str) -> None:
    folded = fold(text)
    spans = [folded.original(at, at + 1) for at in range(len(folded.text))]
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in itertools.pairwise(spans))


@given(texts)
def test_an_offset_there_and_back_does_not_move_outside_of_changed_pieces(text: str) -> None:
    folded = fold(text)
    changed = {at for _, _, start, stop in folded.regions for at in range(start, stop)}
    for at in range(len(text)):
        if at not in changed:
            assert folded.original(folded.folded(at), folded.folded(at) + 1)[0] == at


@given(st.text(alphabet="한국북은 노동자를abc", max_size=40))
def test_decomposed_korean_folds_like_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)).text == fold(text).text


@given(texts)
def test_what_is_changed_is_found_as_a_search_from_left_to_right_finds_it(text: str) -> None:
    assert [match.span() for match in _pieces(text)] == [match.span() for match in _PIECE.finditer(text)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＤＰＲＫ", "dprk"),
        ("Workers’ Party", "workers' party"),
        ("“dual‑use”", '"dual use"'),
        ("North  Korea", "north korea"),
        ("North\u00a0Korea", "north korea"),
        ("Nor\u00adth", "north"),
        ("ещё Ёлка", "еще елка"),
        ("oﬃcial", "official"),
        ("Shell™ oil", "shell  oil"),
        ("a – b", "a   b"),
        ("𝐍𝐨𝐫𝐭𝐡", "north"),
        ("İstanbul", "istanbul"),
        ("North\nKorea", "north\nkorea"),
        ("DPRK\ud83d", "dprk\ufffd"),
    ],
)
def test_spellings_are_made_alike(written: str, folded: str) -> None:
    assert fold(written).text == folded
