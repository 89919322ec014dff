"""`sanctions-watch sources`."""

import json
from pathlib import Path

import pytest

from flows.settings import load_settings
from tests.flows.cli.conftest import Shell
from tests.flows.sources.feeds import ITEM, rss
from tests.flows.sources.server import answer, serving

OPML = """<opml version="2.0"><body>
<outline text="Wire" xmlUrl="https://wire.example/rss"/>
<outline text="inbox" xmlUrl="https://news.example/rss"/>
<outline text="" xmlUrl="https://daily.example/rss"/>
</body></opml>"""


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    """A watch with a comment, an inbox and a feed."""
    (tmp_path / "inbox").mkdir()
    path = tmp_path / "watch.yaml"
    path.write_text(
        "# mine\nsources:\n  - {name: inbox, kind: files, path: inbox}  # here\n"
        "  - {name: wire, kind: feed, url: 'https://wire.example/rss'}\nmodel: none\n",
        encoding="utf-8",
    )
    return path


def test_a_list_is_added_to_the_watch_and_known_addresses_are_passed_over(
    shell: Shell, watch: Path, tmp_path: Path
) -> None:
    (tmp_path / "list.opml").write_text(OPML, encoding="utf-8")
    before = watch.read_text(encoding="utf-8")
    said = shell("sources", "import", "list.opml")
    assert said.code == 0
    assert "added to watch.yaml: 2 of 3 feeds; 1 known already" in said.out
    names = [source.name for source in load_settings(watch, {}).sources]
    assert names == ["inbox", "wire", "inbox 2", "daily.example"]
    assert watch.read_text(encoding="utf-8").startswith(before.removesuffix("model: none\n"))
    assert "0 of 3 feeds" in shell("sources", "import", "list.opml").out


def test_a_list_may_be_printed_instead(shell: Shell, watch: Path, tmp_path: Path) -> None:
    (tmp_path / "list.opml").write_text(OPML, encoding="utf-8")
    before = watch.read_text(encoding="utf-8")
    said = shell("sources", "import", "--print", "list.opml")
    assert said.out.splitlines()[0] == '  - {name: "inbox 2", kind: feed, url: "https://news.example/rss"}'
    assert watch.read_text(encoding="utf-8") == before


def test_what_is_no_list_is_refused(shell: Shell, watch: Path, tmp_path: Path) -> None:
    assert watch.exists()
    (tmp_path / "list.opml").write_text("hello", encoding="utf-8")
    said = shell("sources", "import", "list.opml")
    assert said.code == 2
    assert "list.opml is no" in said.err


def test_feeds_are_exported_and_come_back(shell: Shell, watch: Path, tmp_path: Path) -> None:
    assert 'xmlUrl="https://wire.example/rss"' in shell("sources", "export").out
    assert shell("sources", "export", "--out", "mine.opml").code == 0
    assert (tmp_path / "mine.opml").read_text(encoding="utf-8").count("<outline") == 1
    assert shell("sources", "export", "--out", "no/such/folder.opml").code == 2
    assert watch.exists()


def test_a_check_shows_what_each_source_answers_and_stores_nothing(shell: Shell, watch: Path) -> None:
    with serving({"/good": answer(rss(ITEM)), "/bad": answer(b"", 503)}) as (base, asked):
        watch.write_text(
            "polling: {host_gap: none}\nsources:\n"
            f"  - {{name: good, kind: feed, url: '{base}/good', allow_private: true, full_text: true}}\n"
            f"  - {{name: bad, kind: feed, url: '{base}/bad', allow_private: true}}\nmodel: none\n",
            encoding="utf-8",
        )
        said = shell("sources", "check", "--json")
        assert said.code == 1
        good, bad = json.loads(said.out)
        assert (good["name"], good["answer"], good["format"], good["items"]) == ("good", "ok", "rss20", 1)
        assert good["newest"] == "2023-12-13T04:00+00:00"
        assert (bad["answer"], bad["remarks"]) == ("temporary", ["feed answered 503 Service Unavailable"])
        assert shell("sources", "check", "good").code == 0
        assert sorted(asked) == ["/bad", "/good", "/good"]
        never = json.loads(shell("sources", "list", "--json").out)
        assert [row["state"] for row in never] == ["never polled", "never polled"]
        assert shell("run", "--no-prefect").code == 1
        listed = json.loads(shell("sources", "list", "--json").out)
        assert [(row["state"], row["articles"], row["failures"]) for row in listed] == [
            ("ok", 1, 0),
            ("temporary", 0, 1),
        ]
        asked.clear()
        assert shell("sources", "check", "bad").code == 1, "a check does not wait until a source is due"
        again = shell("run", "--no-prefect")
        assert asked == ["/bad", "/good"]
        assert again.code == 0
        assert "bad is not due before" in again.out


def test_a_source_that_waits_and_answers_a_check_is_read_with_the_next_pass(shell: Shell, watch: Path) -> None:
    routes = {"/feed": answer(b"", 410)}
    with serving(routes) as (base, _):
        entry = f"  - {{name: wire, kind: feed, url: '{base}/feed', allow_private: true}}"
        watch.write_text(f"polling: {{host_gap: none}}\nsources:\n{entry}\nmodel: none\n", encoding="utf-8")
        assert shell("run", "--no-prefect").code == 1
        assert "retired" in shell("run", "--no-prefect").out
        routes["/feed"] = answer(rss(ITEM))
        assert shell("sources", "check").code == 0
        assert "read 1, new 1" in shell("run", "--no-prefect").out


def test_a_name_that_is_none_is_refused(shell: Shell, watch: Path) -> None:
    assert watch.exists()
    said = shell("sources", "check", "wrie")
    assert said.code == 2
    assert "did you mean 'wire'?" in said.err


def test_the_table_shows_each_source(shell: Shell, watch: Path) -> None:
    assert watch.exists()
    said = shell("sources", "list")
    assert said.code == 0
    assert "never polled" in said.out
    assert "wire" in said.out
