"""What was told is remembered across stories, and a decision knows what it was about."""

from dataclasses import replace
from datetime import timedelta

from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.storage.values import a_decision, an_incoming, assess_all

DAY = timedelta(days=1)


def test_a_told_claim_is_remembered_until_it_was_not_repeated_for_long() -> None:
    with Store.open("sqlite://") as store:
        store.add_articles([an_incoming("k1")], NOON)
        assess_all(store)
        (first,) = store.undecided_stories()
        decided = a_decision(first)
        told = replace(decided.told[0], alert=decided.alert.id if decided.alert else None)
        store.save_decisions([replace(decided, told=(told,))], "run-1", NOON)
        assert store.told_since(NOON) == [told]
        assert store.told_since(NOON + DAY) == []
        store.add_articles([an_incoming("k2")], NOON + DAY)
        assess_all(store)
        (second,) = store.undecided_stories()
        again = replace(a_decision(second), alert=None, copies=(), decisions=(), told=(), repeated=(told,))
        store.save_decisions([again], "run-2", NOON + DAY)
        assert store.told_since(NOON + DAY) == [replace(told, last_seen=NOON + DAY)]
        assert store.told_since(None) == [replace(told, last_seen=NOON + DAY)]


def test_a_decision_knows_which_articles_it_was_about() -> None:
    with Store.open("sqlite://") as store:
        store.add_articles([an_incoming("k1")], NOON)
        (article,) = assess_all(store)
        (pending,) = store.undecided_stories()
        store.save_decisions([replace(a_decision(pending), waiting=(article.id,))], "run-1", NOON)
        assert [past.articles for past in store.decisions_of(pending.story)] == [(article.id,)]


def test_of_stories_that_wait_equally_long_the_oldest_report_comes_first() -> None:
    with Store.open("sqlite://") as store:
        ages = {"k1": 1, "k2": 3, "k3": 2}
        store.add_articles([an_incoming(key, published=NOON - n * DAY) for key, n in ages.items()], NOON)
        assess_all(store)
        assert [view.members[0].when for view in store.undecided_stories()] == [NOON - n * DAY for n in (3, 2, 1)]
