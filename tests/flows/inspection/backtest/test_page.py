"""The page: nothing in a text becomes mark-up, and nothing remote is asked for."""

import re
from pathlib import Path

from flows.inspection.backtest.output import as_json, effort, summary
from flows.inspection.backtest.page import page
from tests.flows.inspection.backtest.bench import tried

HOSTILE = "<script>alert(1)</script>"


def test_hostile_texts_stay_text(tmp_path: Path) -> None:
    bad = {
        "id": f"x{HOSTILE}",
        "title": f"North Korea {HOSTILE} \u202egnp",
        "text": f'North Korea sent {HOSTILE} divers <img src=x onerror="a"> to Norway.',
        "url": "javascript:alert(1)",
        "outlet": HOSTILE,
    }
    written = page(tried(tmp_path, "a word more", bad))
    assert "<script" not in written
    assert "<img" not in written
    assert "javascript:" not in written
    assert "\u202e" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written
    assert "<mark>divers</mark>" in written


def test_the_page_needs_nothing_beside_itself(tmp_path: Path) -> None:
    written = page(tried(tmp_path, "a word less"))
    assert not re.search(r"<(script|link|img|iframe|object)\b|@import|url\(", written)
    assert 'href="https://news.example/1"' in written


def test_a_backtest_without_changes_says_so(tmp_path: Path) -> None:
    written = page(tried(tmp_path, "nothing"))
    assert "No article fares otherwise" in written
    assert "both sets are the same" in written


def test_the_json_holds_both_verdicts_sentence_and_reasons(tmp_path: Path) -> None:
    value = as_json(tried(tmp_path, "a word more"))
    (change,) = value["changes"]
    assert (change["kind"], change["id"], change["old"]["flagged"], change["new"]["flagged"]) == (
        "gained",
        "divers",
        False,
        True,
    )
    assert change["sentence"][slice(*change["spans"][0])] == "North Korea"
    assert change["reasons"]
    assert value["articles"]["gained"] == 1
    # The article joins the story of the workers, which alerts by both sets.
    assert value["alerts"] == {"old": 1, "new": 1, "gained": 0, "lost": 0}


def test_the_last_line_says_what_was_cached(tmp_path: Path) -> None:
    assert "nothing was cached yet" in effort(tried(tmp_path, "a word more"))
    again = tried(tmp_path, "a word more")
    assert "which documents of news.jsonl name the subject, 6 verdicts" in effort(again)
    assert "articles: 0 lost, 1 gained, 0 changed" in list(summary(again))
