"""What is done about a story in this pass: one decision a theme, each with its reason in words. Pure.

Theme thresholds decide whether a story is worth telling; what is new decides whether it is told, and told again.
Corroboration by more outlets is no news, nor is what an alert about another story told; a claim that moved, a stronger
kind of source, another number, another party or another theme is.
"""

from collections.abc import Sequence
from textwrap import shorten
from typing import Final

from flows.domain import (
    Action,
    AlertId,
    Assessment,
    Claim,
    Decision,
    Evidence,
    Novelty,
    Status,
    StoryId,
    StoryView,
    ThemeId,
    ToldClaim,
)
from flows.scoring.blend import Blend


def alert_id(story: StoryId, number: int) -> AlertId:
    """The id of the n-th alert about a story, counted from 1; the same on every machine."""
    return AlertId(f"{story}.{number}")


def decide(view: StoryView, novelties: Sequence[Novelty], blend: Blend) -> tuple[Decision, ...]:
    """One decision for each theme that an undecided member was assessed for, in their order.

    All alerts and updates of one pass share one alert id: they become one message.
    """
    news = {novelty.theme: novelty for novelty in novelties}
    themes = dict.fromkeys(a.theme for a in view.assessments if a.article in view.undecided)
    return tuple(_decide(view, theme, news.get(theme), blend) for theme in themes)


def _decide(view: StoryView, theme: ThemeId, news: Novelty | None, blend: Blend) -> Decision:
    new = [a for a in view.assessments if a.theme == theme and a.article in view.undecided]
    threshold = blend.point(theme).threshold
    best = max(new, key=lambda a: a.score)
    flagged = [a for a in new if a.flagged]
    last = alert_id(view.story, view.alerts) if view.alerts else None
    if not flagged:
        return _quiet(view, theme, best, blend)
    if news is None:
        if any(told.theme == theme for told in view.told):
            return Decision(view.story, theme, Action.FOLD, "an older report of what was told already", last)
        return Decision(
            view.story, theme, Action.DROP, "too old, or undated, when its source was first read: part of its baseline"
        )
    coming = alert_id(view.story, view.alerts + 1)
    score = max((q.evidence.score for q in news.fresh), default=best.score)
    if news.first and news.is_known:
        return _known(view, theme, news, last)
    if news.first and not view.alerts:
        return Decision(view.story, theme, Action.ALERT, _first(news), coming)
    change = _change(news, score, threshold)
    if change:
        return Decision(view.story, theme, Action.UPDATE, change, coming)
    count = len({a.article for a in flagged})
    told = "statement that adds nothing to the claim" if news.fresh else "statement that was told already"
    reason = f"more of the same: {count} further {'article' if count == 1 else 'articles'}, no {_BEYOND} ({told})"
    return Decision(view.story, theme, Action.FOLD, reason, last)


_BEYOND: Final = "change of status, party, way or number, no stronger kind of source"
_SHOWN: Final = 120
"""Characters of a sentence in a reason."""


def _first(news: Novelty) -> str:
    """Why a story is told for the first time: as an event, for what it answers, or for a claim that is new in it."""
    if news.earlier is not None:
        return _answer(news, news.earlier) + _rest(news)
    if not news.known:
        return "a new event: nothing was told of it before"
    what = "a new event" if news.event else "a new claim in a report of what is known"
    best = news.fresh[0].evidence
    return f"{what}: {_said(best)}{_rest(news)}"


def _rest(news: Novelty) -> str:
    if not news.known:
        return ""
    count = f"{len(news.known)} further {'claim' if len(news.known) == 1 else 'claims'}"
    return f"; {count} of it told before, first {_where(news)}"


def _answer(news: Novelty, earlier: ToldClaim) -> str:
    """What a report does to what an alert about another story told: takes it back, denies, moves or confirms it."""
    before = f"{_placed(earlier)}: {_words(earlier.claim, earlier.text)}"
    if news.retracted:
        return f"its own source takes back what was told {before}"
    if news.status_now is Status.DENIED:
        return f"denies what was told {before}"
    if news.status_before is not None and news.status_now is not None:
        return f"{news.status_now} now, {news.status_before} as it was told {before}"
    source = news.confirmed_by.named if news.confirmed_by is not None else "a stronger kind of source"
    return f"{source} now says what was told {before}"


def _known(view: StoryView, theme: ThemeId, news: Novelty, last: AlertId | None) -> Decision:
    """A theme of which every claim was told about another story."""
    count = "its only claim was" if len(news.known) == 1 else f"all {len(news.known)} claims were"
    told = min(news.known, key=lambda one: one.told.first_seen).told
    return Decision(
        view.story, theme, Action.FOLD, f"nothing new: {count} told before, {_where(news)}", told.alert or last
    )


def _where(news: Novelty) -> str:
    return _placed(min(news.known, key=lambda one: one.told.first_seen).told)


def _placed(told: ToldClaim) -> str:
    place = f"(alert {told.alert})" if told.alert else f"about story {told.story}"
    return f"on {told.first_seen:%d %b %Y} {place}"


def _said(evidence: Evidence) -> str:
    return _words(evidence.claim, evidence.text)


def _words(claim: Claim, text: str) -> str:
    return f"{claim.status}, said by {claim.source.named}: “{shorten(text, _SHOWN, placeholder=' …')}”"


def _change(news: Novelty, score: float, threshold: float) -> str:
    """What justifies speaking again, in words; empty when nothing does."""
    if news.first:
        known = f"; {len(news.known)} of its claims known since {_where(news)[3:]}" if news.known else ""
        if news.earlier is not None:
            return f"{_answer(news, news.earlier)}{known}"
        what = "a new claim of a theme that was only background so far" if news.shown else "a new theme"
        return f"{what} in a story already told: score {score:.2f} reaches the threshold {threshold:.2f}{known}"
    if news.retracted:
        return f"the claim moved from {news.status_before} to denied: its own source takes it back"
    if news.status_before is not None and news.status_now is not None:
        return f"the claim moved from {news.status_before} to {news.status_now}"
    if news.confirmed_by is not None:
        return f"a stronger kind of source now says so: {news.confirmed_by.named}"
    if news.partner:
        return f"another party comes in: {news.partner}"
    if news.turned:
        return f"the other way than was told: now {news.turned} the DPRK"
    if news.number is not None:
        return f"a number changed: {news.number[0].text} → {news.number[1].text}"
    return ""


def _quiet(view: StoryView, theme: ThemeId, best: Assessment, blend: Blend) -> Decision:
    threshold = blend.point(theme).threshold
    below = f"score {best.score:.2f} is below the threshold {threshold:.2f}"
    if any(evidence.background for evidence in best.evidence) and best.claim is None:
        return Decision(view.story, theme, Action.DROP, f"only shadow rules fired; {below}")
    if best.article not in view.baseline and blend.is_near(theme, best.score):
        near = blend.point(theme).near
        return Decision(view.story, theme, Action.DIGEST, f"a near miss: {below}, above {near:.2f}")
    return Decision(view.story, theme, Action.DROP, below)
