"""How certain: plans, hedges, denials, retractions, accusations and rules, in five languages."""

import pytest

from tests.rules.claiming.reading import LABOUR, TECH, article, claim, claim_with, headline, scan, workshop


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # planned
        ("North Korea has agreed to supply artillery shells to Russia.", "planned"),
        ("North Korea is ready to send artillery shells to Russia.", "planned"),
        ("North Korea is expected to send more shells to Russia next month.", "planned"),
        ("Russia is seeking to buy artillery shells from North Korea, the White House said.", "planned"),
        ("Russia and North Korea are negotiating the sale of artillery shells.", "planned"),
        ("North Korea promised Russia artillery shells and would ship them in May.", "planned"),
        ("North Korea intends to deliver missiles to Iran.", "planned"),
        ("Russia has asked North Korea for ammunition.", "planned"),
        ("Moscow hopes to get shells from North Korea.", "planned"),
        ("North Korea is about to ship more weapons to Russia.", "planned"),
        ("북한이 러시아에 포탄을 보내기로 합의했다.", "planned"),
        ("북한은 러시아에 무기를 수출할 예정이다.", "planned"),
        ("북한이 러시아에 병력을 파병하기로 결정했다.", "planned"),
        ("러시아가 북한에 무기 제공을 요청했다.", "planned"),
        ("북한이 러시아에 포탄을 보낼 준비를 하고 있다.", "planned"),
        ("북한과 러시아가 무기 거래를 협상 중이다.", "planned"),
        ("КНДР готовится отправить в Россию снаряды.", "planned"),
        ("КНДР согласилась поставить России снаряды.", "planned"),
        ("Россия хочет закупить снаряды у КНДР.", "planned"),
        ("КНДР намерена продать ракеты Ирану.", "planned"),
        ("Россия ведет переговоры о покупке снарядов у КНДР.", "planned"),
        ("КНДР поставит России снаряды.", "planned"),
        ("КНДР готовит отправку в Россию снарядов.", "planned"),
        ("朝鲜将向俄罗斯出售炮弹。", "planned"),
        # a plan of another clause, and a programme of which 'plan' is a part, are no plan of the act
        ("双方将举行会谈，朝鲜向俄罗斯提供了炮弹。", "occurred"),
        ("他们为朝鲜导弹计划采购了导弹零件。", "occurred"),
        ("North Korea continued to procure missile parts from China.", "occurred"),
        ("朝鲜准备向俄罗斯运送炮弹。", "planned"),
        ("朝鲜同意向俄罗斯提供武器。", "planned"),
        ("俄罗斯正与朝鲜谈判购买炮弹。", "planned"),
        ("俄羅斯尋求向北韓購買砲彈。", "planned"),
        ("朝鲜拟向俄罗斯增派士兵。", "planned"),
        ("俄罗斯要求朝鲜提供炮弹。", "planned"),
        ("朝鲜有意向伊朗出口导弹。", "planned"),
        ("北朝鮮はロシアに砲弾を供与する計画だ。", "planned"),
        ("北朝鮮はロシアに兵士を派遣する方針を決めた。", "planned"),
        ("ロシアは北朝鮮から砲弾を購入する交渉を進めている。", "planned"),
        # possible
        ("North Korea could be supplying missiles to Russia.", "possible"),
        ("Seoul did not elaborate on what shells North Korea was sending to Russia.", "possible"),
        ("North Korea is thought to have sold missiles to Iran.", "possible"),
        ("Analysts suspect that North Korea sold missiles to Iran.", "possible"),
        ("It is likely that North Korea has supplied shells to Russia.", "possible"),
        ("North Korea has probably sold missiles to Iran.", "possible"),
        ("If North Korea were to sell missiles to Iran, the region would change.", "possible"),
        ("There is speculation that North Korea sold shells to Russia.", "possible"),
        ("The shells were most likely supplied to Russia by North Korea.", "possible"),
        ("Seoul is investigating whether North Korea shipped arms to Russia.", "possible"),
        ("The risk that North Korea sells missiles to Iran is growing.", "possible"),
        ("북한이 러시아에 포탄을 보낸 것으로 추정된다.", "possible"),
        ("북한이 러시아에 무기를 제공했을 것으로 보인다.", "possible"),
        ("북한이 이란에 미사일을 수출했다는 의혹이 제기됐다.", "possible"),
        ("북한이 러시아에 무기를 제공할 수 있다는 우려가 나온다.", "possible"),
        ("КНДР, предположительно, поставила России снаряды.", "possible"),
        ("Эксперты не исключают, что КНДР продала ракеты Ирану.", "possible"),
        ("КНДР могла передать России баллистические ракеты.", "possible"),
        ("Сеул подозревает, что КНДР продала ракеты Ирану.", "possible"),
        ("朝鲜疑似向俄罗斯提供了炮弹。", "possible"),
        ("韩国怀疑朝鲜向俄罗斯运送了炮弹。", "possible"),
        ("外界担心朝鲜向伊朗出售导弹。", "possible"),
        ("朝鲜据信已向俄罗斯提供炮弹。", "possible"),
        ("北韓恐向俄羅斯提供砲彈。", "possible"),
        ("北朝鮮がロシアに砲弾を供与した可能性がある。", "possible"),
        ("北朝鮮がロシアに砲弾を供与した疑いがある。", "possible"),
        # denied
        ("Pyongyang has rejected claims that it sold arms to Russia.", "denied"),
        ("“We have never exported weapons to Russia,” North Korea’s defence ministry said.", "denied"),
        ("Moscow called reports that North Korea had sold it shells baseless.", "denied"),
        ("Russia said reports of arms purchases from North Korea were false.", "denied"),
        ("North Korea no longer sends workers to China.", "denied"),
        ("The paper retracted its report that North Korea sold missiles to Iran.", "denied"),
        ("Reuters corrected its story and withdrew the claim that North Korea sold shells to Russia.", "denied"),
        ("북한은 러시아에 무기를 판 적이 없다고 주장했다.", "denied"),
        ("크렘린궁은 북한이 러시아에 무기를 보냈다는 보도를 일축했다.", "denied"),
        ("이 신문은 북한이 이란에 미사일을 팔았다는 보도를 철회했다.", "denied"),
        ("Песков назвал сообщения о поставках оружия из КНДР фейком.", "denied"),
        ("КНДР никогда не поставляла оружие России.", "denied"),
        ("Издание отозвало сообщение о том, что КНДР продала ракеты Ирану.", "denied"),
        ("俄罗斯驳斥朝鲜向其提供武器的说法。", "denied"),
        ("朝鲜从未向俄罗斯出口武器。", "denied"),
        ("没有证据显示朝鲜向伊朗出售导弹。", "denied"),
        ("该报撤回了朝鲜向伊朗出售导弹的报道。", "denied"),
        ("北朝鮮はロシアに武器を輸出したことはないと主張した。", "denied"),
        # occurred
        ("South Korea accused North Korea of sending shells to Russia.", "occurred"),
        ("North Korea reportedly shipped a million shells to Russia.", "occurred"),
        ("North Korea has continued to supply shells to Russia.", "occurred"),
        ("Police charged a man with selling missile parts to North Korea.", "occurred"),
        ("Russia confirmed that North Korean troops fought in Kursk, sent by North Korea.", "occurred"),
        ("Russia used missiles that North Korea supplied, an official said, and will use more.", "occurred"),
        ("미국은 북한이 러시아에 무기를 제공하고 있다고 비난했다.", "occurred"),
        ("북한이 러시아에 포탄을 보낸 것으로 알려졌다.", "occurred"),
        ("북한이 러시아에 포탄을 보낸 것으로 확인됐다.", "occurred"),
        ("США обвинили КНДР в поставках снарядов России.", "occurred"),
        ("По данным разведки, КНДР передала России миллион снарядов.", "occurred"),
        ("美国指责朝鲜向俄罗斯提供炮弹。", "occurred"),
        ("据报道，朝鲜已向俄罗斯运送百万枚炮弹。", "occurred"),
        ("上将说，朝鲜向俄罗斯提供了炮弹。", "occurred"),
        ("米国は北朝鮮がロシアに砲弾を供与したと非難した。", "occurred"),
    ],
)
def test_the_status_is_read_in_every_language(text: str, status: str) -> None:
    assert claim(text, LABOUR if "workers" in text else "arms_transfer").status == status


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("N. Korea may send more troops to Russia: NIS", "possible"),
        ("North Korea set to send more troops to Russia", "planned"),
        ("Russia, North Korea discuss arms sales", "planned"),
        ("Kremlin denies buying North Korean shells", "denied"),
        ("North Korea not selling shells to Russia, envoy says", "denied"),
        ("Could North Korea sell missiles to Iran?", "possible"),
        ("北, 러시아에 포탄 수출 검토", "planned"),
        ("北, 러에 포탄 수출 부인", "denied"),
        ("朝鲜或向俄罗斯出售导弹", "possible"),
        ("КНДР отправит в Россию новые войска", "planned"),
        ("北朝鮮、ロシアに砲弾供与か", "possible"),
    ],
)
def test_headlines_tell_their_status_in_few_words(title: str, status: str) -> None:
    assert headline(title).status == status


