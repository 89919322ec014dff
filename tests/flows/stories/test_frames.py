"""Tests of flows.stories.frames."""

import pytest

from flows.stories.frames import Frame, frame
from flows.stories.words import fold


@pytest.mark.parametrize(
    ("headline", "act", "subjects"),
    [
        ("North Korea scraps pact with Seoul", "end", ("dprk",)),
        ("Seoul suspends part of pact", "end", ("rok",)),
        ("South Korea says Russian help likely enabled the launch", "help", ("russia",)),
        ("North Korea says it tested new engines", "test", ("dprk",)),
        ("North Korea sent shells to Russia, Seoul says", "supply", ("dprk",)),
        ("North Korea sends shells to Russia: spy agency", "supply", ("dprk",)),
        ("North Korea vows response to US threats -KCNA", "vow", ("dprk",)),
        ("Explainer: Why North Korea closes embassies", "close", ("dprk",)),
        ("US, Japan and South Korea denounce transfer", "condemn", ("usa", "japan", "rok")),
        ("Russia likely being supplied with missiles from North Korea", "supply", ()),
        ("A festival of accordions in Wonsan", "", ()),
        ("", "", ()),
    ],
)
def test_a_headline_says_who_does_what(headline: str, act: str, subjects: tuple[str, ...]) -> None:
    found = frame(fold(headline))
    assert (found.act, found.subjects) == (act, subjects)


def test_states_after_the_act_are_its_objects() -> None:
    assert frame(fold("North Korea notifies Japan of launch")) == Frame("notify", ("dprk",), ("japan",))


def test_a_hostile_headline_takes_no_time() -> None:
    assert frame(fold("says that " * 50)) == Frame()
