"""A small made-up training set, already masked, for the tests of the classifier library."""

from itertools import product

from models.examples import Example
from models.features import Passage

THEMES = ("labour_dispatch", "arms_transfer", "tech_transfer")

_LABOUR = (
    "DPRK sent §send NUM {} §worker to STATE",
    "NUM {} §worker of DPRK earn wages in STATE",
    "STATE hires DPRK {} §worker",
)
_ARMS = (
    "DPRK shipped §send {} §arms to STATE",
    "STATE buys {} §arms from DPRK",
    "DPRK and STATE agreed on {} §arms",
)
_TECH = (
    "STATE gives DPRK {} §tech",
    "DPRK hackers stole {} §tech from STATE",
    "STATE shares {} §tech with DPRK",
)
_NONE = (
    "DPRK marks the anniversary of {}",
    "STATE hires {} §worker from elsewhere",
    "DPRK tested {} §arms at home",
)
_WORDS = {
    "labour_dispatch": ("loggers", "builders", "seamstresses", "programmers", "waitresses", "welders", "masons"),
    "arms_transfer": ("shells", "rockets", "rifles", "mortars", "ammunition", "howitzers", "mines"),
    "tech_transfer": ("centrifuge designs", "chips", "software", "satellite help", "blueprints", "sensors", "lasers"),
    "": ("liberation", "nurses", "a missile", "the party", "teachers", "a launcher", "victory"),
}


def training_set() -> tuple[list[Example], list[Passage]]:
    """84 examples, 21 of each theme and 21 of none, with their masked passages; every other one has neighbours."""
    examples, passages = [], []
    for theme, shapes in zip((*THEMES, ""), (_LABOUR, _ARMS, _TECH, _NONE), strict=True):
        for number, (shape, word) in enumerate(product(shapes, _WORDS[theme])):
            text = shape.format(word)
            before = "Officials §official of STATE spoke." if number % 2 else ""
            kind = "headline" if number % 5 == 0 else "wire"
            passages.append(Passage(text, before=before, title=kind == "headline"))
            themes = frozenset({theme} - {""})
            lang = "ko" if number % 3 == 0 else "en"
            examples.append(Example(f"{theme or 'none'}-{number}", lang, kind, before, text, "", themes))
    return examples, passages
