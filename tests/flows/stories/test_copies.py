"""Tests of flows.stories.copies."""

from flows.stories.copies import HASHES, SHINGLE, contained, shared, signature

WORDS = [f"word{number}" for number in range(200)]


def test_the_estimate_is_near_the_true_share() -> None:
    half = WORDS[:100] + [f"other{number}" for number in range(100)]
    # 97 of 297 shingles; one in six hundred estimates is further off than three standard errors.
    assert abs(shared(signature(WORDS), signature(half)) - 97 / 297) < 3 / HASHES**0.5 / 2


def test_the_same_words_share_everything() -> None:
    assert shared(signature(WORDS), signature(list(WORDS))) == 1.0


def test_a_text_of_few_words_has_no_signature() -> None:
    assert signature(WORDS[: 3 * SHINGLE - 1]) == ()
    assert len(signature(WORDS[: 3 * SHINGLE])) == HASHES


def test_a_beginning_is_contained_in_the_whole() -> None:
    whole, beginning = WORDS[:40], WORDS[:16]
    assert contained(signature(beginning), signature(whole), 16, 40) > 0.75
    assert contained(signature(whole), signature(beginning), 40, 16) > 0.75
    assert contained(signature(WORDS[50:66]), signature(whole), 16, 40) == 0.0


def test_a_text_without_signature_shares_nothing() -> None:
    assert shared((), signature(WORDS)) == shared((), ()) == 0.0
