"""Packs are loaded whole or refused whole, with every mistake at once."""

from pathlib import Path

import pytest

from rules.changes import changes
from rules.errors import RuleError
from rules.packs import load_pack, shipped_pack
from rules.rule import RuleStatus
from tests.rules.tiny import DPRK, RULE, WORKER, hits, tiny_pack, tiny_rules, write

SECOND = RULE.replace("7c1d5b0e", "8c1d5b0e").replace("labour-sent-abroad", "second")


def problems(folder: Path, *overlays: Path) -> list[str]:
    """Problems as text, with paths relative to the pack."""
    with pytest.raises(RuleError) as caught:
        load_pack(folder, overlays)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_a_loaded_set_answers_for_its_parts(tmp_path: Path) -> None:
    ruleset = tiny_rules(tmp_path)
    assert (ruleset.id, ruleset.version, ruleset.subject) == ("tiny", "1", ("dprk",))
    assert ruleset.theme("labour").severity == "high"
    rule = ruleset.rule("labour-sent-abroad")
    assert ruleset.rule(rule.id) is rule
    assert rule.origin.path == tmp_path / "rules/labour-sent-abroad.yaml"
    assert rule.origin.path.read_text(encoding="utf-8").splitlines()[rule.origin.line - 1].startswith("name:")
    assert ruleset.legal["unscr-2397-8"].verified
    assert "NO" in {term.code for term in next(v for k, v in ruleset.lists.items() if k == "country").terms}
    with pytest.raises(KeyError, match="did you mean 'labour-sent-abroad'"):
        ruleset.rule("labour-sent-abrod")
    with pytest.raises(KeyError, match="no theme"):
        ruleset.theme("arms")


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    rule = RULE.replace("points: 60", "points: much").replace("author: test\n", "").replace("together:", "togther:")
    found = problems(tiny_pack(tmp_path, labour_sent_abroad=rule, worker=WORKER.replace("title:", "titel:")))
    assert found == [
        "rules/labour-sent-abroad.yaml:1: 'author' is missing",
        "rules/labour-sent-abroad.yaml:11: 'points' must be a number, not 'much'",
        "rules/labour-sent-abroad.yaml:15: the signal 'near' must have one of shape, together, any, not none",
        "terms/worker.yaml:1: 'title' is missing (is 'titel' meant?)",
        "terms/worker.yaml:3: unknown key 'titel' (did you mean 'title'?)",
    ]


def test_unknown_names_are_told_with_what_was_meant(tmp_path: Path) -> None:
    rule = (
        RULE.replace("[dprk, worker, country]", "[dprk, wroker, country]")
        .replace("legal_basis: [unscr-2397-8]", "legal_basis: [unscr-2397-9]")
        .replace("theme: labour", "theme: labor")
        .replace("exclude:", "filters: [fiction]\nexclude:")
        .replace("roles: {recipient", "roles: {recipent")
    )
    found = problems(tiny_pack(tmp_path, labour_sent_abroad=rule))
    assert found == [
        "rules/labour-sent-abroad.yaml:5: unknown theme 'labor' (did you mean 'labour'?)",
        "rules/labour-sent-abroad.yaml:9: unknown measure 'unscr-2397-9' (did you mean 'unscr-2397-8'?)",
        "rules/labour-sent-abroad.yaml:18: unknown list 'wroker' (did you mean 'worker'?)",
        "rules/labour-sent-abroad.yaml:20: unknown filter 'fiction'",
        "rules/labour-sent-abroad.yaml:23: 'roles' limits 'recipent', which no shape has (did you mean 'recipient'?)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('["Accounts of labour camps"]', "[none]", "'none' is no entry of 'false_positives'"),
        ('["Accounts of labour camps"]', "[]", "'false_positives' is empty"),
        ("7c1d5b0e-6a0f-4a55-9c0b-0f7f7a1e2d01", "seven", "the id 'seven' is no UUID"),
        ("created: 2026-11-22", "created: 22.11.2026", "must be a date such as 2026-11-22"),
        ("status: experimental", "status: stabel", "'status' cannot be 'stabel' (did you mean 'stable'?)"),
        ("within: paragraph", "within: 15 sentences", "'within' cannot be '15 sentences'"),
        ("{what=worker}", "{what:worker}", "where {list} or {role=list} is meant"),
        ("name: near", "name: sends", "two signals are named 'sends'"),
        ("[dprk, worker, country]", "[dprk]", "needs two lists or more"),
        ('- {text: "North Korea sent a letter.", expect: none}', "", "has 3 tests, at least 4 are needed"),
        ("- phrases: [labor camp/camps]", "- unless: [worker]", "needs phrases, lists or shape"),
        ("expect: none}", "expect: none, status: denied}", "can expect no roles and no claim"),
    ],
)
def test_a_rule_that_lacks_what_is_required_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert RULE.count(old)
    found = problems(tiny_pack(tmp_path, labour_sent_abroad=RULE.replace(old, new)))
    assert any(message in problem for problem in found), found


