"""Languages by their letters."""

import pytest

from flows.sources.language import language_of, primary


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("The governor of Primorye said that he will go to Pyongyang for the talks.", "", "en"),
        ("북한이 러시아에 노동자를 보냈다고 국정원이 밝혔다.", "en", "ko"),
        ("КНДР направит рабочих в Россию, сообщили в министерстве.", "", "ru"),
        ("КНДР відправить робітників до Росії.", "uk", "uk"),
        ("朝鲜将向俄罗斯派遣劳动者。", "", "zh"),
        ("北朝鮮はロシアに労働者を派遣すると発表した。", "", "ja"),
        ("金正恩総書記がロシアを訪問", "ja", "ja"),
        ("Der Gouverneur reist nach Nordkorea.", "", ""),
        ("Der Gouverneur reist nach Nordkorea.", "de-DE", "de"),
        ("Missile test", "en-us", "en"),
        ("12345", "", ""),
        ("", "ko", "ko"),
    ],
)
def test_the_letters_decide_and_a_declaration_helps(text: str, declared: str, expected: str) -> None:
    assert language_of(text, declared) == expected


@pytest.mark.parametrize(
    ("tag", "expected"), [("en-US", "en"), ("EN_gb", "en"), ("ko", "ko"), ("english", ""), ("", "")]
)
def test_a_tag_is_cut_to_its_language(tag: str, expected: str) -> None:
    assert primary(tag) == expected
