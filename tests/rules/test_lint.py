"""Lint names what is suspicious in a pack that loads."""

from pathlib import Path

import pytest

from rules.errors import RuleError
from rules.lint import Severity, issues_of, lint
from rules.packs import load_pack
from rules.schema import write_schemas
from tests.rules.tiny import COUNTRY, DPRK, FILES, RULE, WORKER, Text, tiny_pack, tiny_rules, write

RARE = "  - {name: rare, points: 1, any: [send], at_least: 9}\n"


def messages(folder: Path, **changes: str) -> list[str]:
    return [issue.message for issue in lint(tiny_rules(folder, **changes))]


def test_the_tiny_pack_is_clean(tmp_path: Path) -> None:
    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"worker": WORKER.replace("en: [", "en: [aid worker, ")},
            "'aid worker' never matches its own text in 'worker'",
        ),
        ({"worker": WORKER.replace("[рабоч*]", "[раб*]")}, "the stem 'раб*' in 'worker' has fewer than 4 letters"),
        ({"worker": WORKER.replace("en: [", "en: [Worker, ")}, None),
        (
            {"labour_sent_abroad": RULE.replace("[labor camp/camps]", "[labor camp, лаг*]")},
            "the stem 'лаг*' in 'labour-sent-abroad' has fewer than 4 letters",
        ),
        ({"worker": WORKER.replace("en: [", "en: [worker, ")}, "'worker' stands twice in 'worker'"),
        (
            {"country": COUNTRY.replace("[Norway]", "[Norway, Moscow]")},
            "'Moscow' stands twice in 'country', with two codes",
        ),
        ({"more": "kind: terms\nid: more\ntitle: t\nen: [abcd]\n"}, "the list 'more' is used nowhere"),
        ({"more": "kind: terms\nid: more\ntitle: t\nmask: X\nen: [abcd]\n"}, None),
        ({"more": "kind: cues\nid: more\ntitle: t\nen: [abcd]\n"}, None),
        ({"more": "kind: filter\nid: f\ntitle: t\nexclude: [{phrases: [x1]}]\n"}, "the filter 'f' holds for no rule"),
        (
            {
                "pack": FILES["pack.yaml"].replace("[labour]", "[labour, arms]"),
                "arms": FILES["themes/labour.yaml"].replace("id: labour", "id: arms"),
            },
            "the theme 'arms' has no rule",
        ),
        (
            {"labour_sent_abroad": RULE.replace("signals:\n", f"signals:\n{RARE}")},
            "no test of 'labour-sent-abroad' makes the signal 'rare' fire",
        ),
        ({"labour_sent_abroad": RULE.replace("status: experimental", "status: stable")}, None),
        (
            {
                "labour_sent_abroad": RULE.replace("status: experimental", "status: stable").replace(
                    "북한은 러시아에 노동자를 파견했다.", "North Korea sends workers to Russia."
                )
            },
            "'labour-sent-abroad' is stable with matches in 1 language",
        ),
        (
            {"dprk": DPRK.replace("code: KP\n", "")},
            "the list 'dprk' stands for a supplier or recipient but its terms have no code",
        ),
    ],
)
def test_each_issue_is_named(tmp_path: Path, change: dict[str, str], message: str | None) -> None:
    found = messages(tmp_path, **change)
    assert message in found if message else found == []


def test_an_issue_points_at_its_line(tmp_path: Path) -> None:
    (issue,) = lint(tiny_rules(tmp_path, worker=WORKER.replace("[рабоч*]", "[раб*]")))
    assert issue.severity is Severity.WARNING
    assert issue.path.read_text(encoding="utf-8").splitlines()[issue.line - 1] == "ru: [раб*]"
    assert str(issue).startswith(f"{issue.path}:{issue.line}: warning: the stem")


