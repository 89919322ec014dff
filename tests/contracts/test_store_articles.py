"""Articles that a person names by hand are found, on every database."""

from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.storage.values import an_incoming


def test_an_article_is_found_by_the_beginning_of_its_id_or_by_its_address(store: Store) -> None:
    first, second = store.add_articles(
        [an_incoming("one", url="https://a.example/100%_sure"), an_incoming("two", url="https://a.example/two")], NOON
    )
    assert [one.id for one in store.articles_like(first.id[:-1], 5)] == [first.id]
    assert [one.id for one in store.articles_like("https://a.example/two", 5)] == [second.id]
    assert store.articles_like("https://a.example/", 5) == []
    assert store.articles_like("%", 5) == []


def test_no_more_are_given_than_were_asked_for(store: Store) -> None:
    store.add_articles([an_incoming(f"n{number}", url=f"https://a.example/{number}") for number in range(4)], NOON)
    assert len(store.articles_like("", 3)) == 3
