"""Who says so, told by the sentences around: pronouns, surnames, quotations, transcripts, headlines and short items."""

import pytest

from tests.rules.claiming.reading import LABOUR, TECH, article, claim, claim_with, headline


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The NIS said the trains ran at night. It added that North Korea shipped shells to Russia.", "intelligence"),
        ("The analyst spoke on Monday. “The trade goes on,” he said. “North Korea sends shells to Russia.”", "expert"),
        (
            "“We know,” the Pentagon’s spokesman said. “Trains run. North Korea sends shells to Russia. So it is.”",
            "government",
        ),
        ("국정원은 열차가 오갔다고 밝혔다. 이어 북한이 러시아에 포탄을 보냈다고 덧붙였다.", "intelligence"),
        ("Песков выступил в понедельник. По его словам, Россия не получала оружия от КНДР.", "russia"),
        ("Губернатор Кожемяко дал интервью. Он добавил, что рабочие из КНДР приедут в Россию.", "russia"),
        ("白宫发言人举行记者会。他还说，朝鲜向俄罗斯提供了炮弹。", "government"),
        ("驻韩美军司令保罗·拉卡梅拉出席听证会。拉卡梅拉说，朝鲜向俄罗斯提供了炮弹。", "government"),
        ("韓国の情報機関は会見した。同機関は北朝鮮がロシアに砲弾を供与したと述べた。", "intelligence"),
        ("Премьер-министр Иванов выступил. Иванов заявил, что КНДР поставила России снаряды.", "russia"),
    ],
)
def test_the_speaker_is_carried_over_the_border_of_sentences(text: str, source: str) -> None:
    theme = LABOUR if "рабочие" in text else "arms_transfer"
    title = "Оружие" if "КНДР" in text else "Trains"
    found = claim_with("sends shells", text, title=title) if "sends shells" in text else claim(text, theme, title)
    assert found.source == source


def test_a_sentence_that_only_says_who_said_so_gives_the_sentence_before_its_source() -> None:
    text = "КНДР отправила в Россию снаряды. Об этом в понедельник сообщил представитель Белого дома."
    assert claim_with("отправила", text, title="КНДР").source == "government"


def test_the_source_of_a_text_is_that_of_its_good_sentences() -> None:
    told = article("A night in May", "The Pentagon said North Korea shipped shells to Russia.")
    assert told is not None
    assert told.source == "government"


def test_technology_has_its_own_speaker_in_the_same_text() -> None:
    arms = "Analysts say North Korea sends shells to Russia."
    technology = "Seoul's spy agency said Russia gave North Korea satellite technology."
    assert claim(f"{arms} {technology}", TECH).source == "intelligence"


def test_a_quotation_that_is_opened_again_in_each_paragraph_has_one_speaker() -> None:
    text = (
        '“The trains run at night. “They carry shells," Senator Ed Doe said in a statement. '
        "“North Korea sends shells to Russia. “It must stop.”"
    )
    assert claim_with("sends shells", text, title="Trains").source == "government"


@pytest.mark.parametrize(
    "text",
    [
        "Q Why does nobody act, since North Korea sent shells to Russia?",
        "What will you do now that North Korea sent shells to Russia?",
        "North Korea sent shells to Russia.",
    ],
)
def test_a_transcript_is_the_claim_of_whoever_publishes_it_with_its_questions(text: str) -> None:
    assert claim(text, title="Press Briefing by the Press Secretary on North Korea").source == "government"


def test_the_first_sentences_under_a_headline_have_its_source() -> None:
    assert claim("North Korea ships shells to Russia.", title="FBI warns of North Korea").source == "government"


def test_a_headline_that_names_only_a_state_has_the_service_of_its_lead() -> None:
    lead = "North Korea ships shells to Russia, South Korea's spy agency told lawmakers."
    assert headline("Seoul says North Korea ships shells", lead).source == "intelligence"


def test_a_short_item_is_the_report_of_one_source_and_a_long_text_is_not() -> None:
    told = "The Pentagon said the trains ran at night."
    more = "North Korea sends shells to Russia."
    filler = " ".join(f"The port has {n} cranes." for n in range(2, 12))
    assert claim(f"{told} {more}", title="Trains").source == "government"
    assert claim(f"{filler} {told} {more}", title="Trains").source == "outlet"


def test_what_pyongyang_says_of_something_else_is_no_source_of_the_headline() -> None:
    title = "North Korea ships shells to Russia"
    assert headline(title, "Kim visited a farm, state media said.").source == "outlet"
    assert headline(title, "North Korea ships shells to Russia, state media said.").source == "dprk"
