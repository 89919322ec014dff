"""Small sets of numbers as the bits of one number: unions and comparisons cost a single operation."""

from collections.abc import Iterable


def bits_of(numbers: Iterable[int]) -> int:
    """Numbers as bits."""
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


def numbers_of(bits: int) -> list[int]:
    """The numbers whose bits are set, in order."""
    return [number for number in range(bits.bit_length()) if bits >> number & 1]
