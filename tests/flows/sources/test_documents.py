"""What is named on a command line, as documents and articles."""

from datetime import UTC, datetime
from pathlib import Path

from flows.sources.documents import as_article, documents


def test_an_input_that_is_not_there_is_a_document_with_a_problem_among_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    found = list(documents([str(tmp_path / "no.jsonl"), str(tmp_path / "a.txt")]))
    assert [document.article is None for document in found] == [True, False]
    assert "does not exist" in found[0].problems[0].message


def test_an_article_bears_the_id_it_was_given_and_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "x", "title": "A title", "text": "It rained."}\n{\n', encoding="utf-8")
    now = datetime(2026, 11, 22, tzinfo=UTC)
    first, second = (as_article(document, now) for document in documents([str(path)]))
    assert first is not None
    assert (first.id, first.title, first.text, first.fetched) == ("x", "A title", "It rained.", now)
    assert second is None
