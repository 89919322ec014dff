"""New sources in a watch.yaml that somebody wrote."""

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.options import SourceOptions
from flows.settings import load_settings
from flows.settings.additions import add_sources, entry_lines

NEW = [
    SourceOptions("wire", "feed", "https://wire.example/rss?a=1&b=2"),
    SourceOptions('no: "yes", #1 {x}', "feed", "https://news.example/", language="no"),
]


def added(folder: Path, text: str) -> str:
    path = folder / "watch.yaml"
    path.write_bytes(text.encode())
    (folder / "inbox").mkdir(exist_ok=True)
    add_sources(path, NEW)
    settings = load_settings(path, {})
    assert [(s.name, s.location, s.language) for s in settings.sources[-2:]] == [
        (s.name, s.location, s.language) for s in NEW
    ]
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# mine\nsources:\n  # inbox\n  - {name: inbox, kind: files, path: inbox}  # x\n", "\n# end\nmodel: none\n"),
        ("sources:\n- name: inbox\n  kind: files\n  path: inbox   # here\n", "  # - name: another\n\nmodel: none\n"),
        ("model: none\nsources:\n    - name: inbox\n      kind: files\n      path: >\n        inbox\n", "# the end\n"),
        ("sources:   # none yet\n", "model: none\n"),
        ("model: none\r\nsources:\r\n  - {name: inbox, kind: files, path: inbox}\r\n", "storage: x.db\r\n"),
    ],
)  # fmt: skip
def test_everything_that_was_there_stays(tmp_path: Path, before: str, after: str) -> None:
    text = added(tmp_path, before + after)
    assert text.startswith(before)
    assert text.endswith(after)
    assert ("\r\n" in text) == ("\r\n" in before)
    assert text.count("\n") == (before + after).count("\n") + 2


def test_a_file_without_the_section_gets_one(tmp_path: Path) -> None:
    assert added(tmp_path, "model: none").startswith("model: none\nsources:\n  - {name: wire, kind: feed, ")


@pytest.mark.parametrize(
    "text", ["sources: [{name: a, kind: files, path: a}]\n", "sources: []\n", "sources: word\n", "- a\n"]
)
def test_what_cannot_be_added_to_is_refused_and_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        add_sources(path, NEW)
    assert path.read_text(encoding="utf-8") == text


def test_an_entry_is_one_line() -> None:
    assert entry_lines(NEW[:1]) == ['  - {name: wire, kind: feed, url: "https://wire.example/rss?a=1&b=2"}']
