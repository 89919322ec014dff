"""`alerts ack`, `alerts resend` and `alerts dead`, as a person types them."""

import json
from pathlib import Path

from flows.domain import Alert, DeliveryState, Notice, NoticeKind, Severity
from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.cli.conftest import WATCH, Shell, write_watch

REFUSED = WATCH.replace("terminal: console://", "terminal: json://127.0.0.1:9/hook") + "delivery: {max_attempts: 1}\n"


def alerted(shell: Shell, folder: Path, text: str = WATCH) -> tuple[Alert, ...]:
    """The alerts of a pass over the watch of the tests."""
    write_watch(folder, text)
    shell("run", "--no-prefect")
    with Store.open(f"sqlite:///{folder}/var/watch.db") as store:
        return tuple(store.alerts())


def states(folder: Path) -> list[str]:
    with Store.open(f"sqlite:///{folder}/var/watch.db") as store:
        return [f"{copy.target} {copy.state}" for copy in store.deliveries()]


def test_dead_letters_are_listed_with_the_reason_and_the_way_to_send_them_after_all(
    shell: Shell, tmp_path: Path
) -> None:
    alerts = alerted(shell, tmp_path, REFUSED)
    rows = json.loads(shell("alerts", "dead", "--json").out)
    assert sorted(row["id"] for row in rows) == sorted(alert.id for alert in alerts)
    assert {row["target"] for row in rows} == {"terminal"}
    assert "no connection to" in rows[0]["reason"]
    listed = shell("alerts", "dead").out
    assert f"sanctions-watch alerts resend {alerts[0].id} --target terminal" in listed
    assert "/hook" not in listed


def test_what_was_given_up_goes_out_once_its_target_is_mended(shell: Shell, tmp_path: Path) -> None:
    first, second = alerted(shell, tmp_path, REFUSED)
    (tmp_path / "watch.yaml").write_text(WATCH, encoding="utf-8")
    assert shell("alerts", "resend", first.id).out == (
        f"{first.id} goes to terminal with the next pass: sanctions-watch run\n"
    )
    said = shell("run", "--no-prefect")
    assert (said.code, first.headline in said.out, second.headline in said.out) == (0, True, False)
    assert states(tmp_path).count("terminal dead") == 1


def test_a_copy_that_arrived_is_repeated_only_where_a_target_is_named(shell: Shell, tmp_path: Path) -> None:
    alert = alerted(shell, tmp_path)[0]
    said = shell("alerts", "resend", alert.id)
    assert (said.code, "name the one to repeat: --target" in said.err) == (2, True)
    answer = json.loads(shell("alerts", "resend", alert.id, "--target", "terminal", "--json").out)
    assert answer == {"alert": alert.id, "targets": ["terminal"]}
    assert states(tmp_path).count("terminal pending") == 1


def test_an_unknown_target_is_told(shell: Shell, tmp_path: Path) -> None:
    alert = alerted(shell, tmp_path)[0]
    said = shell("alerts", "resend", alert.id, "--target", "terminl")
    assert (said.code, "did you mean 'terminal'?" in said.err) == (2, True)


def test_who_looks_after_an_alert_stands_in_the_list(shell: Shell, tmp_path: Path) -> None:
    alert = alerted(shell, tmp_path)[0]
    said = shell("alerts", "ack", alert.id, "--by", "Kim", "--note", "asked the embassy")
    assert said.out == f"{alert.id} is acknowledged by Kim\n"
    assert "Kim: asked the embassy" in shell("alerts", "list").out
    rows = {row["id"]: row["seen_by"] for row in json.loads(shell("alerts", "list", "--json").out)}
    assert sorted(rows.values()) == ["", "Kim: asked the embassy"]


