"""What a reader must find at once: what is new, what is known, why it is so loud, and all on one screen."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from flows.alerts.message import CONSOLE_LINES, Form, render
from flows.domain import Action, Alert, AlertId, KnownClaim, StoryId
from tests.builders import NOON
from tests.flows.alerts.samples import an_alert, arms, labour
from tests.flows.alerts.test_message import crowded, hostile, read
from tests.flows.alerts.test_naming import NAMED

READERS = [Form.CONSOLE, Form.PLAIN, Form.HTML, Form.SLACK]
forms = pytest.mark.parametrize("form", READERS)
RATING = "row 4 of the shipped severity table: planned, said by intelligence, score from 0.80"


def an_update() -> Alert:
    """The third alert about the story."""
    moved = replace(labour(), action=Action.UPDATE, reason="the claim moved from possible to planned")
    return replace(an_alert(), number=3, before=NOON - timedelta(days=2), findings=(moved,))


@forms
def test_an_update_says_first_what_is_new_and_since_which_alert(form: Form) -> None:
    text = read(an_update(), form)
    new = text.index("New since alert 2 of 11 Dec 2023: the claim moved from possible to planned")
    assert new < text.index("planned, according to", new)
    assert "update: alert 3 about this story; alert 2 was sent on 11 Dec 2023" in text.replace("Update", "update")


@forms
def test_what_another_alert_told_is_said_to_be_known(form: Form) -> None:
    told = NOON - timedelta(days=9)
    known = KnownClaim(arms().theme, arms().quotations[0], StoryId("b"), AlertId("b.1"), told)
    text = read(replace(an_alert(), findings=(labour(),), known=(known,)), form)
    assert "Seoul and Washington accuse" in text
    assert "known since 4 Dec 2023 (alert b.1)" in text


@forms
def test_the_row_of_the_severity_table_is_named(form: Form) -> None:
    alert = replace(an_alert(), findings=tuple(replace(one, rating=RATING) for one in an_alert().findings))
    assert RATING in read(alert, form)


@forms
def test_matched_terms_in_another_script_have_their_english_below_the_quotation(form: Form) -> None:
    text = "북한이 러시아에 노동자를 파견했다."
    quoted = labour().quotations[0]
    start = quoted.evidence.start
    gloss = tuple(
        (start + text.index(term), start + text.index(term) + len(term), english)
        for term, english in (("노동자", "worker"), ("파견", "dispatch"), ("파견", "dispatch"))
    )
    evidence = replace(quoted.evidence, text=text, end=start + len(text), spans=(), gloss=gloss)
    alert = replace(an_alert(), findings=(replace(labour(), quotations=(replace(quoted, evidence=evidence),)),))
    shown = read(alert, form)
    assert "In English: 노동자 = worker, 파견 = dispatch" in shown
    assert shown.index(text) < shown.index("In English")


@forms
def test_listed_names_come_with_what_they_prove(form: Form) -> None:
    text = read(replace(an_alert(), findings=(labour(),), listed=(NAMED,)), form)
    assert "KOREA SILVER HERON CORPORATION (KPe.901), by an alias: “Koshet”" in text
    assert "is not proven" in text


@forms
def test_where_no_exemption_is_noted_the_message_says_so(form: Form) -> None:
    assert "no exemption noted" in read(replace(an_alert(), findings=(arms(),)), form)


@pytest.mark.parametrize(
    "alert", [an_alert(), an_update(), crowded(), hostile()], ids=["three", "update", "many", "evil"]
)
def test_an_alert_fits_one_screen_of_a_terminal(alert: Alert) -> None:
    body = render(alert, Form.CONSOLE).body
    assert len(body.split("\n")) <= CONSOLE_LINES
    assert "sanctions-watch alerts show" in body


@pytest.mark.parametrize("alert", [an_alert(), crowded()], ids=["three", "many"])
def test_gmail_shows_the_whole_e_mail(alert: Alert) -> None:
    # It cuts what is longer than 102 kilobytes, and ignores style elements of more than 8,192 characters.
    document = render(alert, Form.HTML).html
    assert len(document.encode()) < 100_000
    assert len(document[document.index("<style>") : document.index("</style>")]) < 8_192


@pytest.mark.parametrize("limit", range(160, 3_000, 140))
def test_a_quotation_never_stands_without_who_says_it(limit: int) -> None:
    for alert in (an_alert(), crowded(), an_update()):
        lines = render(alert, Form.PLAIN, limit=limit).body.split("\n")
        opened = [number for number, line in enumerate(lines) if line.startswith("  “")]
        for start, end in pairwise([*opened, len(lines)]):
            assert re.search(r"^    — ", "\n".join(lines[start:end]), re.MULTILINE), "\n".join(lines)
