"""Notices as messages."""

import json
import re
from dataclasses import replace

import pytest

from flows.alerts.message import SLACK_LIMIT, Form
from flows.alerts.notices import MAX_SUBJECT, render_notice
from flows.alerts.sample import sample_alert, sample_notice
from flows.alerts.words import DUPLICATE
from flows.domain import Notice, NoticeKind, Severity
from tests.builders import NOON

HOSTILE = "<!channel> @here \x1b[2J\u202e <b>bold</b> `code` *x*\r\nBcc: all@example.org & <https://evil.example|click>"


def a_notice(*lines: str, subject: str = "source 'wire' failing: no answer") -> Notice:
    return Notice(
        "notice-1", NoticeKind.SOURCE_FAILING, NOON, subject, lines or ("wire: no answer.",), Severity.MEDIUM, ("wire",)
    )


@pytest.mark.parametrize("form", list(Form))
def test_every_form_names_the_program_the_trouble_and_the_time(form: Form) -> None:
    message = render_notice(a_notice(), form)
    assert message.subject == "[Sanctions Watch] source 'wire' failing: no answer"
    assert "wire: no answer." in message.body
    assert ("2023-12-13T12:00" if form is Form.JSON else "13 Dec 2023 12:00 UTC") in message.body


def test_an_e_mail_has_a_plain_text_beside_its_html() -> None:
    message = render_notice(a_notice(), Form.HTML)
    assert message.html.lstrip().startswith("<!DOCTYPE html>")
    assert message.plain.startswith("- wire: no answer.")
    assert max(map(len, message.plain.splitlines())) <= 78


def test_hostile_text_has_no_power_in_any_form() -> None:
    for form in Form:
        message = render_notice(a_notice(HOSTILE, subject=HOSTILE), form)
        shown = message.subject + message.body + message.plain
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "@here" not in shown
        assert "\n" not in message.subject
        assert "\nBcc" not in shown
    assert "<b>bold" not in render_notice(a_notice(HOSTILE, subject=HOSTILE), Form.HTML).html
    slack = render_notice(a_notice(HOSTILE), Form.SLACK).body
    assert not [mark for mark in "<>`*" if mark in slack]


def test_a_long_notice_is_cut_where_its_target_takes_little() -> None:
    many = a_notice(*(f"source {number}: {'no answer ' * 40}" for number in range(25)), subject="x" * 500)
    message = render_notice(many, Form.SLACK)
    assert len(message.body) <= SLACK_LIMIT
    assert message.body.endswith("the rest: sanctions-watch doctor")
    assert len(message.subject) <= MAX_SUBJECT
    assert len(render_notice(many, Form.PLAIN, limit=400).body) <= 400


def test_other_programs_get_it_as_data() -> None:
    data = json.loads(render_notice(replace(a_notice(), over=True), Form.JSON).body)
    assert data["schema"] == "sanctions-watch/notice/1"
    assert (data["kind"], data["about"], data["over"]) == ("source_failing", ["wire"], True)


def test_a_test_is_marked_in_its_subject_and_in_every_text() -> None:
    assert "TEST" in render_notice(sample_notice(NOON), Form.PLAIN).subject
    assert "nothing is wrong" in render_notice(sample_notice(NOON), Form.SLACK).body
    assert sample_alert(NOON).id != sample_alert(NOON.replace(second=1)).id


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.JSON])
def test_a_notice_that_may_have_arrived_says_so_at_its_foot(form: Form) -> None:
    many = a_notice(*(f"source {number}: {'no answer ' * 40}" for number in range(25)))
    for notice in (a_notice(), many):
        once, again = render_notice(notice, form), render_notice(notice, form, repeat=True)
        for before, after in ((once.body, again.body), (once.plain, again.plain)):
            told = re.sub(r"<[^>]+>|[━_\s]+", " ", after).strip()
            assert (DUPLICATE in before, told.endswith(DUPLICATE)) == (False, True)


def test_other_programs_see_that_a_notice_may_have_arrived() -> None:
    again = [json.loads(render_notice(a_notice(), Form.JSON, repeat=one).body) for one in (False, True)]
    assert [one["possible_duplicate"] for one in again] == [False, True]
