"""What is remembered of a report so that it can be compared with others: a sketch of some hundred bytes.

A sketch holds the weighted words of headline and lead, what tells like reports apart (who does what, ordinals, amounts,
names), and two signatures that find copies. The background of a report, which two different events share
paragraph by paragraph, stays out: only the lead says what is new.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from flows.domain import Article, ArticleId
from flows.stories.copies import OPENING, signature
from flows.stories.frames import Frame, frame
from flows.stories.marks import amounts, names, ordinals
from flows.stories.parties import receivers, sanctioned
from flows.stories.words import fold, terms

VERSION: Final = 3
"""Stands first in a stored sketch; one of another version is made anew."""

TITLE_WEIGHT: Final = 2
"""A word of the headline counts as often as this many of the lead."""
LEAD_TERMS: Final = 100
"""Comparable words of the body that are looked at; three to six paragraphs."""
LEAD_CHARACTERS: Final = 4000
"""Where looking for them ends in any case."""
TITLE_CHARACTERS: Final = 500
"""A headline that is longer is none."""
BODY_CHARACTERS: Final = 20_000
"""Text that the signature covers."""

_FIRST_SENTENCE = re.compile(r".+?(?:[.!?…](?=\s)|[。！？]|\n|$)", re.DOTALL)
_CREDIT = re.compile(r"mandatory credit|getty images|(?:file|ap|reuters) photo|\bfile/|/pool\b|/afp\b|photo(?: by|:)")
"""What a caption under a photograph says and a lead does not."""
_BOILERPLATE = re.compile(
    r"^(?:read (?:the )?full article at\b|continue reading\b|read more\b|article url:|comments url:|points: "
    r"|# comments:|the post .{1,300} appeared first on\b).*$",
    re.MULTILINE,
)
"""Lines that feeds append to every item."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One report as the grouping sees it."""

    article: ArticleId
    when: datetime
    """Time the report is ordered by; aware, UTC."""
    dated: bool
    """False when the source gave no time, so that `when` is only when it was fetched."""
    terms: tuple[tuple[str, int], ...]
    """Comparable words of headline and lead with their weight, in order of appearance."""
    frame: Frame
    """Who does what in the headline."""
    receivers: tuple[str, ...]
    """States to which something passes by headline or lead."""
    sanctioned: tuple[str, ...]
    """States whose people or firms it puts under sanctions."""
    ordinals: tuple[tuple[str, str], ...]
    """What headline and first sentence count: (`package`, `12`)."""
    amounts: tuple[str, ...]
    """Amounts in them, in digits."""
    names: tuple[str, ...]
    """Stems of proper names in them."""
    text: tuple[int, ...]
    """MinHash of the text; empty for one too short to be a copy of anything."""
    opening: tuple[int, ...]
    """MinHash of headline and first words; likewise."""
    begun: int
    """Comparable words that `opening` covers."""

    def to_json(self) -> list[Any]:
        """The sketch as a JSON value for storage, its version first."""
        return [
            VERSION,
            self.article,
            self.when.isoformat(),
            self.dated,
            [list(pair) for pair in self.terms],
            [self.frame.act, list(self.frame.subjects), list(self.frame.objects)],
            [list(self.receivers), list(self.sanctioned)],
            [list(pair) for pair in self.ordinals],
            list(self.amounts),
            list(self.names),
            list(self.text),
            list(self.opening),
            self.begun,
        ]

    @classmethod
    def from_json(cls, stored: Any) -> "Sketch | None":
        """The sketch that `to_json` gave; None for one of another version, which has to be made anew.

        Raises ValueError when the value is of this version but damaged.
        """
        if not isinstance(stored, list) or stored[:1] != [VERSION]:
            return None
        try:
            _, article, when, dated, words, acts, sides, counted, amounts, named, text, opening, begun = stored
            act, subjects, objects = acts
            to, against = sides
            return cls(
                article=ArticleId(str(article)),
                when=datetime.fromisoformat(when),
                dated=bool(dated),
                terms=tuple((str(term), int(weight)) for term, weight in words),
                frame=Frame(str(act), tuple(map(str, subjects)), tuple(map(str, objects))),
                receivers=tuple(map(str, to)),
                sanctioned=tuple(map(str, against)),
                ordinals=tuple((str(noun), str(number)) for noun, number in counted),
                amounts=tuple(map(str, amounts)),
                names=tuple(map(str, named)),
                text=tuple(map(int, text)),
                opening=tuple(map(int, opening)),
                begun=int(begun),
            )
        except (TypeError, ValueError) as damage:
            raise ValueError(f"a stored sketch cannot be read: {damage}") from damage


def sketch(article: Article) -> Sketch:
    """The sketch of an article; title, text, language and time may each be missing."""
    title, body = article.title[:TITLE_CHARACTERS].strip(), article.text[:BODY_CHARACTERS].strip()
    folded_title = fold(title)
    folded_body = _BOILERPLATE.sub("", _without_caption(fold(body).strip())).strip()
    lead = _first_sentence(folded_body)
    raw_lead = _first_sentence(body)
    words = list(terms(folded_body))
    beginning = [*terms(folded_title), *words][:OPENING]
    return Sketch(
        article=article.id,
        when=article.when.astimezone(UTC),
        dated=article.published is not None,
        terms=_weighted(folded_title, folded_body),
        frame=frame(folded_title or lead),
        receivers=tuple(sorted(receivers(title) or receivers(raw_lead))),
        sanctioned=tuple(sorted(sanctioned(title or raw_lead))),
        ordinals=ordinals(f"{folded_title}\n{lead}"),
        amounts=amounts(f"{folded_title}\n{lead}"),
        names=tuple(dict.fromkeys((*names(title), *names(raw_lead)))),
        text=signature(words),
        opening=signature(beginning),
        begun=len(beginning),
    )


def _without_caption(body: str) -> str:
    paragraph, _, rest = body.partition("\n")
    return rest.strip() if rest and _CREDIT.search(paragraph) else body


def _first_sentence(text: str) -> str:
    found = _FIRST_SENTENCE.match(text)
    return found.group().strip() if found else ""


def _weighted(title: str, body: str) -> tuple[tuple[str, int], ...]:
    weights: Counter[str] = Counter()
    for term in terms(title):
        weights[term] += TITLE_WEIGHT
    for term in islice(terms(body[:LEAD_CHARACTERS]), LEAD_TERMS):
        weights[term] += 1
    return tuple(weights.items())
