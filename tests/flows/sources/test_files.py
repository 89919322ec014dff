"""Files, folders and patterns."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from flows.domain import Collected
from flows.options import SourceOptions
from flows.sources.files import FilesSource, NoFilesError, read_documents
from tests.builders import NOON


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article of each kind, one level deep."""
    (tmp_path / "below").mkdir()
    (tmp_path / "a.jsonl").write_text('{"id": "j1", "text": "one"}\n{"id": "j2", "text": "two"}\n')
    (tmp_path / "below" / "b.txt").write_text("A short title\n\nThe text of it.\n")
    (tmp_path / "c.html").write_text("<html><body><p>Words.</p></body></html>")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "README.md").write_text("no")
    return tmp_path


def collect(location: Path | str, **options: str) -> Collected:
    """Read files as a source does."""
    return FilesSource(SourceOptions("inbox", "files", str(location), **options)).collect(None, NOON)  # type: ignore[arg-type]  # the words among the options


def test_a_folder_is_read_with_all_below_it_in_order_of_names(folder: Path) -> None:
    found = list(read_documents(folder))
    assert [d.id for d in found] == ["j1", "j2", "below/b.txt", "c.html"]
    assert all(d.article is not None for d in found)


def test_a_pattern_reads_what_fits(folder: Path) -> None:
    assert [d.id for d in read_documents(f"{folder}/**/*.txt")] == ["b.txt"]
    assert [d.id for d in read_documents(f"{folder}/*.jsonl")] == ["j1", "j2"]


def test_the_same_file_has_the_same_key_however_it_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    keys = [d.article.key for d in read_documents("below/b.txt") if d.article]
    assert keys == [d.article.key for d in read_documents(f"{folder}/*/b.txt") if d.article]
    assert keys == [f"file:{folder}/below/b.txt"]


def test_standard_input_holds_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "s", "text": "t"}\nbroken\n')))
    assert [(d.id, d.article is None) for d in read_documents("-")] == [("s", False), ("standard input:2", True)]


def test_a_location_that_names_nothing_is_a_failure(tmp_path: Path) -> None:
    got = collect(tmp_path / "none.txt")
    assert (got.failed, got.state and got.state.failures) == (True, 1)
    assert got.problems[0].message.endswith("none.txt does not exist")
    with pytest.raises(NoFilesError, match="no file fits"):
        list(read_documents(f"{tmp_path}/*.txt"))


def test_an_empty_folder_is_no_failure(tmp_path: Path) -> None:
    got = collect(tmp_path)
    assert (got.failed, got.articles, got.problems) == (False, (), ())


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.txt", b"\x89PNG\x00\x00\x01", "is no text but binary data"),
        ("x.txt", "Привет, мир".encode("cp1251"), "is not UTF-8 text; save it as UTF-8"),
        ("x.txt", b"  \n", "is empty"),
        ("x.html", b"\x00\x01", "is no text but binary data"),
        ("x.html", b"", "is empty"),
        ("x.pdf", b"%PDF", "files of the kind '.pdf' cannot be read (known: .eml, .htm, .html, .jsonl"),
        ("x.eml", b"hello", "is no e-mail"),
        ("x.txt", b"x" * 5_000_001, "is larger than 5,000,000 bytes"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("good")
    got = collect(tmp_path)
    assert [a.text for a in got.articles] == ["good"]
    assert got.problems[0].where == str(tmp_path / name)
    assert message in got.problems[0].message


def test_a_few_bad_bytes_are_remarked_and_the_text_kept(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"good words " * 50 + b"\xff")
    got = collect(tmp_path)
    assert got.articles[0].text.endswith("good words \ufffd")
    assert got.problems[0].message.startswith("1 characters are not UTF-8")


def test_a_sidecar_says_what_the_files_do_not(folder: Path) -> None:
    facts = {
        "published": "2023-12-13",
        "outlet": "EFE",
        "title": "T",
        "url": "https://news.example/1",
        "language": "es",
    }
    (folder / "below" / "sidecar.json").write_text(json.dumps({"b.txt": facts}))
    (document,) = read_documents(folder / "below", now=NOON)
    article = document.article
    assert article is not None
    assert (article.title, article.text, article.outlet) == ("T", "The text of it.\n", "EFE")
    assert (article.url, article.language) == ("https://news.example/1", "es")
    assert article.published is not None
    assert article.published.isoformat() == "2023-12-13T00:00:00+00:00"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "cannot be used, its files are read without it"),
        ("[]", "must hold an object"),
        ('{"b.txt": "EFE"}', "must be an object of facts"),
        ('{"none.txt": {}}', "there is no such file beside it"),
        ('{"b.txt": {"outlets": "EFE"}}', "unknown fact 'outlets'; known: language, outlet, published, title, url"),
        ('{"b.txt": {"outlet": 5}}', "'outlet' must be text"),
        ('{"b.txt": {"published": "2099-01-01"}}', "is dated 2099-01-01"),
    ],
)
def test_a_broken_sidecar_is_named_and_its_files_are_read(folder: Path, content: str, message: str) -> None:
    (folder / "below" / "sidecar.json").write_text(content)
    got = collect(folder / "below")
    assert [a.text for a in got.articles] == ["The text of it.\n"]
    assert message in got.problems[0].message
    assert "sidecar.json" in got.problems[0].where


def test_reading_again_gives_the_same_again(folder: Path) -> None:
    assert collect(folder).articles == collect(folder).articles


def test_packed_lines_are_read_as_the_others(tmp_path: Path) -> None:
    lines = b'{"id": "a", "text": "Rain."}\n{"id": "b", "text": "Snow."}\n'
    with gzip.open(tmp_path / "news.jsonl.gz", "wb") as file:
        file.write(lines)
    assert [(d.id, d.article is not None) for d in read_documents(tmp_path / "news.jsonl.gz")] == [
        ("a", True),
        ("b", True),
    ]


@pytest.mark.parametrize("damage", [b"no gzip at all", gzip.compress(b'{"id": "a", "text": "Rain."}\n' * 5000)[:-40]])
def test_damaged_packed_lines_are_a_problem_and_no_end(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "news.jsonl.gz").write_bytes(damage)
    *_, last = read_documents(tmp_path / "news.jsonl.gz")
    assert last.article is None
    assert "cannot be read" in last.problems[0].message


def test_a_line_without_end_is_told_once_and_never_held_in_memory(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wb", compresslevel=1) as file:
        for _ in range(13):
            file.write(b"x" * 1_000_000)
        file.write(b'\n{"id": "b", "text": "Snow."}\n')
    first, second = read_documents(tmp_path / "bomb.jsonl.gz")
    assert "is longer than" in first.problems[0].message
    assert second.id == "b"
