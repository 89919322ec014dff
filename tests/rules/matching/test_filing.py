"""What needs certain lists is found by them, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from rules.language.bits import bits_of, numbers_of
from rules.matching.filing import Filing

some_lists = st.sets(st.integers(0, 9), min_size=1, max_size=5)


@given(st.lists(some_lists, max_size=20), st.sets(st.integers(0, 9)))
def test_exactly_that_is_found_whose_lists_are_all_hit(ways: list[set[int]], hit: set[int]) -> None:
    filing = Filing((bits_of(way), number) for number, way in enumerate(ways))
    assert sorted(filing.found(bits_of(hit))) == [number for number, way in enumerate(ways) if way <= hit]
    assert set(numbers_of(filing.needs)) == set().union(*ways)


def test_numbers_and_bits_are_the_same_set() -> None:
    assert bits_of([3, 0, 3]) == 0b1001
    assert numbers_of(0b1001) == [0, 3]
    assert numbers_of(0) == []