def test_files_without_a_schema_line_are_named(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path / "pack")
    more = write(tmp_path / "more", {"a.yaml": "# yaml-language-server: $schema=terms.json\n" + WORKER.lstrip()})
    write_schemas(tmp_path / "more")
    found = lint(load_pack(pack, [more]), [pack, more])
    assert {issue.path.parent for issue in found} == {path.parent for path in pack.rglob("*.yaml")}


def test_a_schema_that_is_not_where_the_first_line_says_is_named(tmp_path: Path) -> None:
    more = write(tmp_path / "more", {"a.yaml": "# yaml-language-server: $schema=gone/terms.json\n" + WORKER.lstrip()})
    (issue,) = lint(load_pack(tiny_pack(tmp_path / "pack"), [more]), [more])
    assert (issue.line, issue.message) == (1, "there is no schema at 'gone/terms.json'")


def test_words_that_yaml_may_misread_are_named_with_their_line(tmp_path: Path) -> None:
    country = COUNTRY.replace("[Norway]", '[Norway, NO, 0123, "on", 2026-11-22]')
    found = [one for one in lint(tiny_rules(tmp_path, country=country)) if "YAML" in one.message]
    assert [one.message.split("'")[1] for one in found] == ["0123", "2026-11-22", "NO"]
    assert {one.line for one in found} == {11}


def overlay(folder: Path, base: str, text: str) -> list[str]:
    pack = tiny_pack(folder / "pack", labour_sent_abroad=base)
    return [str(one) for one in lint(load_pack(pack, [write(folder / "mine", {"mine.yaml": text})]))]


def test_a_copied_id_that_replaces_another_rule_is_named(tmp_path: Path) -> None:
    (issue,) = overlay(tmp_path, RULE, RULE.replace("name: labour-sent-abroad", "name: mine"))
    assert "mine.yaml:2: warning: 'mine' replaces 'labour-sent-abroad', whose id it has" in issue
    assert "a fresh one: " in issue


def test_retired_rules_in_an_overlay_are_named(tmp_path: Path) -> None:
    gone = RULE.replace("status: experimental", "status: retired")
    used = "is used nowhere"
    off = overlay(tmp_path / "a", gone, "kind: rule\nname: labour-sent-abroad\nstatus: disabled\n")
    assert any("mine.yaml:3: warning: the rule 'labour-sent-abroad' is retired: it never fires" in one for one in off)
    back = overlay(tmp_path / "b", gone, RULE)
    assert next(one for one in back if used not in one).endswith(
        "'labour-sent-abroad' replaces a rule that is retired (a new rule needs a new id)"
    )


def test_the_usual_overlay_raises_no_doubt(tmp_path: Path) -> None:
    assert overlay(tmp_path, RULE, RULE.replace("points: 60", "points: 70")) == []


def test_terms_that_a_corpus_never_hits_are_named(tmp_path: Path) -> None:
    corpus = [Text("DPRK workers in Pyongyang", title="북한")]
    found = [issue.message for issue in lint(tiny_rules(tmp_path), corpus=corpus)]
    assert "'Северн* Коре*' in 'dprk' hits none of 1 documents that name the subject" in found
    assert not any("'worker'" in message.split(" in ")[0] or "'DPRK'" in message for message in found)


def test_problems_of_a_pack_that_does_not_load_are_issues_too(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        tiny_rules(tmp_path, worker="kind: terms\nid: worker\n")
    assert {issue.severity for issue in issues_of(caught.value)} == {Severity.ERROR}


def test_tests_are_run_for_the_rules_in_the_folders_that_are_named(tmp_path: Path) -> None:
    signal = "  - {name: idle, points: 10, shape: {any: ['{worker} {send} {dprk}']}}\nexclude:"
    idle = RULE.replace("exclude:", signal, 1)
    pack = tiny_pack(tmp_path / "pack", labour_sent_abroad=idle)
    (tmp_path / "mine").mkdir()
    assert any("'idle'" in issue.message for issue in lint(load_pack(pack), [pack]))
    assert not any("'idle'" in issue.message for issue in lint(load_pack(pack), [tmp_path / "mine"]))