def test_a_later_word_that_names_nobody_keeps_name_and_note(shell: Shell, tmp_path: Path) -> None:
    alert = alerted(shell, tmp_path)[0]
    shell("alerts", "ack", alert.id, "--by", "Kim", "--note", "asked the embassy")
    shell("alerts", "ack", alert.id)
    assert "Kim: asked the embassy" in shell("alerts", "list").out
    shell("alerts", "ack", alert.id, "--note", "they deny it")
    assert "Kim: they deny it" in shell("alerts", "list").out


def test_what_waits_of_a_muted_story_is_kept_back(shell: Shell, tmp_path: Path) -> None:
    waiting = WATCH.replace("[terminal, mailbox]}", "[terminal, mailbox], group_wait: 1 hour}")
    alert = next(one for one in alerted(shell, tmp_path, waiting) if one.headline == "Workers leave")
    answer = json.loads(shell("alerts", "ack", alert.id, "--mute", "7 days", "--json").out)
    assert answer["silence"]["matcher"]["stories"] == [alert.story]
    assert shell("run", "--no-prefect").out.count("Workers leave") == 0
    with Store.open(f"sqlite:///{tmp_path}/var/watch.db") as store:
        hidden = store.deliveries(alert.id, [DeliveryState.SILENCED])
    assert [copy.target for copy in hidden] == ["mailbox", "terminal"]


def test_what_somebody_asks_for_is_sent_though_its_story_is_muted(shell: Shell, tmp_path: Path) -> None:
    alert = next(one for one in alerted(shell, tmp_path) if one.headline == "Workers leave")
    shell("alerts", "ack", alert.id, "--mute", "7 days")
    shell("alerts", "resend", alert.id, "--target", "terminal")
    assert shell("run", "--no-prefect").out.count("Workers leave") > 0
    assert "silenced" not in " ".join(states(tmp_path))


def test_a_span_that_is_none_is_refused(shell: Shell, tmp_path: Path) -> None:
    alert = alerted(shell, tmp_path)[0]
    said = shell("alerts", "ack", alert.id, "--mute", "soon")
    assert (said.code, "'soon' is no span of time" in said.err) == (2, True)


def a_dead_notice(folder: Path) -> Notice:
    """A digest that was given up."""
    notice = Notice("digest-1-terminal", NoticeKind.DIGEST, NOON, "digest: 1 alert", ("a line",), Severity.LOW)
    with Store.open(f"sqlite:///{folder}/var/watch.db") as store:
        store.save_notices((), [(notice, ("terminal",))], NOON)
        (copy,) = store.notice_copies(notice=notice.id)
        store.notice_failed(copy, NOON, "refused", None)
    return notice


def test_digests_and_notices_that_were_given_up_are_listed_and_sent_after_all(shell: Shell, tmp_path: Path) -> None:
    alerted(shell, tmp_path)
    notice = a_dead_notice(tmp_path)
    (row,) = json.loads(shell("alerts", "dead", "--json").out)
    assert (row["id"], row["what"], row["reason"]) == (notice.id, "digest", "refused")
    assert row["resend"] == f"sanctions-watch alerts resend {notice.id} --target terminal"
    said = shell("alerts", "resend", notice.id, "--target", "terminl")
    assert (said.code, "did you mean 'terminal'?" in said.err) == (2, True)
    answer = json.loads(shell("alerts", "resend", notice.id, "--json").out)
    assert answer == {"notice": notice.id, "targets": ["terminal"]}
    assert "digest: 1 alert" in shell("run", "--no-prefect").out
    assert json.loads(shell("alerts", "dead", "--json").out) == []


def test_a_notice_goes_to_nobody_it_was_not_meant_for(shell: Shell, tmp_path: Path) -> None:
    alerted(shell, tmp_path, WATCH.replace("targets:", "targets:\n  other: console://"))
    notice = a_dead_notice(tmp_path)
    said = shell("alerts", "resend", notice.id, "--target", "other")
    assert (said.code, "was not meant for 'other'; it has copies for terminal" in said.err) == (2, True)