def test_a_rule_needs_a_near_miss(tmp_path: Path) -> None:
    rule = RULE.replace("Vietnam sent 1,000 workers to Russia.", "It rained.").replace(
        "North Korea sent a letter", "So"
    )
    (problem,) = problems(tiny_pack(tmp_path, labour_sent_abroad=rule))
    assert "rules/labour-sent-abroad.yaml:24: has no near miss among its tests" in problem


def test_a_rule_needs_a_match_and_a_none(tmp_path: Path) -> None:
    matches = RULE.replace("expect: none", "expect: match")
    nones = RULE.replace("expect: match, roles: {supplier: KP, recipient: RU}", "expect: none").replace(
        "expect: match", "expect: none"
    )
    assert any("'expect: none'" in one for one in problems(tiny_pack(tmp_path / "a", labour_sent_abroad=matches)))
    assert any("'expect: match'" in one for one in problems(tiny_pack(tmp_path / "b", labour_sent_abroad=nones)))


@pytest.mark.parametrize(
    ("stem", "content", "message"),
    [
        ("extra", "kind: terms\nid: x\ntitle: t\nen: [a*]\n", "the term 'a*' needs 2 letters before '*'"),
        ("extra", "kind: terms\nid: x\ntitle: t\n", "holds no terms"),
        ("extra", "kind: terms\nid: X y\ntitle: t\nen: [abc]\n", "'X y' is no id"),
        ("extra", "kind: terms\nid: x\ntitle: t\nen: [a: b]\n", "must hold words only"),
        ("extra", "kind: cues\nid: x\ntitle: t\nen: [abc]\nwindow: six\n", "'window' cannot be 'six'"),
        ("extra", "kind: terms\nid: worker\ntitle: t\nen: [abc]\n", "a second terms 'worker'"),
        ("extra", "kind: trems\nid: x\n", "'kind' cannot be 'trems' (did you mean 'terms'?)"),
        ("extra", "id: x\n", "'kind' is missing"),
        ("extra", "kind: pack\nid: b\ntitle: t\nversion: 1\nsubject: [dprk]\nthemes: [labour]\n", "a second pack.yaml"),
        ("extra", "kind: filter\nid: f\ntitle: t\nexclude: []\n", None),
        (
            "extra",
            "kind: legal\nmeasures: {unscr-2397-8: {resolution: R, requires: x, checked: text}}\n",
            "a second measure",
        ),
        ("second", SECOND.replace("8c1d5b0e", "7c1d5b0e"), "a second rule '7c1d5b0e"),
        (
            "second",
            SECOND.replace("name: second", "name: labour-sent-abroad"),
            "the name 'labour-sent-abroad' is taken",
        ),
        ("theme", "kind: theme\nid: labour\n", "'definition' is missing"),
        ("pack", "kind: pack\nid: t\ntitle: t\nversion: 1\nsubject: [dprq]\nthemes: [labour]\n", "unknown list 'dprq'"),
    ],
)
def test_other_files_are_checked_as_well(tmp_path: Path, stem: str, content: str, message: str | None) -> None:
    if message is None:
        load_pack(tiny_pack(tmp_path, **{stem: content}))
        return
    found = problems(tiny_pack(tmp_path, **{stem: content}))
    assert any(message in problem for problem in found), found


def test_a_folder_that_is_no_pack_says_so(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path}: holds no pack.yaml (a file with 'kind: pack')"]
    assert "is no folder" in problems(tmp_path / "nowhere")[0]
    with pytest.raises(RuleError, match="there is no pack 'dprq'"):
        shipped_pack("dprq")


def test_a_file_that_would_not_be_read_is_told(tmp_path: Path) -> None:
    folder = write(tiny_pack(tmp_path), {"terms/more.yml": "kind: terms\n"})
    assert problems(folder) == ["terms/more.yml: ends in .yml (rename it to .yaml: other files are not read)"]


def test_an_overlay_replaces_adds_and_switches_off(tmp_path: Path) -> None:
    text = "North Korea sent toilers to Russia."
    pack = tiny_pack(tmp_path / "pack")
    more = write(tmp_path / "more", {"worker.yaml": WORKER.replace("en: [", "en: [toiler, "), "second.yaml": SECOND})
    assert hits(load_pack(pack), text) == []
    assert [hit.rule for hit in hits(load_pack(pack, [more]), text)] == ["labour-sent-abroad", "second"]
    off = write(tmp_path / "off", {"a.yaml": "kind: rule\nname: labour-sent-abroad\nstatus: disabled\n"})
    assert [hit.rule for hit in hits(load_pack(pack, [more, off]), text)] == ["second"]


