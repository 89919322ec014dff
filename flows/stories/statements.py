"""When two sentences say the same: in nearly the same words, of the same matter, or one all that the other does.

Three questions, from the strictest to the widest. `same_statement` compares words. `covers` asks whether readers who
know one sentence learn nothing from the other: theme, direction, parties, goods, numbers, places, certainty and source
must all be there. `about` asks only whether both speak of the same matter, so that one can confirm or deny the other.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from flows.domain import Claim, Direction, Evidence, Fact, SourceType, Status, ToldClaim
from flows.stories.facts import differ, names, numbers, places
from flows.stories.parties import receivers
from flows.stories.subjects import BROAD, matters, partners, subjects, without_subjects
from flows.stories.words import fold, terms

SAME_STATEMENT: Final = 0.6
"""Share of words in common from which two sentences are one statement."""
COVERED: Final = 0.34
"""Share of a background sentence's words that a told one must hold."""
COVERED_IN_LEAD: Final = 0.6
"""The same for a title or a lead, which tell what happened: an event of the same kind is another event."""
HEDGED: Final = 0.45
"""Share from which a background sentence is the same however it is hedged: 'believes', 'accuses of', 'says'."""
SAME_KIND: Final = 0.12
"""Share for a background sentence whose matter, parties, way, certainty and source are all as they were told."""
RELATED: Final = 0.25
"""Share of the shorter sentence's words from which two sentences without known subjects speak of the same matter."""
_BARELY: Final = 0.01
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

    A number that is materially another, a party or a place that the claim does not name, or the other way makes it
    another claim, however alike the rest is.
    """
    return (
        a.claim.status is claim.status
        and a.claim.source is claim.source
        and same_statement(a.text, text)
        and tells_no_other(a.text, a.claim, text, claim)
    )


def tells_no_other(text: str, claim: Claim, other: str, told: Claim) -> bool:
    """True when a sentence names no party, receiver, place, number or direction that another one contradicts."""
    return (
        changed_number(other, text) is None
        and _same_way(claim.direction, told.direction)
        and partners(text, claim.speaker) <= partners(other)
        and _same_receivers(text, other)
        and _same_places(text, other)
    )


def is_lead(evidence: Evidence) -> bool:
    """True for a sentence that tells what happened: one of the title, or of the first lines."""
    return evidence.field == "title" or evidence.start < LEAD


def about(text: str, claim: Claim, other: str, told: Claim) -> bool:
    """True when two sentences of one theme speak of the same matter: the same parties, the same way, the same goods."""
    if not _same_way(claim.direction, told.direction):
        return False
    ours, theirs = partners(text, claim.speaker), partners(other, told.speaker)
    if (ours and theirs and ours.isdisjoint(theirs)) or not _same_receivers(text, other):
        return False
    matter, told_matter = matters(text), matters(other)
    if matter and told_matter:
        return not matter.isdisjoint(told_matter)
    return _share(text, other, shorter=True) >= RELATED


def answers(text: str, claim: Claim, other: str, told: Claim) -> float:
    """How surely a sentence of one story denies, moves or confirms one of another, 0..1; 0 for another matter.

    Stories far apart in time need more in common than sentences of one: a party, where both name one, and goods or
    words. A denial may do with few words; what is called the same claim must be put much alike.
    """
    share = _share(text, other, shorter=True)
    # Words are compared first here too: see `covers`.
    if (share < RELATED and claim.status is not Status.DENIED) or not about(text, claim, other, told):
        return 0.0
    ours, theirs = partners(text), partners(other)
    if ours and theirs and ours.isdisjoint(theirs):
        return 0.0
    goods = not matters(text).isdisjoint(matters(other))
    if claim.status is Status.DENIED:
        return max(share, _BARELY) if goods or share >= RELATED else 0.0
    to_the_same = goods and bool(receivers(text)) and receivers(text) == receivers(other)
    return share if share >= (RELATED if to_the_same else COVERED) else 0.0


def covers(told: ToldClaim, evidence: Evidence, goods_told: Callable[[], frozenset[str]] = frozenset) -> bool:
    """True when readers of a told claim learn nothing from a sentence of another story. In doubt it is news.

    `goods_told` gives the goods of all claims that were told of the theme: a background sentence that says in other
    words what was told may name one of another claim. It is asked only where nothing else speaks against it.
    """
    claim, lead = evidence.claim, is_lead(evidence)
    if told.theme != evidence.theme or not _same_way(claim.direction, told.claim.direction):
        return False
    share = _share(evidence.text, told.text)
    # The cheap question comes first: of thousands of remembered claims nearly all end here.
    if share < (COVERED_IN_LEAD if lead else SAME_KIND):
        return False
    other_words = not lead and share < COVERED
    if other_words and not _same_kind(told, evidence):
        return False
    if not partners(evidence.text, claim.speaker) <= partners(told.text) or not _same_receivers(
        evidence.text, told.text
    ):
        return False
    goods = subjects(evidence.text) - BROAD
    return (
        _as_certain(told.claim, claim, hedged=not lead and share >= HEDGED)
        and STANDING[claim.source] <= max(STANDING[told.claim.source], _PRESS)
        and _same_numbers(evidence.text, told.text)
        # Where a summit was that a report only recalls is no news; where goods or people go is, and whom a lead names.
        and (not (goods or lead) or _all_named(places(evidence.text), told))
        and (not lead or _all_named(names(evidence.text), told))
        and (goods <= subjects(told.text) or (other_words and goods <= goods_told()))
    )


def _same_kind(told: ToldClaim, evidence: Evidence) -> bool:
    """True when a claim was told in other words: way, certainty, kind of source, parties and matter are the same."""
    claim, text = evidence.claim, evidence.text
    return (
        claim.direction is told.claim.direction
        and claim.status is told.claim.status
        and claim.source is told.claim.source
        and bool(partners(text, claim.speaker))
        and bool(matters(text))
        and matters(text) <= matters(told.text)
        # Two sentences may name the same goods and say quite another thing of them.
        and not _beside_goods(text).isdisjoint(_beside_goods(told.text))
    )


def _same_receivers(text: str, other: str) -> bool:
    """False when two sentences say that something passes to different ones."""
    ours, theirs = receivers(text), receivers(other)
    return not ours or not theirs or not ours.isdisjoint(theirs)


def _same_places(text: str, other: str) -> bool:
    """False when each of two sentences names places, and none that the other names."""
    ours, theirs = {fact.what for fact in places(text)}, {fact.what for fact in places(other)}
    return not ours or not theirs or not ours.isdisjoint(theirs)


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
def _beside_goods(sentence: str) -> frozenset[str]:
    """The words but for names of states and of what passes."""
    return frozenset(word for word in terms(without_subjects(sentence)) if not word.startswith("@"))


@lru_cache(maxsize=8192)
def _own(sentence: str) -> frozenset[str]:
    """The words but for names of states, which all sentences of a theme share."""
    return frozenset(word for word in _words(sentence) if not word.startswith("@"))
