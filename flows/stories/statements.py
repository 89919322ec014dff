"""When two sentences say the same: in nearly the same words, of the same matter, or one all that the other does.

Three questions, from the strictest to the widest. `same_statement` compares words. `covers` asks whether readers who
know one sentence learn nothing from the other: theme, direction, parties, goods, numbers, places, certainty and source
must all be there. `about` asks only whether both speak of the same matter, so that one can confirm or deny the other.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from flows.domain import Claim, Direction, Evidence, Fact, SourceType, Status, ToldClaim
from flows.stories.facts import differ, names, numbers, places
from flows.stories.subjects import BROAD, matters, partners, subjects
from flows.stories.words import fold, terms

SAME_STATEMENT: Final = 0.6
"""Share of words in common from which two sentences are one statement."""
COVERED: Final = 0.34
"""Share of a background sentence's words that a told one must hold."""
COVERED_IN_LEAD: Final = 0.6
"""The same for a title or a lead, which tell what happened: an event of the same kind is another event."""
HEDGED: Final = 0.45
"""Share from which a background sentence is the same however it is hedged: 'believes', 'accuses of', 'says'."""
RELATED: Final = 0.25
"""Share of the shorter sentence's words from which two sentences without known subjects speak of the same matter."""
LEAD: Final = 320
"""Characters at the beginning of a body that tell what happened; what follows is mostly background."""

STANDING: Final = {
    SourceType.OUTLET: 0,
    SourceType.MEDIA: 1,
    SourceType.EXPERT: 2,
    SourceType.INTELLIGENCE: 3,
    SourceType.GOVERNMENT: 3,
    SourceType.UN: 4,
    SourceType.DPRK: 5,
    SourceType.RUSSIA: 5,
    SourceType.CHINA: 5,
}
"""How much a kind of source adds when it says the same: states accuse, the UN finds, the parties themselves admit."""

_PRESS: Final = STANDING[SourceType.MEDIA]


def same_statement(a: str, b: str) -> bool:
    """True when two sentences say the same in nearly the same words."""
    first, second = _words(a), _words(b)
    if not first or not second:
        return first == second
    return len(first & second) / len(first | second) >= SAME_STATEMENT


def same_claim(a: Evidence, text: str, claim: Claim) -> bool:
    """True when a sentence makes this claim: the same statement, as certain, from the same kind of source.

    A number that is materially another makes it another claim, however alike the rest is.
    """
    return (
        a.claim.status is claim.status
        and a.claim.source is claim.source
        and same_statement(a.text, text)
        and changed_number(text, a.text) is None
    )


def is_lead(evidence: Evidence) -> bool:
    """True for a sentence that tells what happened: one of the title, or of the first lines."""
    return evidence.field == "title" or evidence.start < LEAD


def about(text: str, claim: Claim, other: str, told: Claim) -> bool:
    """True when two sentences of one theme speak of the same matter: the same parties, the same way, the same goods."""
    if not _same_way(claim.direction, told.direction):
        return False
    ours, theirs = partners(text, claim.speaker), partners(other, told.speaker)
    if ours and theirs and ours.isdisjoint(theirs):
        return False
    matter, told_matter = matters(text), matters(other)
    if matter and told_matter:
        return not matter.isdisjoint(told_matter)
    return _share(text, other, shorter=True) >= RELATED


def covers(told: ToldClaim, evidence: Evidence) -> bool:
    """True when readers of a told claim learn nothing from a sentence of another story. In doubt it is news."""
    claim, lead = evidence.claim, is_lead(evidence)
    if told.theme != evidence.theme or not _same_way(claim.direction, told.claim.direction):
        return False
    share = _share(evidence.text, told.text)
    # The cheap question comes first: of thousands of remembered claims nearly all end here.
    if share < (COVERED_IN_LEAD if lead else COVERED):
        return False
    if not partners(evidence.text, claim.speaker) <= partners(told.text):
        return False
    goods = subjects(evidence.text) - BROAD
    return (
        _as_certain(told.claim, claim, hedged=not lead and share >= HEDGED)
        and STANDING[claim.source] <= max(STANDING[told.claim.source], _PRESS)
        and goods <= subjects(told.text)
        and _same_numbers(evidence.text, told.text)
        # Where a summit was that a report only recalls is no news; where goods or people go is, and whom a lead names.
        and (not (goods or lead) or _all_named(places(evidence.text), told))
        and (not lead or _all_named(names(evidence.text), told))
    )


def _all_named(found: Sequence[Fact], told: ToldClaim) -> bool:
    text = fold(told.text)
    return all(fact.what in text for fact in found)


def changed_number(before: str, now: str) -> tuple[str, str] | None:
    """The first number that is materially another in the second sentence than in the first; None when there is none."""
    for fact in numbers(now):
        told = [other for other in numbers(before) if other.what == fact.what]
        if told and all(differ(other, fact) for other in told):
            return told[-1].text, fact.text
    return None


def _same_numbers(text: str, told: str) -> bool:
    """True when each number of a text was told with the same noun, and about as large."""
    return all(
        any(other.what == fact.what and not differ(other, fact) for other in numbers(told)) for fact in numbers(text)
    )


def _as_certain(told: Claim, claim: Claim, *, hedged: bool) -> bool:
    if Status.DENIED in (told.status, claim.status):
        return told.status is claim.status
    return hedged or told.status is claim.status


def _same_way(one: Direction, other: Direction) -> bool:
    open_ends = {Direction.UNCLEAR, Direction.BOTH}
    return one is other or one in open_ends or other in open_ends


def _share(text: str, other: str, *, shorter: bool = False) -> float:
    """How much of a text's own words stands in another; with `shorter`, of whichever has fewer."""
    ours, theirs = _own(text), _own(other)
    if shorter and len(theirs) < len(ours):
        ours, theirs = theirs, ours
    return len(ours & theirs) / len(ours) if ours else 0.0


@lru_cache(maxsize=4096)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(terms(fold(sentence)))


@lru_cache(maxsize=8192)
def _own(sentence: str) -> frozenset[str]:
    """The words but for names of states, which all sentences of a theme share."""
    return frozenset(word for word in _words(sentence) if not word.startswith("@"))
