"""The language of a sentence is read off its script."""

import pytest

from rules.text.scripts import is_japanese, sentence_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("North Korea sent workers.", "en"),
        ("Nordkorea schickt Arbeiter über die Grenze", "en"),
        ("북한 KOMID는 러시아에 무기를", "ko"),
        ("КНДР (DPRK) отправила рабочих", "ru"),
        ("朝鲜向俄罗斯派遣工人", "zh"),
        ("北朝鮮はロシアに労働者を派遣", "ja"),
        ("North Korea (북한) sent workers (노동자) abroad again", "en"),
        ("日本游戏公司の产品在中国市场受到欢迎并且销售量增加", "zh"),
        ("1,000", "en"),
    ],
)
def test_the_script_decides(text: str, language: str) -> None:
    assert sentence_language(text) == language


def test_han_alone_is_japanese_in_a_japanese_document() -> None:
    assert sentence_language("北朝鮮、露派遣", japanese=True) == "ja"
    assert sentence_language("北朝鮮、露派遣") == "zh"
    assert is_japanese("北朝鮮は")
    assert not is_japanese("朝鲜")
