"""The checks of `doctor`, each with a watch that lacks something."""

from pathlib import Path

import pytest

from flows.inspection.doctor import Check, Verdict, examine

GOOD = """\
sources:
  - {name: inbox, kind: files, path: inbox}
targets:
  terminal: console://
routes:
  - {name: all, to: [terminal]}
model: none
"""


def listed(folder: Path, text: str) -> list[Check]:
    (folder / "inbox").mkdir(exist_ok=True)
    path = folder / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    return list(examine(path))


def examined(folder: Path, text: str) -> dict[str, Check]:
    return {check.what: check for check in listed(folder, text)}


def test_a_good_watch_is_ok_throughout(tmp_path: Path) -> None:
    found = examined(tmp_path, GOOD)
    assert {one.verdict for name, one in found.items() if name != "rules"} == {Verdict.OK}
    assert found["rules"].verdict is not Verdict.FAILED


def test_a_route_that_never_adds_anybody_fails_with_its_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = listed(tmp_path, GOOD.replace("model:", "  - {name: loud, to: [terminal], min_severity: high}\nmodel:"))
    (failed,) = (one for one in found if one.verdict is Verdict.FAILED)
    assert "watch.yaml:7: route 'loud' never adds anybody: 'all' (line 6)" in failed.detail
    assert found[-1].what == "storage"


def test_a_route_below_another_counts_as_one_that_leads_to_its_target(tmp_path: Path) -> None:
    inner = "{name: loud, to: [spare], min_severity: high}"
    text = GOOD.replace("to: [terminal]", f"to: [terminal], routes: [{inner}]")
    found = examined(tmp_path, text.replace("console://", "console://\n  spare: eml://mail"))
    assert found["target spare"].verdict is Verdict.OK
    assert found["configuration"].detail.endswith("sources 1, routes 2")


def test_nothing_else_is_checked_without_a_configuration(tmp_path: Path) -> None:
    (check,) = examine(tmp_path / "watch.yaml")
    assert check.verdict is Verdict.FAILED
    assert "no such file" in check.detail


@pytest.mark.parametrize(
    ("old", "new", "what", "verdict", "told"),
    [
        ("path: inbox", "path: nowhere", "source inbox", Verdict.FAILED, "does not exist"),
        ("path: inbox", 'path: "nowhere/*.txt"', "source inbox", Verdict.FAILED, "no folder"),
        ("path: inbox", 'path: "inbox/*.txt"', "source inbox", Verdict.OK, "inbox/*.txt"),
        ("files, path: inbox", 'feed, url: "https://feed.example/rss"', "source inbox", Verdict.OK, "not polled"),
        (
            "sources:\n  - {name: inbox, kind: files, path: inbox}",
            "sources: []",
            "sources",
            Verdict.WARNING,
            "none: add one",
        ),
        ("routes:\n  - {name: all, to: [terminal]}", "routes: []", "routes", Verdict.WARNING, "nobody hears"),
        ("console://", "console://\n  spare: eml://mail", "target spare", Verdict.WARNING, "no route leads here"),
        ("console://", "slakc://A/B/C", "target terminal", Verdict.FAILED, "did you mean 'slack'"),
        ("console://", "slack://", "target terminal", Verdict.FAILED, "not complete"),
        ("model: none", "model: none\nthresholds: {labor: 0.5}", "scoring", Verdict.FAILED, "'labor' is no theme"),
        ("model: none", "prefer: recall", "theme arms_transfer", Verdict.OK, "(prefer: recall): precision 0."),
        ("model: none", "model: none", "theme arms_transfer", Verdict.OK, "without the model; with it, precision 0."),
        (
            "model: none",
            "thresholds: {arms_transfer: 0.71}",
            "theme arms_transfer",
            Verdict.OK,
            "flagged from 0.71 (thresholds): your own, nothing was measured",
        ),
        ("model: none", "model: inbox", "scoring", Verdict.FAILED, "inbox"),
        ("model: none", "model: none\nstorage: inbox/", "storage", Verdict.FAILED, "inbox"),
    ],
)
def test_what_is_wrong_is_told_under_its_name(
    tmp_path: Path, old: str, new: str, what: str, verdict: Verdict, told: str
) -> None:
    assert old in GOOD
    check = examined(tmp_path, GOOD.replace(old, new))[what]
    assert check.verdict is verdict, check.detail
    assert told in check.detail


def test_a_secret_in_the_clear_is_a_warning_that_does_not_repeat_it(tmp_path: Path) -> None:
    found = listed(tmp_path, GOOD.replace("console://", "slack://SECRETTOKENA/SECRETTOKENB/SECRETTOKENC"))
    warnings = [check for check in found if check.what == "configuration" and check.verdict is Verdict.WARNING]
    assert "in the clear" in warnings[0].detail
    assert not [check for check in found if "SECRETTOKEN" in check.detail]


def test_a_template_that_fails_is_a_warning_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    broken = tmp_path / "mine" / "slack.txt"
    broken.write_text("{{ alert.severity }}\n{{ alert.nothing }}\n", encoding="utf-8")
    check = examined(tmp_path, "templates: mine\nmodel: none\n")["templates"]
    assert check.verdict is Verdict.WARNING
    assert f"{broken}:2: UndefinedError" in check.detail
    broken.write_text("{{ alert.severity }}\n{{ alert.repeat }}\n", encoding="utf-8")
    assert examined(tmp_path, "templates: mine\nmodel: none\n")["templates"].verdict is Verdict.OK
