"""Claims: status, source, speaker and direction of sentences, read with the shipped pack."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rules.claims import strongest
from rules.engine import Scan
from rules.rule import Claim
from tests.rules.claiming.reading import ARMS, LABOUR, TECH, Text, claim, scan, workshop

SEEDS = Path(__file__).parents[2] / "seeds"


def claim_of(scanned: Scan, words: str, theme: str) -> Claim:
    """The claim of the sentence that holds these words."""
    index = next(i for i, s in enumerate(scanned.sentences) if words in s.text)
    hits = [h for h in scanned.sentences[index].hits if h.theme == theme]
    return workshop()[1].read(scanned, index, theme, hits)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("North Korea shipped artillery shells to Russia.", "occurred"),
        ("North Korea allegedly shipped artillery shells to Russia.", "occurred"),
        ("North Korea reportedly sent missiles to Syria.", "occurred"),
        ("The United States accused North Korea of secretly supplying Russia with artillery shells.", "occurred"),
        ("In May North Korea sold ammunition to Russia.", "occurred"),
        ("North Korea boasts of its military might and sold rockets to Iran.", "occurred"),
        ("Officials could not say when North Korea delivered the shells to Russia.", "occurred"),
        ("North Korea is believed to have supplied missiles to Iran.", "possible"),
        ("Seoul believes North Korea has sent artillery shells to Russia.", "possible"),
        ("North Korea may send more artillery shells to Russia.", "possible"),
        ("North Korea appears to have delivered missiles to Russia.", "possible"),
        ("There are fears that North Korea could sell missiles to Iran.", "possible"),
        ("North Korea plans to send artillery shells to Russia.", "planned"),
        ("North Korea will supply ammunition to Russia.", "planned"),
        ("Russia is in talks to buy artillery shells from North Korea.", "planned"),
        ("Russia wants to buy rockets from North Korea.", "planned"),
        ("North Korea denies selling weapons to Russia.", "denied"),
        ("North Korea has not supplied weapons to Russia, the ministry said.", "denied"),
        ("There is no evidence that North Korea sold missiles to Iran.", "denied"),
        ("The Kremlin dismissed reports that North Korea had sent shells to Russia.", "denied"),
        ("국정원은 북한이 러시아에 포탄을 보냈다고 밝혔다.", "occurred"),
        ("북한이 러시아에 포탄을 보냈을 가능성이 있다.", "possible"),
        ("북한이 러시아에 무기를 수출할 계획이다.", "planned"),
        ("북한은 러시아에 무기를 수출했다는 주장을 부인했다.", "denied"),
        ("북한은 러시아에 무기를 수출하지 않는다.", "denied"),
        ("북한은 러시아에 무기를 수출한 적이 없다.", "denied"),
        ("북한이 러시아에 포탄을 보냈지만 규모는 밝히지 않았다.", "occurred"),
        ("КНДР не поставляет оружие.", "denied"),
        ("Россия не получала ракет от КНДР.", "denied"),
        ("КНДР не только поставляет оружие России, но и отправляет солдат.", "occurred"),
        ("朝鲜不向俄罗斯提供武器。", "denied"),
        ("КНДР поставила России артиллерийские снаряды.", "occurred"),
        ("КНДР, вероятно, поставила России артиллерийские снаряды.", "possible"),
        ("КНДР планирует поставить России снаряды.", "planned"),
        ("КНДР опровергла поставки оружия России.", "denied"),
        ("朝鲜向俄罗斯提供了炮弹。", "occurred"),
        ("朝鲜可能向俄罗斯提供炮弹。", "possible"),
        ("朝鲜计划向俄罗斯出口武器。", "planned"),
        ("朝鲜否认向俄罗斯出口武器。", "denied"),
        ("北朝鮮がロシアに砲弾を供与した。", "occurred"),
        ("北朝鮮がロシアに砲弾を供与したとみられる。", "possible"),
        ("北朝鮮はロシアへの武器輸出を否定した。", "denied"),
    ],
)
def test_the_status_is_that_of_the_act(text: str, status: str) -> None:
    assert claim(text).status == status


def test_a_question_in_a_headline_asserts_nothing() -> None:
    scanned = scan("", title="Is North Korea sending artillery shells to Russia?")
    assert claim_of(scanned, "sending", ARMS).status == "possible"


def test_a_headline_in_the_infinitive_is_a_plan() -> None:
    scanned = scan("", title="North Korea to send artillery shells to Russia")
    assert claim_of(scanned, "to send", ARMS).status == "planned"


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        (
            "South Korea's spy agency said North Korea sent shells to Russia.",
            "intelligence",
            "South Korea's spy agency",
        ),
        ("Yonhap quoted the NIS as saying North Korea sent shells to Russia.", "intelligence", "NIS"),
        ("Experts say North Korea sent missiles to Russia.", "expert", "Experts"),
        ("North Korea sent missiles to Russia, according to analysts.", "expert", "analysts"),
        ("The Panel of Experts reported that North Korea sold arms to Syria.", "un", "Panel of Experts"),
        ("KCNA said North Korea would send weapons to Russia.", "dprk", "KCNA"),
        ("The Kremlin said North Korea had sold no shells to Russia.", "russia", "Kremlin"),
        ("The Russian ambassador said North Korea would send arms to Russia.", "russia", "Russian ambassador"),
        ("China's foreign ministry said it knew of no arms sent to North Korea.", "china", "China's foreign ministry"),
        ("The White House said North Korea shipped arms to Russia.", "government", "White House"),
        ("Seoul and Washington accuse North Korea of sending shells.", "government", "Seoul and Washington"),
        ("Reuters reported that North Korea sold missiles to Iran.", "media", "Reuters"),
        ("North Korea sold missiles to Iran, sources said.", "media", "sources"),
        ("North Korea reportedly sold missiles to Iran.", "media", "reportedly"),
        ("North Korea sold missiles to Iran.", "outlet", ""),
        ("Russian workers told nobody that North Korea sold missiles to Iran.", "outlet", ""),
        ("Police arrested a man who was charged with selling North Korea missile parts.", "government", "Police"),
        ("국정원은 북한이 러시아에 포탄을 보냈다고 밝혔다.", "intelligence", "국정원"),
        ("МИД России заявил, что КНДР не поставляла оружие.", "russia", "МИД России"),
        ("朝中社报道，朝鲜向俄罗斯提供武器。", "dprk", "朝中社"),
        ("КНДР поставила России снаряды, заявил Песков.", "russia", "Песков"),
        ("«КНДР поставила России снаряды», — сообщил журналистам Песков.", "russia", "Песков"),
        ("Как заявил Песков, КНДР поставила России снаряды.", "russia", "Песков"),
        ("Песков, отвечая на вопрос, заявил, что разведка КНДР поставила снаряды.", "russia", "Песков"),
        ("국정원은 북한이 러시아에 포탄을 보냈다고 국회에 보고했다.", "intelligence", "국정원"),
        ("자유아시아방송은 소식통을 인용해 북한 노동자가 중국에 파견됐다고 보도했다.", "media", "소식통"),
        ("전문가들은 러시아가 북한에 무기를 제공했다고 분석했다.", "expert", "전문가"),
        ("Песков заявил, что Россия не получала оружие из КНДР.", "russia", "Песков"),
        ("据韩联社报道，韩国国家情报院表示，朝鲜向俄罗斯提供了炮弹。", "intelligence", "韩国国家情报院"),
        ("中国外交部发言人毛宁否认向朝鲜出口武器。", "china", "毛宁"),
        ("ウクライナ国防省の当局者は、北朝鮮が砲弾を供与したと述べた。", "government", "ウクライナ国防省の当局者"),
        ("The official, who would not be named, said North Korea sold shells.", "government", "official"),
        ('"We have sold no shells," the spokesman said of North Korea.', "government", "spokesman"),
    ],
)
def test_the_source_is_whoever_the_claim_goes_back_to(text: str, source: str, speaker: str) -> None:
    found = claim(text)
    assert (found.source, found.speaker) == (source, speaker)


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Syria took rockets from Pyongyang's depots, US says", "government"),
        ("Seoul: North sent shells to Russia for war", "government"),
        ("Pyongyang Denies U.S. Report of Rocket Exports to Syria", "dprk"),
        ("North Korea supplying rockets to Russia: White House", "government"),
        ("North Korea sends arms to Russia, experts say", "expert"),
        ('국정원 "북한, 러시아에 포탄 보내"', "intelligence"),
    ],
)
def test_a_headline_names_its_source_at_either_end(title: str, source: str) -> None:
    scanned = scan("North Korea.", title=title)
    assert claim_of(scanned, scanned.sentences[0].text, ARMS).source == source


def test_a_headline_without_a_source_has_that_of_the_lead() -> None:
    scanned = scan("The Pentagon said on Monday that it saw the trains.", title="North Korea ships shells to Russia")
    assert claim_of(scanned, "ships shells", ARMS).source == "government"


@pytest.mark.parametrize("opening", ["It added that", "The agency also said", "They also believe that"])
def test_a_pronoun_takes_the_speaker_of_the_sentence_before(opening: str) -> None:
    before = "South Korea's spy agency said North Korea held talks with Russia."
    found = claim(f"{before} {opening} North Korea sent shells to Russia.")
    assert (found.source, found.speaker) == ("intelligence", "South Korea's spy agency")


def test_a_bare_name_is_the_person_introduced_before() -> None:
    text = "Jane Doe, a researcher at a college, studies trade. North Korea sold missiles to Iran, Doe said."
    assert claim(text).source == "expert"


@pytest.mark.parametrize(
    ("publisher", "source"),
    [
        ("38 North", "expert"),
        ("csis.org", "expert"),
        ("Policy paper", "expert"),
        ("White House", "government"),
        ("justice.gov", "government"),
        ("UN Panel of Experts", "un"),
        ("KCNA", "dprk"),
        ("kremlin.ru", "russia"),
        ("The Evening Post", "outlet"),
        ("Google News", "outlet"),
    ],
)
def test_what_a_publisher_writes_itself_is_its_own_claim_unless_it_is_a_medium(publisher: str, source: str) -> None:
    scanned = scan("North Korea sent missiles to Russia.")
    engine, reader = workshop()
    assert reader.read(scanned, 1, ARMS, scanned.sentences[1].hits, engine.terms(publisher)).source == source


def test_whom_a_publisher_quotes_is_the_source_and_not_the_publisher() -> None:
    scanned = scan("North Korea sent missiles to Russia, the Pentagon said.")
    engine, reader = workshop()
    assert reader.read(scanned, 1, ARMS, scanned.sentences[1].hits, engine.terms("38 North")).source == "government"


@pytest.mark.parametrize(
    ("text", "theme", "direction"),
    [
        ("Officials discussed the shells and North Korea.", ARMS, "from_dprk"),
        ("Officials discussed Pantsir batteries and North Korea.", ARMS, "to_dprk"),
        ("Officials discussed rocket technology and North Korea.", TECH, "to_dprk"),
        ("Officials discussed rocket technology, Syria and North Korea.", TECH, "from_dprk"),
    ],
)
def test_where_no_word_tells_the_way_what_is_named_and_what_is_usual_decide(
    text: str, theme: str, direction: str
) -> None:
    assert claim(text, theme, rules=False).direction == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("North Korea sent artillery shells to Russia.", "from_dprk"),
        ("Russia bought artillery shells from North Korea.", "from_dprk"),
        ("Russia received North Korean missiles.", "from_dprk"),
        ("Russia sent air defence missiles to North Korea.", "to_dprk"),
        ("North Korea bought fighter jets from Russia.", "to_dprk"),
        ("North Korea and Russia expand military cooperation.", "both"),
        ("북한이 러시아에 포탄을 보냈다.", "from_dprk"),
        ("러시아가 북한에 미사일을 제공했다.", "to_dprk"),
        ("КНДР получила ракеты из России.", "to_dprk"),
        ("朝鲜向俄罗斯提供了炮弹。", "from_dprk"),
        ("俄罗斯向朝鲜提供导弹。", "to_dprk"),
        ("北朝鮮がロシアに砲弾を供与した。", "from_dprk"),
    ],
)
def test_the_direction_is_seen_from_the_dprk(text: str, direction: str) -> None:
    assert claim(text).direction == direction


def test_labour_always_leaves_the_dprk() -> None:
    assert claim("Russia wants to get North Korean workers.", LABOUR).direction == "from_dprk"


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("The resolution bans arms sales to North Korea.", True),
        ("UN sanctions prohibit member states from sending weapons to North Korea.", True),
        ("Russia sent weapons to North Korea in violation of the arms embargo.", False),
        ("Experts said Russia may hire North Korean workers, something prohibited under sanctions.", False),
        ("North Korea sent shells to Russia.", False),
    ],
)
def test_a_rule_is_no_evidence_but_its_breach_is(text: str, norm: bool) -> None:
    scanned = scan(text)
    assert workshop()[1].is_norm(scanned, len(scanned.sentences) - 1) is norm


def seed_claims() -> list[dict[str, Any]]:
    claims: list[dict[str, Any]] = json.loads((SEEDS / "expected.json").read_text(encoding="utf-8"))["claims"]
    return claims


@cache
def seed(name: str) -> Scan:
    text = (SEEDS / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    return workshop()[0].scan(Text("", text))


@pytest.mark.parametrize("expected", seed_claims(), ids=lambda c: f"{c['article'][:3]}-{c['quote'][:30]}")
def test_a_claim_of_the_seeds_is_read_as_an_analyst_reads_it(expected: dict[str, Any]) -> None:
    found = claim_of(seed(expected["article"]), expected["quote"], expected["theme"])
    assert found.status in expected["status"]
    assert found.source in expected["source"]


def test_a_headline_that_is_evidence_speaks_for_its_text() -> None:
    denial = Claim("denied", "dprk", "Pyongyang", "from_dprk")
    accusation = Claim("occurred", "government", "US", "from_dprk")
    assert strongest([(denial, 0.6, True), (accusation, 0.9, False)]) == denial


def test_without_a_headline_the_strongest_of_the_good_sentences_speaks() -> None:
    weak = Claim("occurred", "outlet", "", "from_dprk")
    plan = Claim("planned", "russia", "Kremlin", "from_dprk")
    unnamed = Claim("planned", "outlet", "", "from_dprk")
    assert strongest([(weak, 0.3, False), (unnamed, 0.9, False), (plan, 0.8, False)]) == plan
    assert strongest([]) is None
