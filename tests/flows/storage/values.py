"""Makers of what storage keeps, beyond `tests.builders`."""

from datetime import datetime, timedelta

from flows.domain import (
    Action,
    Alert,
    AlertId,
    Article,
    ArticleRef,
    Assessment,
    Citation,
    Decision,
    Finding,
    Incoming,
    PlannedCopy,
    Quotation,
    Severity,
    StoryId,
    StoryView,
    ThemeId,
    ToldClaim,
)
from flows.storage.records import AssessedArticle, DecidedStory
from flows.storage.store import Store
from tests.builders import LABOUR, NOON, a_claim, an_evidence

MINUTE = timedelta(minutes=1)


def an_incoming(
    key: str = "k1",
    *,
    source: str = "wire",
    title: str = "Governor visits Pyongyang",
    text: str = "North Korea plans to send workers to Russia, the spy agency said.",
    url: str = "",
    published: datetime | None = NOON,
) -> Incoming:
    """An article as a source gives it."""
    return Incoming(source, key, title, text, url, "en", "Example Wire", published)


def an_assessment(article: Article, theme: ThemeId = LABOUR, score: float = 0.9) -> Assessment:
    """A flagged assessment with one evidence sentence."""
    return Assessment(
        article.id, theme, score, score >= 0.5, Severity.HIGH, a_claim(), (an_evidence(theme),), "rules-1", "model-1"
    )


def an_alert(story: StoryId, number: int = 1, created: datetime = NOON, article: Article | None = None) -> Alert:
    """An alert with one finding, one quotation and one measure."""
    reference = (
        ArticleRef(article.id, article.title, article.url, article.outlet, article.published) if article else None
    )
    quotations = (
        (Quotation(an_evidence(), article.id, article.title, article.url, article.outlet, article.published),)
        if article
        else ()
    )
    measure = Citation("unscr-2397-8", "UNSCR 2397 (2017) OP 8", "workers go home", ("refugees",), verified=False)
    finding = Finding(
        LABOUR,
        "Labour dispatch",
        Action.ALERT,
        "first of its story",
        Severity.HIGH,
        0.9,
        a_claim(),
        quotations,
        (measure,),
    )
    return Alert(
        id=AlertId(f"{story}-{number}"),
        story=story,
        number=number,
        created=created,
        headline="Governor visits Pyongyang",
        severity=Severity.HIGH,
        findings=(finding,),
        articles=(reference,) if reference else (),
        origins=("NIS",),
        notices=("one rule file does not load",),
    )


def assess_all(store: Store, story: StoryId | None = None, now: datetime = NOON) -> list[Article]:
    """Assess everything that waits, each article in a story of its own unless one is named."""
    waiting = store.unassessed()
    store.save_assessed(
        [AssessedArticle(a, (an_assessment(a),), story or StoryId(a.id), {"words": [a.title]}) for a in waiting], now
    )
    return waiting


def a_decision(pending: StoryView, targets: tuple[str, ...] = ("desk", "mail"), now: datetime = NOON) -> DecidedStory:
    """An alert about the whole of a pending story."""
    alert = an_alert(pending.story, pending.alerts + 1, now, pending.members[0])
    return DecidedStory(
        story=pending.story,
        members=tuple((m.id, m.revision) for m in pending.members),
        decisions=(Decision(pending.story, LABOUR, Action.ALERT, "first of its story", alert.id),),
        alert=alert,
        copies=tuple(PlannedCopy(target) for target in targets),
        told=(ToldClaim(pending.story, LABOUR, a_claim(), "North Korea plans to send workers.", now),),
    )


def alert_once(
    store: Store, key: str = "k1", targets: tuple[str, ...] = ("desk", "mail"), now: datetime = NOON
) -> Alert:
    """Bring one article all the way to an alert that waits to be sent."""
    store.add_articles([an_incoming(key)], now)
    assess_all(store, now=now)
    decided = [a_decision(pending, targets, now) for pending in store.undecided_stories()]
    store.save_decisions(decided, "run-1", now)
    assert decided[-1].alert is not None
    return decided[-1].alert
