"""Who says so, in the sentence itself: offices and names in five languages, nested attribution, headlines."""

import pytest

from tests.rules.claiming.reading import LABOUR, claim, headline


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # English: offices, names and the state they belong to
        ("France's Macron said North Korea had sent artillery shells to Russia.", "government"),
        ("Japan's chief cabinet secretary said North Korea was supplying shells to Russia.", "government"),
        ("The Ukrainian air force said Russia had fired missiles bought from North Korea.", "government"),
        ("Ukraine's military intelligence says North Korea supplies half of Russia's shells.", "intelligence"),
        ("Defence Minister Shin Won-sik told lawmakers that North Korea had shipped shells to Russia.", "government"),
        ("North Korea has shipped shells to Russia, a State Department spokesperson said.", "government"),
        ("North Korea has shipped shells to Russia, a defector group said.", "expert"),
        (
            "The Financial Times, citing two Western intelligence officials, said North Korea shipped arms.",
            "intelligence",
        ),
        ("Kyodo, citing Japanese government sources, reported that North Korea sold missiles to Iran.", "government"),
        ("Yonhap reported on Monday, quoting an unnamed source, that North Korea sent troops to Russia.", "media"),
        ("The governor of Primorye said his region would hire workers from North Korea.", "russia"),
        ("Russia's ambassador in Pyongyang said North Korean builders would come to Donbas.", "russia"),
        ("Beijing said it had returned the North Korean workers.", "china"),
        ("Kim Yo Jong said North Korea had never sold arms to Russia.", "dprk"),
        ("The country's foreign ministry, in a statement carried by KCNA, said it had sold no arms to Russia.", "dprk"),
        ("A report by the MSMT says North Korea sent missiles to Russia.", "government"),
        ("The UN Panel of Experts said in its annual report that North Korea sold arms to Mozambique.", "un"),
        ("Researchers at 38 North say trains carried arms from North Korea to Russia.", "expert"),
        ("A Stimson Center analyst said North Korea sold shells to Russia.", "expert"),
        ("A document seen by Reuters shows North Korea sold missiles to Iran.", "media"),
        ("Two people familiar with the matter said North Korea sold missiles to Iran.", "media"),
        ("Prosecutors in Seoul said the men had sold arms parts to North Korea.", "government"),
        # Korean
        ("국정원에 따르면 북한이 러시아에 포탄을 보냈다.", "intelligence"),
        ("통일부 당국자는 북한이 러시아에 노동자를 파견했다고 밝혔다.", "government"),
        ("신원식 국방부 장관은 북한이 러시아에 포탄을 보냈다고 말했다.", "government"),
        ("미국은 북한이 러시아에 무기를 제공했다고 밝혔다.", "government"),
        ("매슈 밀러 미 국무부 대변인은 북한이 러시아에 무기를 제공했다고 말했다.", "government"),
        ("日 정부는 북한이 러시아에 미사일을 제공했다고 비난했다.", "government"),
        ("교도통신은 일본 정부 관계자를 인용해 북한이 이란에 미사일을 수출했다고 전했다.", "government"),
        ("소식통에 따르면 북한 노동자 300명이 중국에 파견됐다.", "media"),
        ("홍민 통일연구원 선임연구위원은 북한이 러시아에 무기를 수출했다고 말했다.", "expert"),
        ("크렘린궁은 북한이 러시아에 무기를 보냈다는 보도를 부인했다.", "russia"),
        ("조선중앙통신은 북한이 러시아에 공병을 파견한다고 보도했다.", "dprk"),
        ("북한은 러시아에 무기를 수출한 적이 없다고 주장했다.", "dprk"),
        ("유엔 전문가패널은 북한이 시리아에 무기를 수출했다고 밝혔다.", "un"),
        ("북한은 러시아에 무기를 보내고 있다고 통일부 당국자가 말했다.", "government"),
        ("북한이 러시아에 무기를 보낸 사실이 확인됐다.", "outlet"),
        ("(서울=연합뉴스) 북한이 러시아에 무기를 보냈다.", "outlet"),
        ("우크라이나 정보총국장은 북한이 러시아에 포탄을 보냈다고 말했다.", "intelligence"),
        # Russian
        ("По данным южнокорейской разведки, КНДР отправила в Россию снаряды.", "intelligence"),
        ("Как сообщил губернатор Приморья, в край приедут рабочие из КНДР.", "russia"),
        ("В Сеуле заявили, что КНДР поставила России снаряды.", "government"),
        ("Представитель Госдепартамента Мэттью Миллер сказал, что КНДР передала России ракеты.", "government"),
        ("КНДР передала России ракеты, утверждает Вашингтон.", "government"),
        ("По словам эксперта, КНДР продала ракеты Ирану.", "expert"),
        ("Как пишет Bloomberg со ссылкой на источники, КНДР передала России снаряды.", "media"),
        ("ТАСС со ссылкой на посольство России сообщил, что КНДР направит рабочих в Россию.", "russia"),
        ("Сестра Ким Чен Ына заявила, что КНДР не поставляла оружие России.", "dprk"),
        ("КНДР передала России ракеты, считают в Сеуле.", "government"),
        ("Пхеньян отрицает поставки оружия России.", "dprk"),
        ("Министр иностранных дел Польши заявил, что КНДР передала России ракеты.", "government"),
        ("Зеленский заявил, что КНДР отправила солдат в Россию.", "government"),
        # Chinese, both scripts
        ("美国官员对朝鲜政府向俄罗斯提供武器表示担忧。", "government"),
        ("分析人士担心，朝鲜可能向俄罗斯出售武器。", "expert"),
        ("据韩联社援引韩国军方消息人士报道，朝鲜向俄罗斯运送了炮弹。", "government"),
        ("韩国统一部发言人具炳杉表示，朝鲜向俄罗斯派遣了工人。", "government"),
        ("美国国务院发言人米勒周三指出，朝鲜向俄罗斯提供了导弹。", "government"),
        ("乌克兰国防情报总局局长布达诺夫说，朝鲜向俄罗斯提供了炮弹。", "intelligence"),
        ("北韓向俄羅斯提供砲彈，美國政府表示。", "government"),
        ("首尔方面称，朝鲜向俄罗斯提供了炮弹。", "government"),
        ("韩媒称，朝鲜向俄罗斯派遣了士兵。", "media"),
        ("知情人士透露，朝鲜劳工已抵达中国丹东。", "media"),
        ("专家认为，朝鲜向俄罗斯出售了武器。", "expert"),
        ("联合国专家小组的报告说，朝鲜向叙利亚出售武器。", "un"),
        ("俄罗斯外交部否认从朝鲜购买武器。", "russia"),
        ("朝鲜外务省发表谈话称，朝鲜从未向俄罗斯出口武器。", "dprk"),
        ("北約秘書長表示，北韓向俄羅斯派遣了軍隊。", "government"),
        # Japanese
        ("韓国の国家情報院は、北朝鮮がロシアに砲弾を供与したと明らかにした。", "intelligence"),
        ("林官房長官は記者会見で、北朝鮮がロシアに砲弾を供与したと述べた。", "government"),
        ("聯合ニュースによると、北朝鮮がロシアに労働者を派遣した。", "media"),
        ("専門家は、北朝鮮がロシアに武器を輸出したと指摘した。", "expert"),
        ("国連の専門家パネルは、北朝鮮がシリアに武器を輸出したと報告した。", "un"),
        ("朝鮮中央通信は、北朝鮮がロシアに部隊を派遣すると伝えた。", "dprk"),
    ],
)
def test_speakers_are_known_by_their_offices_and_names(text: str, source: str) -> None:
    theme = (
        LABOUR if any(w in text for w in ("worker", "노동자", "рабоч", "工人", "劳工", "労働者", "builders")) else ""
    )
    assert claim(text, theme or "arms_transfer").source == source


