"""What a story claims, merged over its articles: each claim once, with its facts and with who had it first. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.domain import Article, Assessment, Evidence, Fact, Quotation, StoryClaim
from flows.stories.facts import facts
from flows.stories.statements import same_claim
from flows.stories.subjects import partners, subjects


def quotations(members: Sequence[Article], assessments: Iterable[Assessment]) -> Iterator[Quotation]:
    """Every evidence sentence with its article, the earliest article first; what only shadow rules found is not one."""
    found: dict[str, list[Evidence]] = {}
    for one in assessments:
        found.setdefault(one.article, []).extend(evidence for evidence in one.evidence if not evidence.background)
    for member in sorted(members, key=lambda one: (one.when, one.id)):
        for evidence in found.get(member.id, ()):
            yield Quotation(evidence, member.id, member.title, member.url, member.outlet, member.published)


def claims(members: Sequence[Article], assessments: Iterable[Assessment]) -> tuple[StoryClaim, ...]:
    """The claims of a story, those that were there first before those that came later.

    Sentences are one claim when they agree in theme, status, kind of source and direction and say the same in nearly
    the same words, or speak of the same goods between the same parties without a number that contradicts. No evidence
    is left out: each stands in one claim, its facts and its article too.
    """
    when = {member.id: member.when for member in members}
    found: list[StoryClaim] = []
    for quotation in quotations(members, assessments):
        evidence = quotation.evidence
        own = facts(evidence.text)
        at = next((n for n, claim in enumerate(found) if _is_one(claim, evidence)), None)
        if at is None:
            found.append(
                StoryClaim(
                    theme=evidence.theme,
                    claim=evidence.claim,
                    text=evidence.text,
                    facts=own,
                    first_seen=when[quotation.article],
                    article=quotation.article,
                    outlet=quotation.outlet,
                    articles=(quotation.article,),
                    score=evidence.score,
                )
            )
        else:
            found[at] = _merged(found[at], quotation, own)
    return tuple(found)


def _is_one(claim: StoryClaim, evidence: Evidence) -> bool:
    if claim.theme != evidence.theme or claim.claim.direction is not evidence.claim.direction:
        return False
    if same_claim(evidence, claim.text, claim.claim):
        return True
    goods = subjects(evidence.text)
    return (
        claim.claim.status is evidence.claim.status
        and claim.claim.source is evidence.claim.source
        and bool(goods)
        and goods == subjects(claim.text)
        and partners(evidence.text, evidence.claim.speaker) == partners(claim.text, claim.claim.speaker)
        and _numbers(facts(evidence.text)) == _numbers(claim.facts)
    )


def _numbers(found: Iterable[Fact]) -> frozenset[tuple[str, float]]:
    return frozenset((fact.what, fact.amount) for fact in found if fact.amount)


def _merged(claim: StoryClaim, quotation: Quotation, own: tuple[Fact, ...]) -> StoryClaim:
    return replace(
        claim,
        facts=tuple(dict.fromkeys((*claim.facts, *own))),
        articles=tuple(dict.fromkeys((*claim.articles, quotation.article))),
        score=max(claim.score, quotation.evidence.score),
    )
