"""Words that end in a point without ending a sentence: the data of the sentence splitter, in lower case."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ALWAYS = _words(
    """
    mr mrs ms dr prof rev hon gen lt col maj capt cmdr sgt adm gov sen rep pres st messrs mmes mt ft vs cf eg ie viz
    est dept univ assn approx tel ext jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat
    ala ariz ark calif colo conn del fla ill ind kan mich minn miss mont neb nev okla penn tenn tex va vt wis wyo brig
    г гг в вв ул д стр тыс млн млрд трлн им т п см ср гр гл акад проф доц чл корр ген полк подп кап лейт серж н э рис
    напр ст янв фев февр мар апр авг сен сент окт ноя нояб дек
    """
)
"""Never the end of a sentence."""

BEFORE_NUMBER = _words("no nos art vol vols p pp fig figs para paras op ops res sec secs ch гл ст п пп рез")
"""Not the end of a sentence where a number follows (`No. 5`, `para. 8`)."""

UNLESS_OPENER = _words("etc inc corp co ltd llc plc bros jr sr al dec др пр проч руб коп обл г n р")
"""The end of a sentence only where a word of `OPENERS` follows."""

OPENERS = _words(
    """
    the a an he she it they we i you this that these those in on at but and so if when while as after before however
    meanwhile also there his her its their our for since both some many most no not what who why how with by from to
    south north officials according earlier last
    он она они это но в на по об при для как также
    """
)
"""Words that open a sentence more often than they follow an abbreviation."""
