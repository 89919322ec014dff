"""What the new reports of a story add to what readers were told: pure, from values to values.

A statement is told when an alert about the story quoted one much like it with the same status and the same kind of
source, and known when an alert about another story told all that it says. What counts as news is narrower than an
untold statement: a theme that was not told, a claim that moved, a stronger kind of source, another number, a party that
nobody named before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from flows.domain import (
    Alert,
    Claim,
    Evidence,
    Fact,
    Familiar,
    Novelty,
    Quotation,
    SourceType,
    Status,
    StoryView,
    ThemeId,
    ToldClaim,
)
from flows.stories.claims import quotations
from flows.stories.facts import differ, numbers
from flows.stories.statements import (
    STANDING,
    about,
    changed_number,
    covers,
    is_lead,
    same_claim,
    same_statement,
)
from flows.stories.subjects import partners

_PRESS: Final = frozenset({SourceType.OUTLET, SourceType.MEDIA})


def novelties(view: StoryView) -> tuple[Novelty, ...]:
    """What the undecided members add, one value for each theme that one of them is flagged for, in their order.

    Members of the baseline add nothing: they are too old to be news.
    """
    new = view.undecided - view.baseline
    themes = dict.fromkeys(a.theme for a in view.assessments if a.article in new and a.flagged)
    return tuple(_Reading(view, theme).novelty() for theme in themes)


def told_by(alert: Alert) -> tuple[ToldClaim, ...]:
    """The claims that an alert tells: that of each finding and of each of its quotations, without repetition."""
    told: dict[ToldClaim, None] = {}
    for finding in alert.findings:
        claims = [(q.evidence.claim, q.evidence.text) for q in finding.quotations]
        if finding.claim not in [claim for claim, _ in claims]:
            claims.append((finding.claim, claims[0][1] if claims else ""))
        for claim, text in claims:
            told[ToldClaim(alert.story, finding.theme, claim, text, alert.created, alert.id)] = None
    return tuple(told)


def repeated(view: StoryView) -> tuple[ToldClaim, ...]:
    """Told claims, of this story and of others, that its undecided members tell again: they are remembered anew."""
    new = [q for q in quotations(view.members, view.assessments) if q.article in view.undecided]
    return tuple(
        one
        for one in (*view.told, *view.known)
        if any(
            q.evidence.theme == one.theme and (same_claim(q.evidence, one.text, one.claim) or covers(one, q.evidence))
            for q in new
        )
    )


class _Reading:
    """One theme of a story: what its new members say, against what was told."""

    def __init__(self, view: StoryView, theme: ThemeId) -> None:
        new = view.undecided - view.baseline
        flagged = [a for a in view.assessments if a.theme == theme and a.flagged and a.article not in view.baseline]
        self._theme = theme
        self._told = [one for one in view.told if one.theme == theme]
        self._known = [one for one in view.known if one.theme == theme]
        self._new = [a for a in flagged if a.article in new]
        said = list(quotations(view.members, flagged))
        # What an earlier pass folded was never told: it is told with the next alert, and moves nothing any more.
        self._all = said
        self._said = [q for q in said if q.article in new]

    def novelty(self) -> Novelty:
        familiar = [(q, self._familiar(q)) for q in self._all if not self._is_told(q)]
        new = {a.article for a in self._new}
        known = tuple(Familiar(q, one) for q, one in familiar if one is not None and q.article in new)
        untold = [q for q, one in familiar if one is None]
        found = Novelty(self._theme, known=_one_each(known))
        if not self._told:
            claim = _strongest(q.evidence.claim for q in untold) if known else self._leading()
            fresh = _distinct(untold, claim)
            return replace(found, fresh=fresh, claim=claim, first=True, event=any(is_lead(q.evidence) for q in fresh))
        for news in (self._moved(untold), self._confirmed(untold), self._counted(untold), self._joined(untold)):
            if news is not None and news.claim is not None:
                # What moves stands first, then all that was not told, then what was: an update reads as a whole.
                fresh = _distinct([*untold, *(q for q in self._said if self._familiar(q) is None)], news.claim)
                if fresh:
                    return replace(news, fresh=fresh, known=found.known, event=any(is_lead(q.evidence) for q in untold))
        claim = _strongest(q.evidence.claim for q in untold)
        return replace(found, fresh=_distinct(untold, claim), claim=claim)

    def _leading(self) -> Claim | None:
        return _strongest(a.claim for a in self._new if a.claim is not None)

    def _is_told(self, quotation: Quotation) -> bool:
        return any(same_claim(quotation.evidence, one.text, one.claim) for one in self._told)

    def _familiar(self, quotation: Quotation) -> ToldClaim | None:
        return next((one for one in self._known if covers(one, quotation.evidence)), None)

    def _matter(self, quotation: Quotation) -> list[ToldClaim]:
        """What was told of the matter that a sentence speaks of."""
        evidence = quotation.evidence
        return [one for one in self._told if about(evidence.text, evidence.claim, one.text, one.claim)]

    def _moved(self, untold: Sequence[Quotation]) -> Novelty | None:
        """A claim that became more certain, or was denied for the first time."""
        best: tuple[int, int, Quotation, Status] | None = None
        for q in self._fresh_of(untold):
            claim, matter = q.evidence.claim, self._matter(q)
            if not matter or claim.status is Status.DENIED:
                continue
            before = max((one.claim.status for one in matter), key=lambda status: status.strength)
            # A report that drops the 'may' of others in passing has learnt nothing; its own news stands at the top.
            if claim.status.strength <= before.strength or (claim.source in _PRESS and not is_lead(q.evidence)):
                continue
            rank = (claim.status.strength, STANDING[claim.source])
            if best is None or rank > best[:2]:
                best = (*rank, q, before)
        if best is not None:
            claim = best[2].evidence.claim
            return Novelty(self._theme, claim=claim, status_before=best[3], status_now=claim.status)
        return self._denied()

    def _denied(self) -> Novelty | None:
        if any(one.claim.status is Status.DENIED for one in self._told):
            return None
        before = max((one.claim.status for one in self._told), key=lambda status: status.strength)
        # A denial that stands somewhere in an article is background; it is news when it is what the article says.
        for one in self._new:
            titled = [e.claim for e in one.evidence if e.field == "title" and not e.background]
            for claim in (one.claim, *titled):
                if claim is not None and claim.status is Status.DENIED:
                    return Novelty(self._theme, claim=claim, status_before=before, status_now=claim.status)
        return None

    def _confirmed(self, untold: Sequence[Quotation]) -> Novelty | None:
        """A stronger kind of source than any before that spoke of the matter, as certain as one of them at least."""
        found: list[Claim] = []
        for q in self._fresh_of(untold):
            claim = q.evidence.claim
            matter = [one.claim for one in self._matter(q) if one.claim.status is not Status.DENIED]
            if not matter or claim.status is Status.DENIED:
                continue
            weaker = all(STANDING[claim.source] > STANDING[one.source] for one in matter)
            if weaker and claim.status.strength >= min(one.status.strength for one in matter):
                found.append(claim)
        strongest = max(found, key=lambda one: STANDING[one.source], default=None)
        return None if strongest is None else Novelty(self._theme, claim=strongest, confirmed_by=strongest.source)

    def _counted(self, untold: Sequence[Quotation]) -> Novelty | None:
        """A number that is materially another than all that were told of the same noun and the same matter."""
        for q in self._fresh_of(untold):
            told = [fact for one in self._matter(q) for fact in numbers(one.text)]
            for fact in numbers(q.evidence.text):
                same: list[Fact] = [other for other in told if other.what == fact.what]
                if same and all(differ(other, fact) for other in same):
                    return Novelty(self._theme, claim=q.evidence.claim, number=(same[-1], fact))
        return None

    def _joined(self, untold: Sequence[Quotation]) -> Novelty | None:
        """A party that no told claim of the story names."""
        named = frozenset[str]().union(*(partners(one.text) for one in self._told))
        for q in self._fresh_of(untold):
            others = partners(q.evidence.text, q.evidence.claim.speaker) - named
            if named and others and is_lead(q.evidence):
                return Novelty(self._theme, claim=q.evidence.claim, partner=min(others))
        return None

    def _fresh_of(self, untold: Sequence[Quotation]) -> list[Quotation]:
        new = {q.article for q in self._said}
        return [q for q in untold if q.article in new]


def _one_each(known: Iterable[Familiar]) -> tuple[Familiar, ...]:
    chosen: list[Familiar] = []
    for one in known:
        if not any(same_statement(one.quotation.evidence.text, other.quotation.evidence.text) for other in chosen):
            chosen.append(one)
    return tuple(chosen)


def _strongest(claims: Iterable[Claim]) -> Claim | None:
    return max(claims, key=lambda claim: (claim.status.strength, STANDING[claim.source]), default=None)


def _distinct(found: Sequence[Quotation], claim: Claim | None) -> tuple[Quotation, ...]:
    chosen: list[Quotation] = []
    # A stable sort: of equal sentences the earliest member's stands first.
    for quotation in sorted(found, key=lambda q: (q.evidence.claim != claim, _vague(q), -q.evidence.score)):
        if not any(_is_repetition(quotation.evidence, other.evidence) for other in chosen):
            chosen.append(quotation)
    return tuple(chosen)


def _is_repetition(one: Evidence, other: Evidence) -> bool:
    """True for the same words, as certain, with the same numbers and from no stronger source: readers miss nothing."""
    return (
        one.claim.status is other.claim.status
        and STANDING[one.claim.source] <= STANDING[other.claim.source]
        and same_statement(one.text, other.text)
        and changed_number(other.text, one.text) is None
    )


def _vague(quotation: Quotation) -> bool:
    """True where nobody stands behind a statement but the press: readers want to see the others first."""
    return quotation.evidence.claim.source in _PRESS
