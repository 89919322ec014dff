"""Tests of flows.stories.origins."""

from dataclasses import replace

import pytest

from flows.domain import Claim, SourceType
from flows.stories.origins import origins, publisher
from tests.builders import an_article
from tests.seeds import seed_articles
from tests.views import assessed, claim, said

NIS = claim(source=SourceType.INTELLIGENCE, speaker="the National Intelligence Service")


def article_of(outlet: str, text: str, ident: str = "a") -> tuple[str, ...]:
    return origins([an_article(ident, "", text, outlet=outlet)])


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Seoul, Dec 13 (EFE).- Workers left.", "EFE"),
        ("(Reuters) - Workers left.", "Reuters"),
        ("Workers left, according to Yonhap.", "Yonhap"),
        ("Workers left.\nSource: Donga", "Donga"),
        ("노동자 파견\n(연합뉴스)", "Yonhap"),
        ("Workers left, citing the Associated Press.", "AP"),
    ],
)
def test_a_by_line_or_credit_names_the_origin(text: str, agency: str) -> None:
    assert article_of("Example Times", text) == (agency,)


def test_an_agency_in_passing_is_no_credit() -> None:
    assert article_of("Example Times", "He once worked for Reuters in Moscow before the war.") == ("Example Times",)


def test_outlets_that_print_one_agency_are_one_origin() -> None:
    members = [an_article(i, "", f"{i} (Reuters) - Workers left.", outlet=f"Paper {i}") for i in "abc"]
    assert origins(members) == ("Reuters",)


def test_the_institution_a_claim_is_put_to_is_the_origin_whoever_prints_it() -> None:
    members = [an_article("a", outlet="Herald"), an_article("b", text="(EFE) Text.", outlet="EFE")]
    assessments = [assessed("a", said("Workers may go.", NIS)), assessed("b", said("The NIS said so.", NIS))]
    assert origins(members, assessments) == ("NIS",)


def test_an_institution_named_in_the_outlets_own_voice_is_no_origin() -> None:
    own = Claim(NIS.status, SourceType.OUTLET, "", NIS.direction)
    assert origins([an_article("a", outlet="Herald")], [assessed("a", said("The NIS moved house.", own))]) == (
        "Herald",
    )


def test_reports_with_the_same_long_quotation_have_one_origin() -> None:
    quotation = "“we will elevate the cooperation of our regions to a higher level”"
    members = [
        an_article("a", "", f"The governor said {quotation} at noon.", outlet="Herald"),
        an_article("b", "", f"In other words: {quotation}, he told people.", outlet="Tribune"),
    ]
    assert origins(members) == ("Herald",)


def test_a_short_quotation_is_shared_by_chance() -> None:
    members = [
        an_article("a", "", "The governor spoke of “a very friendly atmosphere” at noon.", outlet="Herald"),
        an_article("b", "", "There was “a very friendly atmosphere”, both envoys said.", outlet="Tribune"),
    ]
    assert len(origins(members)) == 2


def test_a_copy_has_the_origin_of_what_it_copies() -> None:
    first = seed_articles()[0]
    copied = an_article("copy", "", first.text, outlet="Mirror")
    assert origins([first, copied]) == origins([first])


def test_papers_of_one_family_are_one_origin() -> None:
    members = [
        an_article("a", "", "One text.", outlet="NY Post", url="https://nypost.com/a"),
        an_article("b", "", "Other words.", outlet="WSJ", url="https://www.wsj.com/b"),
    ]
    assert origins(members) == ("News Corp",)


def test_a_publisher_without_a_name_is_known_by_its_host() -> None:
    assert publisher(an_article(outlet="", url="https://www.paper.example/x")) == "paper.example"


def test_a_hostile_address_does_not_pass_for_a_known_publisher() -> None:
    assert publisher(an_article(outlet="", url="https://notwsj.com/x")) == "notwsj.com"


def test_an_address_that_is_none_does_no_harm() -> None:
    assert publisher(an_article(outlet="Herald", url="http://[::1")) == "Herald"


def test_no_members_have_no_origin() -> None:
    assert origins([]) == ()


@pytest.mark.parametrize(
    ("title", "text", "origin"),
    [
        ("Kim inspects photos - KCNA", "", "KCNA"),
        (
            "Shells went to Russia: spy agency",
            "North Korea sent shells, according to the National Intelligence Service.",
            "NIS",
        ),
        ("Kim visits plant", "Kim toured a plant, according to North Korean state media.", "KCNA"),
        ("Workers left", "Workers left on Monday, an official told Yonhap.", "Yonhap"),
    ],
)
def test_the_source_that_a_report_gives_is_its_origin(title: str, text: str, origin: str) -> None:
    assert origins([an_article("a", title, text, outlet="Herald")]) == (origin,)


def test_nine_outlets_with_two_origins_have_two() -> None:
    kcna = [
        an_article(f"k{n}", f"Kim praises crew {n}", f"Report {n}, KCNA said.\nSource: KCNA", outlet=f"K{n}")
        for n in range(5)
    ]
    nis = [
        an_article(f"n{n}", f"Crew was helped {n}", f"Told {n} times, according to the NIS.", outlet=f"N{n}")
        for n in range(4)
    ]
    assert origins([*kcna[:1], *nis, *kcna[1:]]) == ("KCNA", "NIS")


def test_state_media_are_their_own_origin() -> None:
    assert origins([an_article("a", "Shoigu arrives", "He came.", outlet="tass.com", url="https://tass.com/x")]) == (
        "TASS",
    )


def test_papers_and_agency_of_one_state_are_one_origin() -> None:
    members = [
        an_article("a", "Kim praises crew", "", outlet="KCNA", url="https://kcna.kp/a"),
        an_article("b", "Crew praised by Kim", "", outlet="Rodong", url="https://rodong.rep.kp/b"),
    ]
    assert origins(members) == ("KCNA",)


def test_what_the_us_says_has_its_origin_there_and_not_in_the_paper_that_prints_it() -> None:
    white_house = claim(source=SourceType.GOVERNMENT, speaker="White House")
    us = claim(source=SourceType.GOVERNMENT, speaker="US")
    members = [an_article("a", outlet="reuters.com"), an_article("b", outlet="bbc.com")]
    assessments = [assessed("a", said("Arms were shipped.", white_house)), assessed("b", said("Arms came.", us))]
    assert origins(members, assessments) == ("White House",)


def test_every_government_that_is_quoted_is_an_origin_also_beside_an_institution() -> None:
    moscow = claim(source=SourceType.RUSSIA, speaker="Kozhemyako")
    member = an_article("a", outlet="Herald")
    both = assessed("a", said("Workers may go.", NIS), said("The NIS is wrong, Kozhemyako said.", moscow))
    assert origins([member], [both]) == ("NIS", "Russian government")


def test_a_file_whose_publisher_nobody_knows_has_no_origin() -> None:
    assert origins([replace(an_article("a", outlet=""), url="")]) == ()
