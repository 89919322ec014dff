"""Rules edited under a running service: the next pass works with them; broken ones change nothing, loudly."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from flows.inspection.doctor import Check, Verdict, examine
from flows.serve.opening import Opening
from flows.serve.plain import plain_pass
from flows.serve.stop import Stop
from flows.storage.store import Store
from tests.divers import RULE
from tests.flows.cli.conftest import article, write_lines

WATCH = """\
sources: [{name: inbox, kind: files, path: inbox, max_age: none}]
targets: {desk: 'eml://desk', ops: 'eml://ops'}
routes: [{name: all, to: [desk]}]
operations: {to: [ops], heartbeat: none}
model: none
rules: [mine]
"""
LIST = "kind: terms\nid: diver\ntitle: Divers\nconcept: true\nen: [diver]\n"


class Watch:
    """A watch whose passes are made by hand, and whose rules are edited between them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "watch.yaml"
        self.config.write_text(WATCH, encoding="utf-8")
        (folder / "mine").mkdir()
        self.opening = Opening(self.config)

    def edit(self, name: str, text: str) -> None:
        (self.folder / "mine" / name).write_text(text, encoding="utf-8")

    def make_pass(self, ident: str, title: str, text: str) -> None:
        """One pass, with one more article in the inbox."""
        write_lines(self.folder / "inbox" / f"{ident}.jsonl", article(ident, text, title))
        plain_pass(self.opening, Stop(timedelta(seconds=20)))

    def letters(self, target: str) -> list[str]:
        found = sorted((self.folder / target).glob("*.html"), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_text(encoding="utf-8") for path in found]

    def doctor(self) -> list[Check]:
        return [check for check in examine(self.config) if check.what in {"rules", "operations"}]


def test_rules_change_break_and_are_mended_under_a_running_service(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    watch = Watch(tmp_path)
    watch.make_pass("first", "Port news", "A shipyard in Russia has taken on North Korean divers.")
    assert watch.letters("desk") == []

    watch.edit("diver.yaml", LIST)
    watch.edit("divers.yaml", RULE)
    watch.make_pass("second", "Pier mended at Nakhodka", "Nakhodka: eight North Korean divers mend a pier in Russia.")
    (letter,) = watch.letters("desk")
    assert "Nakhodka" in letter
    assert "last good" not in letter
    assert "new list diver, new rule my.divers [6f8f0b6e-2f0e-4d52-9f5c-7f7d1b1e0c55]" in caplog.text
    with Store.open(f"sqlite:///{tmp_path}/var/watch.db") as store:
        members = [one for alert in store.alerts() for one in store.members_of(alert.story)]
        digests = {one.rules_digest for member in members for one in store.assessments_of(member.id)}
    with watch.opening.open() as shop:
        good = shop.bench.rules.digest
    assert digests == {good}

    watch.edit("divers.yaml", RULE.replace("points: 90", "points: 900"))
    watch.make_pass(
        "third",
        "Pearls off Hainan",
        "A pearl farm in China employs fifty North Korean divers for the season, its owner said.",
    )
    assert f"the last good version (rules {good[:12]}) stays in force" in caplog.text
    assert "divers.yaml:11: 'points' must lie between 1 and 100, not 900" in caplog.text
    letter = next(one for one in watch.letters("desk") if "Hainan" in one)
    assert "this alert was made with the last good ones" in letter
    (told,) = watch.letters("ops")
    assert "divers.yaml:11" in told
    rules, *others = watch.doctor()
    assert rules.verdict is Verdict.FAILED
    assert "divers.yaml:11" in rules.detail
    assert f"passes go on with the last good rules ({good[:12]})" in rules.detail
    assert any("the last good ones stay in force since" in one.detail for one in others)

    watch.edit("divers.yaml", RULE)
    watch.make_pass("fourth", "Weather", "It rained in Busan.")
    assert "can be used again" in caplog.text
    assert any("rules load again" in one for one in watch.letters("ops"))
    rules, *others = watch.doctor()
    assert rules.verdict is Verdict.OK
    assert not [one for one in others if "last good" in one.detail]
