"""Everything that came in is there again, text by text, and can be put into another storage."""

from datetime import timedelta

from flows.domain import Article
from flows.storage.store import Store
from tests.builders import NOON, an_article
from tests.flows.storage.values import an_incoming

LATER = NOON + timedelta(hours=1)


def test_texts_come_in_the_order_in_which_they_came_in_each_as_it_was() -> None:
    with Store.open("sqlite://") as store:
        store.add_articles([an_incoming("k2", text="Two."), an_incoming("k1", text="One.")], NOON)
        store.add_articles([an_incoming("k1", text="One, corrected.")], LATER)
        found = list(store.arrivals())
        assert [(one.when, one.article.revision) for one in found] == [(NOON, 1), (NOON, 1), (LATER, 2)]
        assert {one.article.text for one in found[:2]} == {"One.", "Two."}
        assert found[2].article.text == "One, corrected."
        assert [one.article.revision for one in store.arrivals(until=NOON)] == [1, 1]


def test_what_is_put_into_another_storage_is_the_same_there_and_waits_to_be_assessed() -> None:
    with Store.open("sqlite://") as store, Store.open("sqlite://") as other:
        store.add_articles([an_incoming("k1", text="One.")], NOON)
        store.add_articles([an_incoming("k1", text="One, corrected.")], LATER)
        for one in store.arrivals():
            other.put([one.article])
        assert other.unassessed() == store.unassessed()
        assert next(iter(other.arrivals(until=NOON))).article.text == "One."


def test_an_article_without_a_hash_gets_one() -> None:
    with Store.open("sqlite://") as store:
        bare: Article = an_article("a")
        store.put([bare])
        stored = store.article(bare.id)
        assert stored is not None
        assert stored.text == bare.text
