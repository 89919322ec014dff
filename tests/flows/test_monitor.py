"""One pass through Prefect, with a server of its own on loopback: what its files in `flows/` add to plain functions."""

import asyncio
import gc
import json
import os
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from flows.domain import StageReport
from flows.errors import AlreadyRunningError, StorageError
from flows.settings import load_settings, quiet_prefect
from flows.storage.lock import RunLock
from flows.storage.store import Store
from tests.flows.sources.server import Route, answer, serving

# Prefect leaves connections to its server to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

FEED = b"""<rss version='2.0'><channel><title>Wire</title><item><title>Rain in Busan</title>
<link>https://wire.example/rain</link><pubDate>Wed, 13 Dec 2023 12:00:00 GMT</pubDate></item></channel></rss>"""
CLAIM = "North Korea sent hundreds of workers to Russia, South Korea's spy agency said on Monday."


@dataclass(frozen=True)
class Watched:
    """A pass, and what Prefect remembers of it."""

    config: Path
    report: StageReport
    asked: list[str]
    runs: dict[str, dict[str, Any]]
    """Name of each flow run with its parameters."""
    table: dict[str, str]


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Prefect server for all tests; Prefect is imported here, as it reads its environment once."""
    before = dict(os.environ)
    quiet_prefect(tmp_path_factory.mktemp("state"))
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 - ditto

    with prefect_test_harness(server_startup_timeout=100):
        yield
    with warnings.catch_warnings():
        # Here, lest it happens in a test of something else.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    os.environ.clear()
    os.environ.update(before)


def a_watch(folder: Path, address: str) -> Path:
    """Rules alone: the classifier takes seconds to load, and nothing here asks what it finds."""
    path = folder / "watch.yaml"
    path.write_text(
        f"""\
sources:
  - {{name: wire, kind: feed, url: "{address}/feed", allow_private: true}}
  - {{name: inbox, kind: files, path: news.jsonl, max_age: none}}
targets: {{mailbox: "eml://mail"}}
routes: [{{name: all, to: [mailbox]}}]
model: none
""",
        encoding="utf-8",
    )
    article = {"id": "1", "title": "Workers leave", "text": CLAIM}
    (folder / "news.jsonl").write_text(json.dumps(article), encoding="utf-8")
    return path


def answers_the_third_time() -> Route:
    """Closes the connection without a word before that."""
    asked: list[None] = []

    def route(handler: BaseHTTPRequestHandler) -> None:
        asked.append(None)
        if len(asked) > 2:
            answer(FEED)(handler)
        else:
            handler.close_connection = True

    return route


@pytest.fixture(scope="session")
def watched(prefect: None, tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """A pass over a file and a feed that fails twice."""
    del prefect
    from prefect.client.orchestration import get_client  # noqa: PLC0415 - after its environment is set

    from flows.ingest import poll  # noqa: PLC0415 - ditto
    from flows.monitor import one_pass  # noqa: PLC0415 - ditto

    folder = tmp_path_factory.mktemp("watch")
    with pytest.MonkeyPatch.context() as patch, serving({"/feed": answers_the_third_time()}) as (address, asked):
        patch.setattr(poll, "retry_delay_seconds", 0)
        config = a_watch(folder, address)

        async def watch() -> Watched:
            report = await one_pass(str(config))
            async with get_client() as client:
                # By hand: with this FastAPI the client's own questions hold nulls that the server refuses.
                artifacts = (await client.request("POST", "/artifacts/filter", json={})).json()
                runs = (await client.request("POST", "/flow_runs/filter", json={})).json()
            (artifact,) = (one for one in artifacts if one["key"] == "monitor-pass")
            rows = json.loads(artifact["data"])
            return Watched(
                config,
                report,
                asked,
                {run["name"]: run["parameters"] for run in runs},
                {row["what"]: row["count"] for row in rows},
            )

        return asyncio.run(watch())


def test_a_feed_that_fails_twice_is_read_the_third_time(watched: Watched) -> None:
    assert watched.asked == ["/feed"] * 3
    assert not watched.report.problems


def test_what_the_first_attempt_read_is_counted_once(watched: Watched) -> None:
    counts = watched.report.counts
    assert (counts["sources"], counts["read"], counts["new"]) == (2, 2, 2)
    assert (counts["flagged"], counts["alerts"], counts["sent"]) == (1, 1, 1)


def test_a_table_tells_what_came_in_was_flagged_and_went_out(watched: Watched) -> None:
    told = {name: watched.table[name] for name in ("items read", "new articles", "articles flagged", "deliveries sent")}
    assert told == {"items read": "2", "new articles": "2", "articles flagged": "1", "deliveries sent": "1"}


def test_every_run_has_a_readable_name_and_no_parameter_but_the_path(watched: Watched) -> None:
    config = str(watched.config)
    (whole,) = (name for name in watched.runs if name.startswith("pass of "))
    assert watched.runs.keys() == {whole, f"ingest from {config}", f"assess for {config}", f"notify for {config}"}
    assert all(parameters == {"config": config} for parameters in watched.runs.values())


def test_a_second_run_at_the_same_time_is_refused_without_noise(
    watched: Watched, capfd: pytest.CaptureFixture[str]
) -> None:
    from flows.monitor import one_pass  # noqa: PLC0415 - after its environment is set

    with (
        RunLock(load_settings(watched.config).storage_url),
        pytest.raises(AlreadyRunningError, match=f"process {os.getpid()}"),
    ):
        asyncio.run(one_pass(str(watched.config)))
    assert capfd.readouterr() == ("", "")


def test_operators_hear_of_a_pass_that_breaks_off_and_of_the_next_that_does_not(prefect: None, tmp_path: Path) -> None:
    del prefect
    from flows.monitor import one_pass  # noqa: PLC0415 - after its environment is set

    config = a_watch(tmp_path, "http://127.0.0.1:9")
    config.write_text(
        config.read_text(encoding="utf-8").replace("model: none", "model: none\noperations: {to: [mailbox]}"),
        encoding="utf-8",
    )
    with Store.open(load_settings(config).storage_url):
        pass
    with closing(sqlite3.connect(tmp_path / "var" / "watch.db")) as database:
        database.execute("ALTER TABLE articles RENAME TO elsewhere")
        with pytest.raises(StorageError):
            asyncio.run(one_pass(str(config)))
        database.execute("ALTER TABLE elsewhere RENAME TO articles")
    (told,) = (tmp_path / "mail").glob("notice-*pass_failed-new.eml")
    assert "a pass failed: StorageError" in " ".join(told.read_text(encoding="utf-8").split())
    (tmp_path / "news.jsonl").unlink()
    report = asyncio.run(one_pass(str(config)))
    assert report.counts["notices"] == report.counts["notices_sent"] == 1
    assert [*(tmp_path / "mail").glob("notice-*pass_failed-over.eml")]