@pytest.mark.parametrize(
    ("title", "lead", "source"),
    [
        ("Report: North Korea sold missiles to Iran", "", "media"),
        ("North Korea selling missiles to Iran: report", "", "media"),
        ("N. Korea ships more shells to Russia: JCS", "", "government"),
        ("N. Korea ships more shells to Russia - NATO chief", "", "government"),
        ("NIS says N. Korea shipped missiles to Russia", "", "intelligence"),
        ("Seoul: North Korea sent shells", "", "government"),
        ("US presses China over North Korean arms shipments to Russia", "", "government"),
        ("Seoul slams arms trade between Russia and North Korea", "", "government"),
        (
            "North Korea ships shells to Russia",
            "The trains left in May. Officials in Tokyo said so on Monday.",
            "outlet",
        ),
        (
            "North Korea ships shells to Russia",
            "The shells left in May. North Korea shipped the shells to Russia, the Pentagon said.",
            "government",
        ),
        (
            "US says North Korea ships shells",
            "North Korea ships shells to Russia, US intelligence officials say.",
            "intelligence",
        ),
        ('美 "북한, 러시아에 포탄 제공"', "", "government"),
        ('국정원 "北, 러시아에 무기 수출"', "", "intelligence"),
        ('"북한, 러시아에 포탄 수출" - 합참', "", "government"),
        ("백악관 “북한, 러시아에 포탄 제공”", "", "government"),
        ('푸틴 "북한군 파병에 감사"', "", "russia"),
        ("CNN: КНДР передала России снаряды", "", "media"),
        ("США: КНДР передала России снаряды", "", "government"),
        ("Песков: Россия не получает оружие от КНДР", "", "russia"),
        ("韩军方：朝鲜向俄罗斯运送炮弹", "", "government"),
        ("白宫：朝鲜向俄罗斯提供武器", "", "government"),
        ("韩媒：朝鲜向俄罗斯派兵", "", "media"),
        ("专家：朝鲜向俄罗斯出售武器", "", "expert"),
        ("北朝鮮がロシアに砲弾供与 米国防総省", "", "government"),
        ("「北朝鮮がロシアに砲弾供与」 韓国軍", "", "government"),
    ],
)
def test_a_headline_names_its_source_in_the_way_of_headlines(title: str, lead: str, source: str) -> None:
    assert headline(title, lead).source == source