SHORT = "kind: rule\nname: labour-sent-abroad\nstatus: {status}\n"


def test_a_short_file_puts_a_rule_below_on_trial(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path / "pack")
    trial = write(tmp_path / "trial", {"a.yaml": SHORT.format(status="shadow")})
    ruleset = load_pack(pack, [trial])
    assert ruleset.rule("labour-sent-abroad").status is RuleStatus.SHADOW
    assert ruleset.digest != load_pack(pack).digest
    assert [str(one).partition(" [")[0] for one in changes(load_pack(pack), ruleset)] == [
        "changed rule labour-sent-abroad"
    ]


def test_a_short_file_can_say_nothing_else_and_says_so_in_one_message(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path / "pack")
    (problem,) = problems(pack, write(tmp_path / "a", {"a.yaml": SHORT.format(status="stable")}))
    assert "a.yaml:3: a file without signals can say 'status: disabled' or 'status: shadow' of a rule" in problem
    assert "copy the whole rule" in problem
    (problem,) = problems(pack, write(tmp_path / "b", {"a.yaml": SHORT.format(status="shadow") + "points: 9\n"}))
    assert "a.yaml:4: unknown key 'points'" in problem
    unknown = SHORT.format(status="shadow").replace("abroad", "abrod")
    (problem,) = problems(pack, write(tmp_path / "c", {"a.yaml": unknown}))
    assert "no rule 'labour-sent-abrod' to put on trial (did you mean 'labour-sent-abroad'?)" in problem


def test_a_rule_that_is_retired_is_not_brought_back_on_trial(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path / "pack", labour_sent_abroad=RULE.replace("status: experimental", "status: retired"))
    ruleset = load_pack(pack, [write(tmp_path / "trial", {"a.yaml": SHORT.format(status="shadow")})])
    assert ruleset.rule("labour-sent-abroad").status is RuleStatus.RETIRED
    assert "is retired" in str(ruleset.doubts[0])


def test_what_is_switched_off_is_known_with_its_place(tmp_path: Path) -> None:
    off = write(tmp_path / "off", {"a.yaml": SHORT.format(status="disabled")})
    pack = tiny_pack(tmp_path / "pack")
    (change,) = changes(load_pack(pack), load_pack(pack, [off]))
    assert change.how == "disabled"
    assert str(change).startswith("disabled rule labour-sent-abroad [")
    assert str(change).endswith(f"in {off / 'a.yaml'}:3")


def test_a_list_that_is_switched_off_is_told_to_those_who_use_it(tmp_path: Path) -> None:
    off = write(tmp_path / "off", {"a.yaml": "kind: terms\nid: send\nstatus: disabled\n"})
    found = problems(tiny_pack(tmp_path / "pack"), off)
    assert found == ["rules/labour-sent-abroad.yaml:13: unknown list 'send' (it is switched off by an overlay)"]


def test_switching_off_what_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    off = write(tmp_path / "off", {"a.yaml": "kind: rule\nname: labour-sent-abrod\nstatus: disabled\n"})
    (problem,) = problems(tiny_pack(tmp_path / "pack"), off)
    assert "there is no rule 'labour-sent-abrod' to switch off (did you mean 'labour-sent-abroad'?)" in problem


def test_an_overlay_adds_to_the_legal_register(tmp_path: Path) -> None:
    legal = "kind: legal\nmeasures: {unscr-1-1: {resolution: R, requires: x, checked: memory}}\n"
    ruleset = load_pack(tiny_pack(tmp_path / "pack"), [write(tmp_path / "more", {"legal.yaml": legal})])
    assert sorted(ruleset.legal) == ["unscr-1-1", "unscr-2397-8"]


def test_the_digest_depends_on_what_is_said_alone(tmp_path: Path) -> None:
    first = tiny_rules(tmp_path / "a").digest
    renamed = tiny_pack(tmp_path / "b", dprk="# a comment\n" + DPRK.lstrip().replace("mask: DPRK", "mask:   'DPRK'"))
    (renamed / "terms/dprk.yaml").rename(renamed / "zzz.yaml")
    assert load_pack(renamed).digest == first
    assert tiny_rules(tmp_path / "c", dprk=DPRK.replace("평양", "").replace("[북한]", "[북한, 평양]")).digest != first
    off = write(tmp_path / "off", {"a.yaml": "kind: rule\nname: labour-sent-abroad\nstatus: disabled\n"})
    assert load_pack(renamed, [off]).digest != first