def test_a_denial_that_follows_an_accusation_is_the_claim_of_its_own_sentence_only() -> None:
    text = (
        "The White House said North Korea shipped shells to Russia. North Korea denied that it had shipped any shells."
    )
    assert claim_with("White House", text).status == "occurred"
    assert claim(text).status == "denied"


def test_a_text_whose_headline_denies_is_a_denial() -> None:
    text = "The United States says North Korea shipped shells to Russia. Moscow rejects that."
    told = article("Kremlin denies receiving North Korean shells", text)
    assert told is not None
    assert told.status == "denied"


def test_technology_that_may_be_given_is_possible_beside_arms_that_were() -> None:
    text = "Having received shells, Russia may give North Korea satellite technology, Seoul fears."
    assert claim(text, TECH).status == "possible"


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("Resolution 2397 requires states to repatriate North Korean workers.", True),
        ("Any transfer of weapons to North Korea is prohibited under UN resolutions.", True),
        ("UN sanctions bar countries from buying weapons from North Korea.", True),
        ("유엔 안보리 결의는 북한과의 무기 거래를 금지하고 있다.", True),
        ("Резолюция Совбеза запрещает закупать оружие у КНДР.", True),
        ("联合国安理会决议禁止各国向朝鲜出售武器。", True),
        ("安保理決議は北朝鮮への武器輸出を禁じている。", True),
        ("Russia bought North Korean shells in breach of a resolution that bans arms sales by North Korea.", False),
        ("러시아는 안보리 결의를 위반해 북한에 무기를 제공했다.", False),
        ("Россия в обход санкций закупила оружие у КНДР.", False),
        ("俄罗斯违反安理会决议，向朝鲜提供武器。", False),
        ("ロシアは安保理決議に違反して北朝鮮に武器を供与した。", False),
    ],
)
def test_what_a_rule_asks_for_is_no_act_in_any_language(text: str, norm: bool) -> None:
    scanned = scan(text)
    assert workshop()[1].is_norm(scanned, len(scanned.sentences) - 1) is norm
