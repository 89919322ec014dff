"""Messages that try a target out: in the form of real ones, and marked so that nobody takes them for news."""

from datetime import datetime

from flows.domain import (
    Action,
    Alert,
    AlertId,
    ArticleId,
    ArticleRef,
    Claim,
    Direction,
    Evidence,
    Finding,
    Notice,
    NoticeKind,
    Quotation,
    Severity,
    SourceType,
    Status,
    StoryId,
    ThemeId,
)

TITLE = "TEST, no news"
"""Stands where an alert names its theme, and so in the subject."""
SENTENCE = "This is a test message of Sanctions Watch: nobody reported anything, and nothing needs to be done."
_STORY = "test"


def sample_alert(now: datetime) -> Alert:
    """An alert about nothing. Its id differs from test to test, so that none replaces another."""
    claim = Claim(Status.POSSIBLE, SourceType.OUTLET, "", Direction.UNCLEAR)
    theme, article = ThemeId(_STORY), ArticleId(_STORY)
    evidence = Evidence(
        theme, "text", 0, len(SENTENCE), SENTENCE, score=0.0, points=0, probability=None, rules=(), claim=claim
    )
    finding = Finding(
        theme=theme,
        title=TITLE,
        action=Action.ALERT,
        reason="somebody ran 'sanctions-watch alerts test'",
        severity=Severity.LOW,
        score=0.0,
        claim=claim,
        quotations=(Quotation(evidence, article, TITLE, "", "Sanctions Watch", now),),
        measures=(),
    )
    ident = f"{_STORY}-{now:%Y%m%dT%H%M%S%f}"
    return Alert(
        id=AlertId(ident),
        story=StoryId(ident),
        number=1,
        created=now,
        headline=f"{TITLE}: {SENTENCE}",
        severity=Severity.LOW,
        findings=(finding,),
        articles=(ArticleRef(article, TITLE, "", "Sanctions Watch", now),),
        origins=(),
        notices=("This is a TEST. It is not kept, and 'alerts show' does not know it.",),
    )


def sample_notice(now: datetime) -> Notice:
    """A notice about nothing."""
    return Notice(
        id=f"notice-{now:%Y%m%dT%H%M%S%f}-{NoticeKind.TEST}",
        kind=NoticeKind.TEST,
        created=now,
        subject="TEST: notices about the watch arrive here",
        lines=("Somebody ran 'sanctions-watch alerts test operations'.",),
        severity=Severity.LOW,
    )
