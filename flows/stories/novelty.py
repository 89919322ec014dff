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
from flows.stories.parties import SUBJECT, receivers
from flows.stories.statements import (
    STANDING,
    about,
    answers,
    covers,
    is_lead,
    same_claim,
    same_statement,
    tells_no_other,
)
from flows.stories.subjects import partner_words, partners, subjects
from flows.stories.voices import is_same_voice

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
        self._goods_told: frozenset[str] | None = None
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
            found = replace(found, fresh=fresh, claim=claim, first=True, event=any(is_lead(q.evidence) for q in fresh))
            return self._answering(replace(found, shown=any(one for q, one in familiar if q.article not in new)))
        for kind in (self._moved, self._confirmed, self._joined, self._turned, self._counted):
            news = kind(untold)
            if news is not None and news.claim is not None:
                # What moves stands first, then all that was not told, then what was: an update reads as a whole.
                fresh = _distinct([*untold, *(q for q in self._said if self._familiar(q) is None)], news.claim)
                if fresh:
                    return replace(news, fresh=fresh, known=found.known, event=any(is_lead(q.evidence) for q in untold))
        claim = _strongest(q.evidence.claim for q in untold)
        return replace(found, fresh=_distinct(untold, claim), claim=claim)

    def _answering(self, found: Novelty) -> Novelty:
        """The news of a story that answers what alerts about others told: it denies, moves or confirms that."""
        best: tuple[bool, float, int, Quotation, ToldClaim] | None = None
        for n, q in enumerate(found.fresh):
            claim = q.evidence.claim
            if not is_lead(q.evidence) or (claim != found.claim and claim.status is not Status.DENIED):
                continue
            told = [(answers(q.evidence.text, claim, one.text, one.claim), one) for one in self._known]
            matter = [(share, one) for share, one in told if share and one.claim.status is not Status.DENIED]
            if not matter or not _moves(claim, [one.claim for _, one in matter]):
                continue
            share, earlier = max(
                matter, key=lambda one: (_is_retraction(q.evidence, one[1]), one[0], one[1].first_seen)
            )
            rank = (_is_retraction(q.evidence, earlier), share, -n, q, earlier)
            if best is None or rank[:3] > best[:3]:
                best = rank
        if best is None:
            return found
        retracted, _, _, quotation, earlier = best
        claim, before = quotation.evidence.claim, earlier.claim
        found = replace(found, earlier=earlier, retracted=retracted)
        if claim.status is not before.status:
            return replace(found, status_before=before.status, status_now=claim.status)
        return replace(found, confirmed_by=claim.source)

    def _leading(self) -> Claim | None:
        return _strongest(a.claim for a in self._new if a.claim is not None)

    def _is_told(self, quotation: Quotation) -> bool:
        return any(same_claim(quotation.evidence, one.text, one.claim) for one in self._told)

    def _familiar(self, quotation: Quotation) -> ToldClaim | None:
        return next((one for one in self._known if covers(one, quotation.evidence, self._goods)), None)

    def _goods(self) -> frozenset[str]:
        """Goods of all that alerts about others told; looked for when it is first asked."""
        if self._goods_told is None:
            self._goods_told = frozenset[str]().union(*(subjects(one.text) for one in self._known))
        return self._goods_told

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
        heard = [one for one in self._told if one.claim.status is Status.DENIED]
        rest = [one for one in self._told if one.claim.status is not Status.DENIED]
        if not rest:
            return None
        before = max((one.claim.status for one in rest), key=lambda status: status.strength)
        # A denial that stands somewhere in an article is background; it is news when it is what the article says.
        for one in self._new:
            leads = [e for e in one.evidence if not e.background and (e.field == "title" or e.claim == one.claim)]
            for evidence in leads:
                claim = evidence.claim
                if claim.status is not Status.DENIED:
                    continue
                own = next((told for told in reversed(rest) if _is_retraction(evidence, told)), None)
                # Once somebody denied a claim, another one who does is no news, unless it is who made it.
                if heard and (own is None or any(_is_retraction(evidence, told) for told in heard)):
                    continue
                found = Novelty(self._theme, claim=claim, status_before=before, status_now=claim.status)
                return replace(found, earlier=own, retracted=own is not None)
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
            evidence = q.evidence
            named = partners(evidence.text, evidence.claim.speaker)
            matter = [
                one
                for one in self._matter(q)
                if one.claim.status is evidence.claim.status and named <= (partners(one.text) or named)
            ]
            told = [fact for one in matter for fact in numbers(one.text)]
            for fact in numbers(evidence.text):
                same: list[Fact] = [other for other in told if other.what == fact.what]
                if same and all(differ(other, fact) for other in same):
                    return Novelty(self._theme, claim=evidence.claim, number=(same[-1], fact))
        return None

    def _joined(self, untold: Sequence[Quotation]) -> Novelty | None:
        """A party that no told claim of the story names."""
        named = frozenset[str]().union(*(partners(one.text) for one in self._told))
        for q in self._fresh_of(untold):
            others = partner_words(q.evidence.text, q.evidence.claim.speaker)
            new = [words for code, words in others.items() if code not in named]
            if named and new and is_lead(q.evidence):
                return Novelty(self._theme, claim=q.evidence.claim, partner=new[0])
        return None

    def _turned(self, untold: Sequence[Quotation]) -> Novelty | None:
        """What passes the other way than all that was told: to the DPRK, or from it."""
        told = [to for one in self._told if (to := receivers(one.text))]
        ways = {SUBJECT in to for to in told}
        for q in self._fresh_of(untold):
            claim, to = q.evidence.claim, receivers(q.evidence.text)
            if to and ways == {SUBJECT not in to} and claim.status is not Status.DENIED and is_lead(q.evidence):
                return Novelty(self._theme, claim=claim, turned="to" if SUBJECT in to else "from")
        return None

    def _fresh_of(self, untold: Sequence[Quotation]) -> list[Quotation]:
        new = {q.article for q in self._said}
        return [q for q in untold if q.article in new]


def _moves(claim: Claim, told: Sequence[Claim]) -> bool:
    """True when a claim denies what was told, is more certain, or comes from a stronger kind of source."""
    if claim.status is Status.DENIED:
        return True
    if claim.status.strength > max(one.status.strength for one in told):
        return True
    stronger = all(STANDING[claim.source] > STANDING[one.source] for one in told)
    return stronger and claim.status.strength >= min(one.status.strength for one in told)


def _is_retraction(evidence: Evidence, told: ToldClaim) -> bool:
    """True for a denial by who made the claim that it denies."""
    return evidence.claim.status is Status.DENIED and is_same_voice(
        evidence.claim, evidence.text, told.claim, told.text
    )


def _one_each(known: Iterable[Familiar]) -> tuple[Familiar, ...]:
    chosen: list[Familiar] = []
    for one in known:
        if not any(_is_said_alike(one.quotation.evidence, other.quotation.evidence) for other in chosen):
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
        and _is_said_alike(one, other)
    )


def _is_said_alike(one: Evidence, other: Evidence) -> bool:
    return same_statement(one.text, other.text) and tells_no_other(one.text, one.claim, other.text, other.claim)


def _vague(quotation: Quotation) -> bool:
    """True where nobody stands behind a statement but the press: readers want to see the others first."""
    return quotation.evidence.claim.source in _PRESS
