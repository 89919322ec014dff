"""What kept a rule back is told with its place."""

from pathlib import Path

from rules.engine import Engine
from rules.withheld import Withholding
from tests.rules.tiny import RULE, Text, tiny_rules


def kept(folder: Path, text: str, **changes: str) -> list[str]:
    rules, document = tiny_rules(folder, **changes), Text(text)
    found = Withholding(rules).look(document, Engine(rules).scan(document))
    return [str(one) for sentence in found for one in sentence]


def test_an_exclusion_is_named_with_its_words(tmp_path: Path) -> None:
    (told,) = kept(tmp_path, "North Korea sent labor camp workers to Russia.")
    assert told.startswith("labour-sent-abroad found 80 points, but its 'exclude' keeps it back: labor camp (")
    assert told.endswith("labour-sent-abroad.yaml:21)")


def test_too_few_points_are_named(tmp_path: Path) -> None:
    rule = RULE.replace("signals:", "requires_points: 50\nsignals:", 1)
    (told,) = kept(tmp_path, "Workers from North Korea were seen in Russia.", labour_sent_abroad=rule)
    assert "found 20 points, but the rule asks for 50 points (" in told


def test_an_exclusion_by_lists_or_by_a_shape_is_named(tmp_path: Path) -> None:
    text = "North Korea sent workers to Russia, not Norway."
    by_list = RULE.replace("- phrases: [labor camp/camps]", "- lists: [country]")
    assert "keeps it back: {country}" in kept(tmp_path / "a", text, labour_sent_abroad=by_list)[0]
    by_shape = RULE.replace("- phrases: [labor camp/camps]", '- shape: ["not {country}"]')
    assert "an exclusion by its shape" in kept(tmp_path / "b", text, labour_sent_abroad=by_shape)[0]


def test_what_fired_or_found_nothing_is_not_kept_back(tmp_path: Path) -> None:
    assert kept(tmp_path / "a", "North Korea sent workers to Russia. It rained.") == []
    assert kept(tmp_path / "b", "It rained in Russia.") == []
