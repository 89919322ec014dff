"""A digest as a message."""

from dataclasses import replace
from datetime import timedelta

from flows.alerts.digest import MISSES, ROOM, digest
from flows.alerts.message import SLACK_LIMIT, Form, weight
from flows.alerts.notices import render_notice
from flows.domain import AlertId, ArticleId, NearMiss, NoticeKind, Severity, StoryId
from tests.builders import LABOUR, NOON
from tests.flows.alerts.samples import an_alert

SPAN = (NOON - timedelta(days=1), NOON)
MISS = NearMiss(
    StoryId("s9"),
    LABOUR,
    "a near miss: score 0.45 is below the threshold 0.50, above 0.40",
    NOON,
    ArticleId("a9"),
    "Loggers seen in Amur",
    "Post",
    "https://post.example/9",
)


def test_an_alert_has_a_line_that_says_what_is_claimed_and_by_whom() -> None:
    (notice,) = digest("desk", SPAN, [an_alert()], (), NOON)
    assert notice.kind is NoticeKind.DIGEST
    assert notice.subject == "digest: 1 alert since 12 Dec 2023 12:00 UTC"
    (line,) = notice.lines
    assert line.startswith("HIGH Labour dispatch and 2 further themes, planned, said by The South Korean National")
    assert "(intelligence): North Korea seeks to bolster economic ties with Russian region (3 articles" in line
    assert line.endswith("https://news.example/efe/north-korea?id=7&lang=en [alert 000_ad885a1fc4adeb75.1]")
    assert notice.severity is Severity.HIGH


def test_near_misses_come_after_the_alerts_and_many_are_counted() -> None:
    (notice,) = digest("desk", SPAN, [], [MISS] * (MISSES + 2), NOON)
    assert notice.subject == "digest: no alert, 12 near misses since 12 Dec 2023 12:00 UTC"
    assert notice.lines[0] == "12 near misses, just below a threshold and alerted to nobody:"
    assert notice.lines[1] == (
        "near miss, labour_dispatch: Post: Loggers seen in Amur "
        "(score 0.45 is below the threshold 0.50, above 0.40) https://post.example/9"
    )
    assert notice.lines[-1] == "and 2 more near misses"


def test_with_nothing_to_tell_there_is_no_digest() -> None:
    assert digest("desk", SPAN, [], [], NOON) == ()


def test_a_long_digest_comes_in_parts_that_every_target_takes_whole() -> None:
    alerts = [replace(an_alert(), id=AlertId(f"story-{number:03}.1"), headline="& <b>" * 60) for number in range(40)]
    parts = digest("desk", SPAN, alerts, [MISS], NOON)
    assert len(parts) > 1
    assert len({part.id for part in parts}) == len(parts)
    assert parts[0].subject.endswith(f"(1 of {len(parts)})")
    told = "\n".join(render_notice(part, Form.SLACK).body for part in parts)
    assert all(f"[alert {alert.id}]" in told for alert in alerts)
    assert "the rest:" not in told
    assert all(sum(map(len, part.lines)) <= ROOM for part in parts)
    assert all(weight(render_notice(part, Form.SLACK).body) <= SLACK_LIMIT for part in parts)


def test_the_loudest_comes_first() -> None:
    quiet = replace(an_alert(), id=AlertId("quiet.1"), severity=Severity.LOW)
    (notice,) = digest("desk", SPAN, [quiet, an_alert()], (), NOON)
    assert [line.split()[0] for line in notice.lines] == ["HIGH", "LOW"]


def test_what_articles_say_cannot_break_a_line() -> None:
    wild = replace(an_alert(), headline="one\r\ntwo\u202ethree")
    (notice,) = digest("desk", SPAN, [wild], (), NOON)
    assert "one two" in notice.lines[0]
    assert not {"\r", "\n", "\u202e"} & set(notice.lines[0])
