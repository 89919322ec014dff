"""Tests of flows.stories.voices."""

import pytest

from flows.domain import Claim, Direction, SourceType, Status
from flows.stories.voices import independent, is_same_voice, voices


def a_claim(source: SourceType, speaker: str, status: Status = Status.OCCURRED) -> Claim:
    return Claim(status, source, speaker, Direction.FROM_DPRK)


@pytest.mark.parametrize(
    ("source", "speaker", "expected"),
    [
        (SourceType.INTELLIGENCE, "South Korea's spy agency", ["NIS"]),
        (SourceType.INTELLIGENCE, "국정원", ["NIS"]),
        (SourceType.GOVERNMENT, "American authorities", ["US government"]),
        (SourceType.GOVERNMENT, "Seoul and Washington", ["South Korean government", "US government"]),
        (SourceType.RUSSIA, "Kozhemyako", ["Russian government"]),
        (SourceType.RUSSIA, "", ["Russian government"]),
        (SourceType.UN, "groups of experts", ["UN Panel of Experts"]),
        (SourceType.GOVERNMENT, "officials in Freedonia", ["officials in Freedonia"]),
        (SourceType.INTELLIGENCE, "", ["intelligence service"]),
        (SourceType.EXPERT, "analysts", []),
        (SourceType.OUTLET, "", []),
    ],
)
def test_who_stands_behind_a_claim(source: SourceType, speaker: str, expected: list[str]) -> None:
    assert [voice.name for voice in voices(a_claim(source, speaker), "Workers left.")] == expected


def test_who_is_not_named_by_the_speaker_may_be_named_by_the_sentence() -> None:
    (voice,) = voices(a_claim(SourceType.INTELLIGENCE, "the agency"), "Workers left, the agency, the NIS, said.")
    assert voice.name == "NIS"


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        (["US", "White House"], ("White House",)),
        (["White House", "State Department"], ("White House",)),
        (["South Korea", "the NIS", "the Joint Chiefs"], ("NIS", "ROK Joint Chiefs of Staff")),
        (["Seoul", "Washington"], ("South Korean government", "US government")),
    ],
)
def test_a_government_in_general_is_no_further_voice_beside_its_institutions(
    speakers: list[str], expected: tuple[str, ...]
) -> None:
    found = [voice for speaker in speakers for voice in voices(a_claim(SourceType.GOVERNMENT, speaker), "")]
    assert independent(tuple(found)) == expected


def test_the_spy_agency_is_the_one_that_is_named_elsewhere() -> None:
    found = [voice for name in ("spy agency", "NIS") for voice in voices(a_claim(SourceType.INTELLIGENCE, name), "")]
    assert independent(tuple(found)) == ("NIS",)


def test_a_government_takes_back_what_one_of_its_offices_said() -> None:
    said, denied = a_claim(SourceType.GOVERNMENT, "US"), a_claim(SourceType.GOVERNMENT, "White House", Status.DENIED)
    assert is_same_voice(denied, "", said, "")
    assert not is_same_voice(a_claim(SourceType.RUSSIA, "Kremlin", Status.DENIED), "", said, "")
