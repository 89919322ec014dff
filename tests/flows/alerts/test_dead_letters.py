"""Tests of flows/alerts/dead_letters.py."""

from flows.alerts.dead_letters import LISTED, dead_letters, hearers
from flows.domain import AlertId, Delivery, DeliveryState, Notice, NoticeCopy, NoticeKind, Severity
from tests.builders import NOON


def given_up(alert: str, target: str = "chat", error: str = "400 bad", *, uncertain: bool = False) -> Delivery:
    return Delivery(AlertId(alert), target, DeliveryState.DEAD, 8, error, NOON, uncertain)


def test_each_target_has_a_notice_with_the_reason_and_the_way_to_send_it_after_all() -> None:
    chat, desk = dead_letters([given_up("a1"), given_up("a2", "my desk"), given_up("a3")], NOON)
    assert (chat.subject, chat.about) == ("2 alerts to 'chat' given up: 400 bad", ("chat",))
    assert chat.lines == (
        "a1: 400 bad",
        "a3: 400 bad",
        "Once it is mended: sanctions-watch alerts resend ID --target 'chat'",
    )
    assert desk.lines[-1] == "Once it is mended: sanctions-watch alerts resend a2 --target 'my desk'"


def test_one_that_may_have_arrived_is_said_to() -> None:
    (notice,) = dead_letters([given_up("a1", uncertain=True)], NOON)
    assert notice.lines[0] == "a1: 400 bad It may have arrived all the same."


def test_digests_are_named_beside_alerts() -> None:
    notice = Notice("digest-1-chat", NoticeKind.DIGEST, NOON, "digest: 3 alerts", ("a line",), Severity.LOW)
    digest = NoticeCopy(notice, "chat", DeliveryState.DEAD, 8, "413 too large")
    (both,) = dead_letters([given_up("a1"), digest], NOON)
    assert both.subject == "1 alert and 1 digest to 'chat' given up: 400 bad"
    assert "digest-1-chat: 413 too large" in both.lines
    (alone,) = dead_letters([digest], NOON)
    assert alone.subject == "1 digest to 'chat' given up: 413 too large"
    assert alone.lines[-1] == "Once it is mended: sanctions-watch alerts resend digest-1-chat --target 'chat'"


def test_many_are_counted() -> None:
    (notice,) = dead_letters([given_up(str(number)) for number in range(LISTED + 2)], NOON)
    assert "and 2 more: sanctions-watch alerts dead" in notice.lines


def test_the_dead_target_hears_nothing_of_it_and_somebody_else_does() -> None:
    assert hearers("chat", ("chat", "desk"), ("chat", "desk", "mail")) == ("desk",)
    assert hearers("chat", ("chat",), ("chat", "desk", "mail")) == ("desk",)
    assert hearers("chat", ("chat",), ("chat",)) == ()


def test_without_an_operations_route_nobody_is_written_to() -> None:
    assert hearers("chat", (), ("chat", "desk")) == ()
