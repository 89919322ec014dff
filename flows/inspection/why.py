"""Why something was or was not alerted, in words: for an article, a story, an alert, an address or a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from textwrap import shorten

from flows.domain import Action, AlertId, Article, ArticleId, Assessment, StoryClaim, StoryId
from flows.errors import UsageError
from flows.inspection.lookup import article_in_file, is_file
from flows.options import ScoringOptions
from flows.scoring.blend import Blend, load_blend
from flows.storage.records import PastDecision
from flows.storage.store import Store
from flows.stories.claims import claims

NAMED = 5
"""Articles that a message names."""
SHOWN = 200
"""Characters of a sentence."""
LOWEST = 1e-6
"""A threshold that every sentence with any score reaches."""


@dataclass(frozen=True, slots=True)
class Why:
    """The answer."""

    asked: str
    answer: str
    """In one sentence: what was done, or why nothing was."""
    article: ArticleId | None = None
    story: StoryId | None = None
    title: str = ""
    reasons: tuple[str, ...] = ()
    """In words, one for each theme or decision, the earliest decision first."""
    decisions: tuple[PastDecision, ...] = ()
    """All decisions about the article; about the story, where a story was asked for."""
    claims: tuple[StoryClaim, ...] = ()
    """What the story claims by now, and who had it first."""


def why(store: Store, word: str, scoring: ScoringOptions) -> Why:
    """What was decided about an article, story, alert or address, and why.

    Args:
        store: the storage of the watch, or one that was replayed up to some time.
        word: an id, the beginning of one, an address, or a file that a source brought.
        scoring: how articles are scored; rules and model are opened only for an article that shows no evidence.

    Raises:
        UsageError: several articles fit.
    """
    article = _article(store, word)
    if article is not None and is_file(word):
        word = article.id
    if article is None:
        return Why(
            word,
            "not stored: no source has brought it, as an address, under this id or as this file. 'sanctions-watch "
            "sources check' says what a source gives, 'rules explain FILE' what the rules make of a text",
        )
    return _of(store, word, article, scoring)


def _article(store: Store, word: str) -> Article | None:
    if is_file(word):
        told = article_in_file(word)
        return _only(store.articles_of_text(told.title, told.text, NAMED + 1), word)
    alert = store.alert(AlertId(word))
    ident = alert.story if alert is not None else word
    exact = store.article(ArticleId(ident))
    if exact is not None:
        return exact
    return _only(store.articles_like(word, NAMED + 1), word)


def _only(found: Sequence[Article], word: str) -> Article | None:
    if len(found) > 1:
        ids = ", ".join(one.id for one in found[:NAMED]) + (", ..." if len(found) > NAMED else "")
        raise UsageError(f"several articles fit '{word}': {ids}; write more of the id")
    return found[0] if found else None


def _of(store: Store, word: str, article: Article, scoring: ScoringOptions) -> Why:
    blend = load_blend(scoring.thresholds, prefer=scoring.prefer)
    story = store.story_of(article.id)
    base = Why(word, "", article.id, story, article.title)
    if not store.is_assessed(article.id):
        return replace(base, answer="stored, and waits to be scored in the next pass")
    if story is None:
        answer, scores = _outside(article, scoring, blend)
        return replace(base, answer=answer, reasons=scores)
    is_story = word in {story, *(alert for alert in store.alerts_that_begin(f"{story}.", NAMED) if alert == word)}
    past = store.decisions_of(story)
    own = [one for one in past if one.articles is None or article.id in one.articles]
    members = store.members_of(story)
    said = [one for member in members for one in store.assessments_of(member.id)]
    shown = past if is_story else own
    reasons = [*_scores(store.assessments_of(article.id), blend), *map(_decided, shown)]
    return replace(
        base,
        answer=_answer(shown, story, len(members)),
        reasons=tuple(reasons),
        decisions=tuple(shown),
        claims=claims(members, said),
    )


def _outside(article: Article, scoring: ScoringOptions, blend: Blend) -> tuple[str, tuple[str, ...]]:
    """Why an article belongs to no story, with the sentence that came nearest to a theme."""
    # Imported here: they take a second, and only this answer needs them.
    from flows.wiring import open_bench  # noqa: PLC0415 - see above
    from rules.engine import Engine  # noqa: PLC0415 - see above

    themes = open_bench(replace(scoring, use_model=False)).themes
    bench = open_bench(replace(scoring, thresholds=dict.fromkeys(themes, LOWEST)))
    if not Engine(bench.rules).scan(article).subject:
        return "not about the DPRK: neither its title nor its text names it, so it was read no further", ()
    (assessments,) = bench.assessor.assess([article])
    answer = "names the DPRK, but no sentence of it is evidence for any theme: never alerted, and in no digest"
    return answer, tuple(_scores(assessments, blend))


def _scores(assessments: Sequence[Assessment], blend: Blend) -> Iterator[str]:
    """How near an article came to each theme, the nearest first."""
    for one in sorted(assessments, key=lambda one: -one.score):
        threshold = blend.point(one.theme).threshold
        best = next(iter(one.evidence), None)
        sentence = f": “{shorten(best.text, SHOWN, placeholder=' …')}”" if best is not None else ""
        if best is not None and best.background:
            rules = ", ".join(best.rules)
            yield f"{one.theme}: only shadow rules fired ({rules}), which never alert{sentence}"
        elif one.score >= threshold:
            yield f"{one.theme}: score {one.score:.2f} reaches the threshold {threshold:.2f}; best sentence{sentence}"
        elif best is not None:
            yield (
                f"{one.theme}: score {one.score:.2f} is {threshold - one.score:.2f} below the threshold "
                f"{threshold:.2f}; best sentence{sentence}"
            )
        else:
            yield f"{one.theme}: nothing in it speaks for it (threshold {threshold:.2f})"


_ANSWERS: Mapping[Action, str] = {
    Action.ALERT: "alerted",
    Action.UPDATE: "told as an update",
    Action.FOLD: "not alerted by itself: folded into what readers know",
    Action.DIGEST: "not alerted: a near miss, for the digest",
    Action.DROP: "not alerted",
}
"""In the order of how much was done: what heads the answer is the most."""


def _answer(past: Sequence[PastDecision], story: StoryId, members: int) -> str:
    place = f"story {story} of {members} article{'' if members == 1 else 's'}"
    if not past:
        return f"scored, and waits to be decided on in the next pass ({place})"
    done = {one.decision.action for one in past}
    first = next(action for action in _ANSWERS if action in done)
    alerts = dict.fromkeys(one.decision.alert for one in past if one.decision.action is first and one.decision.alert)
    return f"{_ANSWERS[first]} ({', '.join((*(f'alert {alert}' for alert in alerts), place))})"


def _decided(past: PastDecision) -> str:
    decision = past.decision
    alert = f" [{decision.alert}]" if decision.alert else ""
    return f"{_minute(past.decided)} {decision.theme}: {decision.action}{alert}: {decision.reason}"


def _minute(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"
