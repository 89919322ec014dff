"""Alerts as rows and as dossiers, from a database that a real pass has filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.inspection.records import alert_rows, dossier, find_alert
from flows.settings import load_settings
from flows.stages.passes import full_pass
from flows.storage.store import Store
from flows.wiring import open_workshop
from tests.flows.cli.conftest import SHELLS, WORKERS, write_watch


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The store of a watch after one pass that alerted twice."""
    settings = load_settings(write_watch(tmp_path), {})
    with open_workshop(settings) as shop:
        full_pass(shop)
    with Store.open(settings.storage_url) as store:
        yield store


def test_rows_hold_what_a_person_asks_for_first(store: Store) -> None:
    rows = alert_rows(store, limit=10)
    assert len(rows) == 2
    assert {row["headline"] for row in rows} == {"Workers leave", "Trains at the border"}
    assert all(row["deliveries"] == ["mailbox: sent", "terminal: sent"] for row in rows)
    assert all(row["articles"] == 1 for row in rows)


def test_the_limit_holds(store: Store) -> None:
    assert len(alert_rows(store, limit=1)) == 1


def test_an_alert_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    for row in alert_rows(store, limit=10):
        ident = str(row["id"])
        assert find_alert(store, ident).id == find_alert(store, ident[:8]).id == ident


def test_an_id_that_fits_none_or_several_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="there is no alert 'zz'"):
        find_alert(store, "zz")
    with pytest.raises(UsageError, match="several alerts begin with ''"):
        find_alert(store, "")


def test_a_dossier_quotes_the_articles_to_the_letter(store: Store) -> None:
    quoted = set()
    for row in alert_rows(store, limit=10):
        found = dossier(store, str(row["id"]))
        assert found.decisions
        assert {copy.target for copy in found.deliveries} == {"terminal", "mailbox"}
        for article, assessments in found.articles:
            for assessment in assessments:
                for evidence in assessment.evidence:
                    field = article.title if evidence.field == "title" else article.text
                    assert field[evidence.start : evidence.end] == evidence.text
                    quoted.add(evidence.text)
    assert quoted >= {WORKERS, SHELLS}
