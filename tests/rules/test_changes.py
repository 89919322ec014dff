"""What differs between two sets of rules is named part by part."""

from pathlib import Path

from rules.changes import changes
from tests.rules.tiny import RULE, SEND, WORKER, tiny_rules

UUID = "7c1d5b0e-6a0f-4a55-9c0b-0f7f7a1e2d01"


def test_two_readings_of_the_same_files_do_not_differ(tmp_path: Path) -> None:
    commented = tiny_rules(tmp_path / "b", worker="# more to come\n" + WORKER.lstrip())
    assert changes(tiny_rules(tmp_path / "a"), commented) == ()


def test_each_part_that_differs_is_named_with_its_kind(tmp_path: Path) -> None:
    old = tiny_rules(tmp_path / "a", more="kind: terms\nid: more\ntitle: t\nmask: X\nen: [abcd]\n")
    new = tiny_rules(
        tmp_path / "b",
        send=SEND.replace("sending]", "sending, dispatch]"),
        labour_sent_abroad=RULE.replace("points: 60", "points: 70"),
        off="kind: filter\nid: off\ntitle: t\nthemes: [labour]\nexclude: [{phrases: [a novel]}]\n",
    )
    assert list(map(str, changes(old, new))) == [
        "new filter off",
        "gone list more",
        "changed list send",
        f"changed rule labour-sent-abroad [{UUID}]",
    ]


def test_a_rule_that_was_renamed_has_changed(tmp_path: Path) -> None:
    new = tiny_rules(tmp_path / "b", labour_sent_abroad=RULE.replace("labour-sent-abroad", "labour-abroad"))
    (change,) = changes(tiny_rules(tmp_path / "a"), new)
    assert str(change) == f"changed rule labour-abroad [{UUID}]"
