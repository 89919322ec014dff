"""Hostile content in every field, in every form: shown as text, pings nobody, breaks nothing."""

import re
import time
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from flows.alerts.delivery import Courier
from flows.alerts.message import Form, render
from flows.domain import Alert, AlertId, Citation, Evidence, KnownClaim, ListedName, StoryId
from flows.options import TargetOptions
from tests.builders import NOON
from tests.flows.alerts.samples import an_alert
from tests.flows.alerts.test_message import Reader
from tests.flows.alerts.test_naming import NAMED

ATTACKS = {
    "markup": "*b* _i_ ~s~ `c` ```d``` [l](https://evil.example) <b>b</b> {{ 7*7 }} {% raw %} ${HOME} $(id) `id`",
    "script": "</title></style><script>alert(1)</script><img src=x onerror=alert(1)> \"' onmouseover=alert(1) x=",
    "pings": "<!channel> <!here> <!everyone> <!subteam^S1> <@U1> @channel @here @everyone @all @HERE",
    "links": "<https://evil.example|the ministry> javascript:alert(1) data:text/html,x https://evil.example/%0d%0a",
    "direction": "pay\u202ecod.exe\u202c \u2066x\u2069 \u200fa \u200eb \u061cc \ufeff",
    "headers": "x\r\nBcc: victim@evil.example\r\n\r\nbody\nSubject: y\x85z\u2028w\u2029v\x0bu\x0ct",
    "terminal": "\x1b[2J\x1b]0;owned\x07\x9b31m\x00\x7f\b\b",
    "surrogate": "half \ud83d of it",
    "huge": "A" * 1_000_000,
    "words": "word " * 200_000,
    "combining": "a" + "\u0301" * 5_000,
    "blank": " \t\n ",
}
LINK = "https://news.example/a?x=<script>&y=\"'>|`*"


def turned(text: str) -> Alert:
    """An alert in which every text that comes from others, or may, is this one."""
    alert = an_alert()

    def evidence(one: Evidence) -> Evidence:
        claim = replace(one.claim, speaker=text)
        start = one.start
        return replace(
            one,
            text=text,
            end=start + len(text),
            claim=claim,
            spans=((start, start + 3), (start + len(text) - 2, start + len(text) + 9)),
            gloss=((start, start + 4, text),),
            terms=((text, 1.0),),
            rules=(text,),
        )

    findings = tuple(
        replace(
            finding,
            title=text,
            reason=text,
            rating=text,
            claim=replace(finding.claim, speaker=text),
            quotations=tuple(
                replace(one, evidence=evidence(one.evidence), title=text, outlet=text, url=text)
                for one in finding.quotations
            ),
            measures=(Citation(text, text, text, (text, text), verified=False),),
        )
        for finding in alert.findings
    )
    known = KnownClaim(findings[0].theme, findings[0].quotations[0], StoryId(text), AlertId(text[:300]), NOON)
    named: ListedName = replace(NAMED, entry=text, name=text, spelled=text, words=text + "x")
    return replace(
        alert,
        id=AlertId(text[:300]),
        headline=text,
        findings=findings,
        articles=tuple(
            replace(one, title=text, outlet=text + one.id, url=url)
            for one, url in zip(alert.articles, (text, LINK, "javascript:alert(1)"), strict=True)
        ),
        origins=(text, text),
        notices=(text,),
        known=(known,),
        listed=(named,),
        number=2,
        before=NOON,
    )


TEXTS = [Form.PLAIN, Form.CONSOLE, Form.SLACK]
attacks = pytest.mark.parametrize("attack", ATTACKS)


@attacks
@pytest.mark.parametrize("form", Form)
def test_every_form_stays_a_message_of_ordinary_size(attack: str, form: Form) -> None:
    began = time.process_time()
    made = render(turned(ATTACKS[attack]), form)
    assert time.process_time() - began < 5
    assert len(made.body) < (500_000 if form is Form.JSON else 60_000)
    assert "sanctions-watch alerts" in made.body
    made.body.encode()


@attacks
@pytest.mark.parametrize("form", [*TEXTS, Form.HTML])
def test_nothing_steers_hides_or_turns_text(attack: str, form: Form) -> None:
    made = render(turned(ATTACKS[attack]), form)
    for text in (made.subject, made.body, made.plain):
        assert not re.search(
            "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", text
        )


@attacks
@pytest.mark.parametrize("form", [*TEXTS, Form.HTML])
def test_nobody_is_pinged(attack: str, form: Form) -> None:
    made = render(turned(ATTACKS[attack]), form)
    assert not re.search(r"@(everyone|here|channel|all)\b", f"{made.subject} {made.body} {made.plain}", re.IGNORECASE)


@attacks
def test_a_subject_is_one_short_line(attack: str) -> None:
    line = render(turned(ATTACKS[attack]), Form.PLAIN).subject
    assert len(line) <= 90
    assert len(line.splitlines()) == 1


@attacks
def test_nothing_is_mark_up_in_slack(attack: str) -> None:
    text = render(turned(ATTACKS[attack]), Form.SLACK).body
    assert "<" not in text
    ours = re.sub(r"^> |\*[^*\n]*\*|`sanctions-watch[^`\n]*`|https://news\S+", "", text, flags=re.MULTILINE)
    assert not set("*`>~") & set(ours)


@attacks
def test_nothing_is_mark_up_in_html(attack: str) -> None:
    document = render(turned(ATTACKS[attack]), Form.HTML).html
    plain = Reader(render(an_alert(), Form.HTML).html)
    reader = Reader(document)
    assert set(reader.tags) <= set(plain.tags) | {"br"}
    assert reader.attributes <= plain.attributes
    assert [link for link in reader.links if not link.startswith("https://news.example/")] == []


@attacks
def test_an_e_mail_has_the_headers_and_parts_that_it_should_have(attack: str, tmp_path: Path) -> None:
    outcome = Courier([TargetOptions("box", f"eml://{tmp_path}")]).send("box", turned(ATTACKS[attack]))
    assert outcome.ok, outcome.detail
    (path,) = tmp_path.glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert len(message.keys()) == len(set(message.keys()))
    assert "bcc" not in {key.lower() for key in message.keys()}  # noqa: SIM118 - a message iterates over its lines
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not message.defects


def test_the_command_of_an_odd_id_is_harmless_in_a_shell() -> None:
    text = render(replace(an_alert(), id=AlertId("a1; rm -rf ~ `id` $(id) 'y'.1")), Form.SLACK).body
    assert text.endswith("*Evidence:* `sanctions-watch alerts show a1`")


def test_a_call_that_a_cut_would_make_is_broken_before() -> None:
    article = replace(an_alert().articles[0], title="x" * 153 + " @hereabouts and more")
    assert "@here" not in render(replace(an_alert(), articles=(article,)), Form.PLAIN).body
