"""One thing given for another: the price goes against the goods."""

import pytest

from tests.rules.claiming.reading import ARMS, TECH, claim, headline


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("North Korea sent shells to Russia in exchange for satellite technology.", "to_dprk"),
        ("In return for shells from North Korea, Russia provided satellite technology.", "to_dprk"),
        ("북한은 포탄을 보낸 대가로 러시아에서 위성 기술을 받았다.", "to_dprk"),
        ("朝鲜以炮弹换取俄罗斯的卫星技术。", "to_dprk"),
    ],
)
def test_technology_paid_for_arms_goes_against_them(text: str, direction: str) -> None:
    assert claim(text, TECH).direction == direction


def test_arms_paid_for_arms_go_both_ways() -> None:
    assert claim("North Korea sends shells to Russia in exchange for air defence missiles.", ARMS).direction == "both"


def test_arms_and_technology_in_one_exchange_go_opposite_ways() -> None:
    title = "North Korea sends Russia shells in exchange for satellite technology"
    assert headline(title, theme=ARMS).direction == "from_dprk"
    assert headline(title, theme=TECH).direction == "to_dprk"
