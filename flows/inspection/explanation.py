"""Why an article scores as it does: each sentence with what fired, what nearly did, and how its claim was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.domain import Article, Assessment, Claim, Evidence
from flows.wiring import Bench
from rules.claims import ClaimReader
from rules.engine import Engine, Scan
from rules.explain import NearMiss, near_misses
from rules.packs import RuleSet
from rules.rule import RuleHit, RuleStatus, SentenceScan, TermHit
from rules.withheld import Withheld, Withholding

STATUS, SPEAKER, DIRECTION = "status/", "speaker/", "direction/"


@dataclass(frozen=True, slots=True)
class Fired:
    """One rule that fired on one sentence."""

    theme: str
    rule: str
    status: str
    points: int
    signals: tuple[str, ...]
    words: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        roles = "".join(f", {role} {code}" for role, code in self.roles)
        words = " · ".join(self.words)
        return f"{self.rule} ({self.status}): {self.points} points by {', '.join(self.signals)}: {words}{roles}"


@dataclass(frozen=True, slots=True)
class Read:
    """What one theme makes of a sentence that is evidence."""

    theme: str
    score: float
    probability: float | None
    """The classifier's; None where it did not run."""
    claim: Claim
    reasons: tuple[str, ...]
    """Why the claim reads so: the cues in the sentence that speak of it."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The rule of a theme that came nearest to firing on a sentence."""

    theme: str
    rule: str
    miss: NearMiss

    def __str__(self) -> str:
        return f"{self.rule}: {self.miss}"


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """One sentence with all that is known about it."""

    field: str
    start: int
    end: int
    text: str
    fired: tuple[Fired, ...]
    withheld: tuple[Withheld, ...]
    """Rules that an exclusion, a filter or their `requires_points` kept back."""
    nearest: tuple[Nearest, ...]
    """For each theme of which no rule fired or was kept back, the rule that came nearest."""
    read: tuple[Read, ...]
    terms: tuple[tuple[str, str, str], ...]
    """Words, the list they belong to, and their code."""
    norm: bool
    """True for a sentence that only repeats what a rule asks for: it is no evidence."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article explained."""

    article: Article
    subject: bool
    """False for an article that never names the subject of the pack: it is not read further."""
    assessments: tuple[Assessment, ...]
    sentences: tuple[SentenceNote, ...]


def explain(bench: Bench, article: Article) -> Explanation:
    """Score an article and say why, sentence by sentence."""
    scan = Engine(bench.rules).scan(article)
    assessments = bench.assessor.assess([article])[0]
    withheld = Withholding(bench.rules).look(article, scan)
    notes = (_note(bench, scan, index, withheld[index], assessments) for index in range(len(scan.sentences)))
    return Explanation(article, scan.subject, assessments, tuple(notes))


def _note(
    bench: Bench, scan: Scan, index: int, withheld: tuple[Withheld, ...], assessments: Sequence[Assessment]
) -> SentenceNote:
    sentence = scan.sentences[index]
    evidence = [
        one
        for assessment in assessments
        for one in assessment.evidence
        if (one.field, one.start) == (sentence.field, sentence.start)
    ]
    kept = {str(bench.rules.rule(one.rule).theme) for one in withheld}
    return SentenceNote(
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        fired=tuple(fired(sentence, hit) for hit in sentence.hits),
        withheld=withheld,
        nearest=tuple(one for one in nearest_rules(bench.rules, [sentence]) if one.theme not in kept),
        read=tuple(_read(bench.rules, sentence, one) for one in evidence),
        # Words that end the reach of a cue carry a list id with a colon: nobody wrote a list of that name.
        terms=tuple((_words(sentence, one), str(one.list), one.code) for one in sentence.terms if ":" not in one.list),
        norm=bool(sentence.hits) and ClaimReader(bench.rules).is_norm(scan, index),
    )


def fired(sentence: SentenceScan, hit: RuleHit) -> Fired:
    """A rule that fired on a sentence, in words."""
    words = tuple(_words(sentence, span) for span in hit.spans)
    return Fired(hit.theme, hit.rule, str(hit.status), hit.points, hit.signals, words, tuple(hit.roles.items()))


def nearest_rules(ruleset: RuleSet, sentences: Sequence[SentenceScan]) -> Iterable[Nearest]:
    """For each theme of which no rule fired on these sentences the rule that came nearest; the order of the pack.

    A theme of which nothing stands there but the name of the subject and words that stand everywhere has none.
    """
    for theme in ruleset.themes:
        if any(hit.theme == theme.id for sentence in sentences for hit in sentence.hits):
            continue
        misses = [
            Nearest(str(theme.id), rule.name, miss)
            for rule in ruleset.rules
            if rule.theme == theme.id and rule.status is not RuleStatus.RETIRED
            for sentence in sentences
            for miss in near_misses(rule, sentence)
            if miss.says_something(ruleset.subject)
        ]
        if misses:
            yield min(misses, key=lambda one: (len(one.miss.missing), -len(one.miss.present)))


def _words(sentence: SentenceScan, term: TermHit) -> str:
    return sentence.text[term.start - sentence.start : term.end - sentence.start]


def _read(ruleset: RuleSet, sentence: SentenceScan, one: Evidence) -> Read:
    return Read(one.theme, one.score, one.probability, one.claim, tuple(_reasons(ruleset, sentence, one)))


def _reasons(ruleset: RuleSet, sentence: SentenceScan, one: Evidence) -> Iterable[str]:
    """The cues of a sentence that speak of its claim. A value that no cue here tells comes from what stands around."""
    cues: dict[str, list[str]] = {}
    for term in sentence.terms:
        cue = ruleset.cues.get(term.list)
        if cue is not None:
            cues.setdefault(cue.meaning, []).append(f"'{_words(sentence, term)}' ({cue.id})")
    claim = one.claim
    said = cues.get(f"{STATUS}{claim.status}", [])
    yield f"{claim.status}: {_listed(said) or 'no cue in the sentence says otherwise'}"
    others = {meaning: words for meaning, words in cues.items() if meaning.startswith(STATUS) and words != said}
    for meaning, words in others.items():
        yield f"not {meaning.removeprefix(STATUS)}, for all of {_listed(words)}: out of reach, or a stronger cue wins"
    if claim.speaker:
        here = claim.speaker in sentence.text
        kind = _listed(cues.get(f"{SPEAKER}{claim.source}", []))
        place = "" if here else " (in a sentence near by)"
        yield f"{claim.source}: the speaker is '{claim.speaker}'{place}" + (f"; {kind}" if kind else "")
    else:
        yield f"{claim.source}: no speaker is named"
    yield f"{claim.direction}: {_direction(ruleset, sentence, one, cues)}"


def _direction(ruleset: RuleSet, sentence: SentenceScan, one: Evidence, cues: Mapping[str, Sequence[str]]) -> str:
    if not ruleset.theme(one.theme).directed:
        return "the theme knows one direction only"
    roles = [
        f"{role} {code}"
        for hit in sentence.hits
        if str(hit.theme) == str(one.theme)
        for role, code in hit.roles.items()
        if role in {"supplier", "recipient"}
    ]
    if roles:
        return f"the rules found {_listed(roles)}"
    ways = [_listed(words) for meaning, words in cues.items() if meaning.startswith(DIRECTION)]
    return f"by {', '.join(ways)}" if ways else "no role and no cue in the sentence tells more"


def _listed(words: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(words))
