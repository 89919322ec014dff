"""A shell in a folder of its own, with a small watch in it."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.cli.main import main

WATCH = """\
sources:
  - {name: inbox, kind: files, path: inbox, max_age: none}
targets:
  terminal: console://
  mailbox: eml://mail
routes:
  - {name: all, to: [terminal, mailbox]}
model: none
"""

WORKERS = "North Korea sent 1,000 workers to Russia, the foreign ministry in Moscow said on Tuesday."
SHELLS = "Pyongyang shipped artillery shells to Russia by rail, South Korea's spy agency told lawmakers."
RAIN = "It rained in Busan on Sunday."


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


Shell = Callable[..., Answer]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs `sanctions-watch` with these words in the test's folder, as the installed command does."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["sanctions-watch", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Answer(end.value.code, said.out, said.err)

    return run


def article(ident: str, text: str, title: str = "", **more: str) -> dict[str, str]:
    """An article as a line of JSONL."""
    return {"id": ident, "title": title, "text": text, **more}


def write_lines(path: Path, *articles: dict[str, str] | str) -> Path:
    """JSONL; a text instead of an article is written as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in articles]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_watch(folder: Path, text: str = WATCH) -> Path:
    """A watch with three articles in its inbox: two that matter, one that does not."""
    path = folder / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    write_lines(
        folder / "inbox" / "news.jsonl",
        article("workers", WORKERS, "Workers leave", published="2026-11-20", outlet="The Wire"),
        article("shells", SHELLS, "Trains at the border", published="2026-11-01", outlet="The Post"),
        article("rain", RAIN, "Weather"),
    )
    return path
