"""How common a word is in any news about the DPRK, before a single report of the day has been read.

Five reports say nothing about which words are rare; the background does. Shares are of 932 English feed items that
name the DPRK, 2022 to August 2023, counted on stems (`flows.stories.words`) and rounded to nine levels; names and words
of single events are left out, as they say what was in the news and not what is common. Words that do not stand here
count as rare; other languages have no table and rest on the reports themselves.
"""

from typing import Final

_PERCENT: Final = {
    40: """@dprk @rok @usa""",
    25: """launch military missil""",
    14: """@china @russia border country fir leader nuclear satellit soldier spy stat""",
    8: """@japan arm ballistic cross day group hacker kim official plan report security test threat two war warn
    weapon year""",
    5: """@ukraine across attack attempt call detain drill fail joint korean last media meet month national north
    president rocket sanction sea show target tension tim wednesday week""",
    3.5: """2 @un agency army claim conduct defens exercis fac forc government held hous includ intercontinental latest
    link nation order peninsula peopl privat rang recent regim second sinc submarin summit thursday toward
    tuesday un visit vow whit""",
    2.4: """1 2022 2023 23 accus actor advanc ally area arriv artillery back believ command company cooperation council
    crypto cryptocurrency custody deal defenc department discuss dmz effort end fil fled flight food foreign get
    hack help hold hom icbm imag increas intelligenc international issu know korea long mak malwar mark million
    minister monday mov one orbit other pandemic part post prepar program put ran reconnaissanc remain respons
    return run seek send short sister south spac station strik supply support tak talk thre threaten top use
    violat watch water work worker world zon""",
    1.7: """18 7 action activity again ahead air alleg anniversary announc another bas becom begin boost build campaign
    capability capabl cas central charg chief citizen comment communist concern condemn confirm crash cruis
    deliver demilitariz detail dictator earlier early east enter expert failur family fear fight fiv fly follow
    friday further general grow hour information july jun kcna key known likely lin liv look mad major maliciou
    march member met near need neighbor now observ offer old open own parad party point political power
    production pvt railway ramp ready region releas reportedly researcher reveal right saturday sent servic set
    shell ship shoot sign silent sponsor stag start stolen strategic suk suspect technology troop try turn ty
    used using vladimir want way without yeol yoon""",
    1.1: """19 28 3 30 31 70 @iran abroad act actively address administration affair aid aim alert allianc allow america
    analysi anti appear armistic around arsenal asia asset attend authority authorization ban began behind
    billion blam bolster breach brief british broadcast business capital carry cash chain city class clos coast
    commercial commit committe consequenc continu critical data daughter deepen defect delegation deny deploy
    deployment deputy despit deter develop development discrimination dron due eastern economic enemy escalat
    escap evacuation even ever expand expect exploit express factory far fbi find firm former found fund giv
    global googl hand heavily high hit host human important impos incident increasingly infrastructur inspect
    internet invasion isolat join jong justic keep land larg launder lead led lik man messag ministry money
    monitor morn multipl munition nam navy next number oct offic organization pay pictur plac plead pledg
    possibl potential powerful press previously protest provid public push rais rar reach record resident
    respond restriction resum ris risk rul screen secretary secretiv seriou several shar significant simulat
    situation slam soon speak staff starvation statement statu stay steal step still strengthen struggl sub such
    suggest sunday system taken television territory think thought through took tourist track trad tv urg vehicl
    video view vulnerability well west worth young""",
}

COMMON: Final[dict[str, float]] = {word: percent / 100 for percent, words in _PERCENT.items() for word in words.split()}
"""Word to the share of reports that hold it, 0..1."""

RARE: Final = 0.0005
"""The share taken for a word that does not stand in the table."""
