"""Which way: givers and getters, technology, cooperation, in five languages."""

import pytest

from tests.rules.claiming.reading import ARMS, TECH, claim


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Russia is helping North Korea build a spy satellite.", "to_dprk"),
        ("North Korean scientists trained in nuclear engineering at a Chinese university.", "to_dprk"),
        ("North Korea obtained missile technology from Russia.", "to_dprk"),
        ("North Korean hackers stole submarine designs from a South Korean shipyard.", "to_dprk"),
        ("Hackers linked to North Korea broke into a Russian missile maker and copied its designs.", "to_dprk"),
        ("North Korea sold missile technology to Iran.", "from_dprk"),
        ("North Korean engineers helped Syria build a nuclear reactor.", "from_dprk"),
        ("Iran received missile technology from North Korea.", "from_dprk"),
        ("A Chinese firm exported machine tools to North Korea.", "to_dprk"),
        ("North Korea and Russia signed an agreement on scientific and technical cooperation.", "both"),
        ("North Korea and Russia agreed on closer cooperation in science and on sharing rocket technology.", "both"),
        ("Russia may transfer nuclear submarine technology to Pyongyang.", "to_dprk"),
        ("A Russian was indicted for procuring chips for a North Korean front company.", "to_dprk"),
        ("Firms in Iran and North Korea they believe are providing Russia with missile technology.", "from_dprk"),
        ("Moscow is in talks with North Korea to buy missile technology.", "from_dprk"),
        ("专家认为朝鲜向伊朗提供了导弹技术。", "from_dprk"),
        ("金正恩寻求以弹药换取俄罗斯导弹技术。", "to_dprk"),
        ("ロシアが北朝鮮に衛星技術を供与した。", "to_dprk"),
        ("러시아가 북한에 위성 기술을 이전했다.", "to_dprk"),
        ("북한은 러시아로부터 위성 기술을 지원받았다.", "to_dprk"),
        ("북한 해커가 한국 조선소의 잠수함 설계도를 훔쳤다.", "to_dprk"),
        ("북한이 이란에 미사일 기술을 이전했다.", "from_dprk"),
        ("Россия передала КНДР спутниковые технологии.", "to_dprk"),
        ("КНДР получила от России технологии запуска спутников.", "to_dprk"),
        ("КНДР передала Ирану ракетные технологии.", "from_dprk"),
        ("Северокорейские хакеры украли чертежи подводной лодки.", "to_dprk"),
        ("俄罗斯向朝鲜转让卫星技术。", "to_dprk"),
        ("朝鲜从俄罗斯获得导弹技术。", "to_dprk"),
        ("朝鲜黑客窃取了韩国潜艇设计图。", "to_dprk"),
        ("朝鲜向伊朗转让导弹技术。", "from_dprk"),
        ("中国企业向北韩出口机床等设备和技术。", "to_dprk"),
        ("俄朝签署科技合作协定。", "both"),
        ("北朝鮮はイランにミサイル技術を移転した。", "from_dprk"),
        ("北朝鮮のハッカーが潜水艦の設計図を盗んだ。", "to_dprk"),
    ],
)
def test_the_way_of_technology(text: str, direction: str) -> None:
    assert claim(text, TECH).direction == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Shells made in North Korea were found in Ukraine.", "from_dprk"),
        ("North Korean soldiers are fighting for Russia in Kursk.", "from_dprk"),
        ("Russia has delivered air defence systems to Pyongyang.", "to_dprk"),
        ("The ship carried missiles bound for North Korea.", "to_dprk"),
        ("The ship carried North Korean rockets to Egypt.", "from_dprk"),
        ("Cuban arms were on their way to North Korea.", "to_dprk"),
        ("North Korea imported rifles from China.", "to_dprk"),
        ("Russia and North Korea held a joint military exercise and deepened military cooperation.", "both"),
        ("북한산 포탄이 우크라이나에서 발견됐다.", "from_dprk"),
        ("러시아가 북한으로부터 포탄을 구매했다.", "from_dprk"),
        ("중국인이 북한에 무기를 밀수출했다.", "to_dprk"),
        ("북한군이 쿠르스크에서 싸우고 있다.", "from_dprk"),
        ("Россия закупила снаряды у Северной Кореи.", "from_dprk"),
        ("Россия поставила КНДР системы ПВО.", "to_dprk"),
        ("Солдаты из КНДР воюют в Курской области.", "from_dprk"),
        ("俄罗斯从朝鲜购买炮弹。", "from_dprk"),
        ("伊朗使用朝鲜导弹。", "from_dprk"),
        ("俄罗斯给朝鲜送去防空导弹。", "to_dprk"),
        ("俄軍使用北韓製飛彈攻擊烏克蘭。", "from_dprk"),
        ("ロシアは北朝鮮から砲弾を購入した。", "from_dprk"),
        ("ロシアが北朝鮮に防空ミサイルを供与した。", "to_dprk"),
    ],
)
def test_the_way_of_arms(text: str, direction: str) -> None:
    assert claim(text, ARMS).direction == direction


@pytest.mark.parametrize("text", ["Russia sent shells to North Korea.", "North Korea sold missiles to Iran."])
def test_a_sentence_that_the_classifier_alone_found_is_read_alike(text: str) -> None:
    assert claim(text, rules=False) == claim(text)
