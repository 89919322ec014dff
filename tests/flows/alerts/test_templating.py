"""Tests of flows/alerts/templating.py and flows/alerts/proofing.py: the user's templates over the shipped ones."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.alerts.cleaning import link
from flows.alerts.delivery import Courier
from flows.alerts.message import Form, render
from flows.alerts.proofing import template_problems
from flows.alerts.templating import Templates, for_slack, names
from flows.options import TargetOptions
from tests.flows.alerts.samples import an_alert
from tests.flows.alerts.test_message import hostile

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def overlay(folder: Path, name: str, text: str) -> Templates:
    (folder / name).write_text(text, encoding="utf-8")
    return Templates(folder)


def test_a_template_of_the_user_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    templates = overlay(tmp_path, "slack.txt", "{{ alert.severity }}: {{ alert.themes[0].title }}")
    made = render(an_alert(), Form.SLACK, templates=templates)
    assert (made.body, made.troubles) == ("high: Labour dispatch", ())
    assert render(an_alert(), Form.PLAIN, templates=templates).body == render(an_alert(), Form.PLAIN).body


def test_a_template_may_include_a_shipped_one(tmp_path: Path) -> None:
    templates = overlay(tmp_path, "notice_console.txt", "Mine\n{% include 'notice.txt' %}")
    assert not list(template_problems(templates, NOW))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("one\n{% if %}", 2, "TemplateSyntaxError"),
        ("{{ alert.severity }}\n\n{{ alert.sevrity }}", 3, "UndefinedError"),
        ("{{ 1 / 0 }}", 1, "ZeroDivisionError"),
        ("{{ alert.__class__.__mro__ }}", 1, "SecurityError"),
        ("{{ range(10 ** 9) | list }}", 1, "OverflowError"),
        ("{% set x = alert.themes.append(1) %}", 1, "UndefinedError"),
        ("{% include '../watch.yaml' %}", 1, "TemplateNotFound"),
    ],
)
def test_a_template_that_fails_gives_way_and_its_place_is_told(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    made = render(an_alert(), Form.SLACK, templates=overlay(tmp_path, "slack.txt", text))
    assert made.body == render(an_alert(), Form.SLACK).body
    assert len(made.troubles) == 1
    assert made.troubles[0].startswith(f"{tmp_path}/slack.txt:{line}: {reason}")
    assert made.troubles[0].endswith("the built-in template was used")


def test_a_template_that_comes_out_empty_gives_way(tmp_path: Path) -> None:
    made = render(an_alert(), Form.HTML, templates=overlay(tmp_path, "alert.html", "{# nothing #}\n"))
    assert "Labour dispatch" in made.html
    assert "comes out empty" in made.troubles[0]


def test_the_alert_goes_out_and_the_fault_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    templates = overlay(tmp_path, "console.txt", "{{ alert.nothing }}")
    outcome = Courier([TargetOptions("terminal", "console://")], templates).send("terminal", an_alert())
    assert outcome.ok
    assert f"{tmp_path}/console.txt:1: UndefinedError" in outcome.detail
    assert "LABOUR DISPATCH" in capsys.readouterr().out


def test_values_are_harmless_in_slack_whatever_a_template_does(tmp_path: Path) -> None:
    text = "{% for t in alert.themes %}{{ t.title ~ t.new }}{{ t.quotations[0].text }}{% endfor %}{{ alert.articles }}"
    body = render(hostile(), Form.SLACK, templates=overlay(tmp_path, "slack.txt", text)).body
    assert not set("<>`*") & set(body)


def test_values_are_harmless_in_html_whatever_a_template_does(tmp_path: Path) -> None:
    text = "<p>{{ alert.themes[0].quotations[0].text }}{{ alert.headline }}</p>"
    html = render(hostile(), Form.HTML, templates=overlay(tmp_path, "alert.html", text)).html
    assert "<script" not in html


def test_an_unknown_file_in_the_folder_is_told_with_the_names_that_are_known(tmp_path: Path) -> None:
    (problem,) = template_problems(overlay(tmp_path, "alerts.html", "x"), NOW)
    assert problem.where == str(tmp_path / "alerts.html")
    assert all(name in problem.message for name in names())


def test_what_is_wrong_with_a_template_is_known_before_an_alert_comes(tmp_path: Path) -> None:
    (problem,) = template_problems(overlay(tmp_path, "alert.txt", "\n{{ alert.them }}"), NOW)
    assert problem.where == f"{tmp_path}/alert.txt:2"


def test_a_template_that_hides_a_possible_duplicate_is_told(tmp_path: Path) -> None:
    (problem,) = template_problems(overlay(tmp_path, "slack.txt", "{{ alert.headline }}"), NOW)
    assert problem.where == str(tmp_path / "slack.txt")
    assert "does not show {{ alert.repeat }}" in problem.message
    (tmp_path / "slack.txt").write_text("{{ alert.headline }} {{ alert.repeat }}", encoding="utf-8")
    assert not list(template_problems(Templates(tmp_path), NOW))


def test_without_a_folder_nothing_can_be_wrong() -> None:
    assert not list(template_problems(Templates(), NOW))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> <@U1> <https://a.example|b>", "‹!channel› ‹@U1› ‹https://a.example|b›"),
        ("*b* _i_ ~s~ `c`", "∗b∗ ˍiˍ ∼s∼ 'c'"),
        ("my_rules/a_b.yaml at 12:30:45", "my_rules/a_b.yaml at 12:30:45"),
        (":rotating_light: and :+1:", "꞉rotating_light: and ꞉+1:"),
        ("a\r\n> b\u2028c", "a  › b c"),
    ],
)
def test_slack_shows_untrusted_text_as_text(text: str, shown: str) -> None:
    assert for_slack(text) == shown


def test_a_checked_address_stands_in_slack_as_it_is() -> None:
    assert for_slack(link("https://a.example/x_y_?a=*b*~c~")) == "https://a.example/x_y_?a=*b*~c~"
