"""To whom something passes is news by itself: no other receiver is ever folded, in no language, alone or remembered."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.domain import Action, Direction, Evidence, SourceType, Status, StoryId, ToldClaim
from flows.scoring.decide import decide
from flows.stories.fingerprint import sketch
from flows.stories.likeness import contradiction
from flows.stories.novelty import novelties
from flows.stories.statements import about, covers, same_claim
from tests.builders import LABOUR, NOON, an_article
from tests.points import blend_by_hand
from tests.views import STORY, a_view, assessed, claim, said

STATES = {
    "en": "Russia China Myanmar Syria Iran India Thailand Poland Indonesia Venezuela Japan Ukraine Zambia Rwanda",
    "ko": "러시아 중국 미얀마 시리아 이란 베트남 태국 폴란드 일본 우크라이나 잠비아 르완다",
    "ru": "Россию Китай Мьянму Сирию Иран Вьетнам Таиланд Польшу Японию Украину Замбию",
    "zh": "俄罗斯 中国 缅甸 叙利亚 伊朗 越南 泰国 波兰 日本 乌克兰 赞比亚",
    "ja": "ロシア 中国 ミャンマー シリア イラン ベトナム インドネシア ポーランド 日本 ウクライナ ザンビア",
}
PAIRS = {key: [f"{one} {other}" for one, other in permutations(names.split(), 2)] for key, names in STATES.items()}
SENDS = {
    "en": [
        "North Korea sells {} to {}, officials say.",
        "Pyongyang has shipped {} to {}.",
        "North Korea plans to send {} into {}.",
    ],
    "ko": ["북한, {1}에 {0} 수출", '국정원 "북한이 {1}에 {0} 500개를 보냈다"'],
    "ru": ["КНДР отправила {} в {}.", "Пхеньян поставляет {} в {}, сообщили чиновники."],
    "zh": ["朝鲜向{1}出口{0}。", "朝鲜向{1}提供了大量{0}，官员说。"],
    "ja": ["北朝鮮が{1}に{0}を輸出した。", "北朝鮮、{1}へ{0}を供与"],
}  # fmt: skip
GOODS = {
    "en": ["artillery shells", "workers"],
    "ko": ["포탄", "로켓"],
    "ru": ["снаряды", "рабочих"],
    "zh": ["炮弹", "导弹"],
    "ja": ["砲弾", "ミサイル"],
}
SWAPPED = [
    ("North Korea sells {0} to {1}.", "{1} sells {0} to North Korea."),
    ("{1} has bought {0} from North Korea.", "North Korea has bought {0} from {1}."),
]


@st.composite
def two_receivers(draw: Callable[..., object]) -> tuple[str, str]:
    """The same sentence with two different receivers."""
    language = str(draw(st.sampled_from(sorted(SENDS))))
    form, goods = str(draw(st.sampled_from(SENDS[language]))), str(draw(st.sampled_from(GOODS[language])))
    one, other = str(draw(st.sampled_from(PAIRS[language]))).split()
    return form.format(goods, one), form.format(goods, other)


def decided(before: str, now: Evidence, *, elsewhere: bool) -> Action:
    """What is done about a sentence when readers know another, of this story or of another one."""
    told = ToldClaim(STORY, LABOUR, now.claim, before, NOON)
    view = a_view([an_article("a")], [assessed("a", now)], told=[] if elsewhere else [told])
    if elsewhere:
        view = replace(view, known=(replace(told, story=StoryId("other")),))
    (decision,) = decide(view, novelties(view), blend_by_hand())
    return decision.action


@settings(max_examples=150, deadline=None)
@given(two_receivers(), st.sampled_from(list(SourceType)), st.sampled_from([Status.OCCURRED, Status.PLANNED]))
def test_another_receiver_is_never_folded(pair: tuple[str, str], source: SourceType, status: Status) -> None:
    first, second = pair
    same = replace(claim(status, source, ""), direction=Direction.FROM_DPRK)
    assert decided(first, said(second, same), elsewhere=False) is Action.UPDATE
    assert decided(first, said(second, same), elsewhere=True) is Action.ALERT


@settings(max_examples=150, deadline=None)
@given(two_receivers(), st.booleans())
def test_another_receiver_is_another_claim_wherever_it_stands(pair: tuple[str, str], lead: bool) -> None:
    first, second = pair
    evidence = replace(said(second), start=0 if lead else 5000, end=5000 + len(second))
    told = ToldClaim(STORY, LABOUR, evidence.claim, first, NOON)
    assert not same_claim(evidence, first, told.claim)
    assert not covers(told, evidence)
    assert not about(second, evidence.claim, first, told.claim)


@settings(max_examples=100, deadline=None)
@given(two_receivers())
def test_reports_of_other_receivers_are_no_one_event(pair: tuple[str, str]) -> None:
    one, other = (sketch(an_article(title=text, text="")) for text in pair)
    assert contradiction(one, other)


@pytest.mark.parametrize("state", STATES["en"].split())
@pytest.mark.parametrize("forms", SWAPPED)
def test_seller_and_buyer_swapped_are_never_folded(forms: tuple[str, str], state: str) -> None:
    first, second = (form.format("artillery shells", state) for form in forms)
    for before, now in ((first, second), (second, first)):
        same = replace(claim(Status.OCCURRED, SourceType.GOVERNMENT, ""), direction=Direction.UNCLEAR)
        assert decided(before, said(now, same), elsewhere=False) is Action.UPDATE
        assert decided(before, said(now, same), elsewhere=True) is Action.ALERT
        assert contradiction(*(sketch(an_article(title=text, text="")) for text in (before, now)))


def test_the_same_receiver_in_other_words_is_still_folded() -> None:
    one, other = (
        "North Korea sends 500 workers to Russia.",
        "North Korea sends 500 workers to the Russian city of Perm.",
    )
    assert decided(other, said(one), elsewhere=False) is Action.FOLD
