"""An archive in passes, as it would have come in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from flows.domain import Arrival, Article, Replay
from flows.stages.replay import EPOCH, Pass, passes, past_passes, plan, replay
from flows.wiring import Workshop
from tests.builders import NOON, an_article

HOUR = timedelta(hours=1)
WORKERS = "North Korea sent hundreds of workers to a sawmill near Khabarovsk, the spy agency said."
RIFLES = "A freighter with rifles from Wonsan was stopped off Port Said."


def came(ident: str, when: datetime, text: str = WORKERS) -> Arrival:
    return Arrival(when, an_article(ident, "", text, published=when))


def ids(planned: list[Pass]) -> list[list[str]]:
    return [[article.id for article in one.articles] for one in planned]


def test_what_comes_between_two_passes_is_found_by_the_later_one() -> None:
    arrivals = [
        came("a", NOON),
        came("b", NOON + timedelta(minutes=1)),
        came("c", NOON + HOUR),
        came("d", NOON + 5 * HOUR),
    ]
    planned = passes(arrivals, HOUR)
    assert [one.now for one in planned] == [NOON, NOON + HOUR, NOON + 5 * HOUR]
    assert ids(planned) == [["a"], ["b", "c"], ["d"]]
    assert {article.fetched for one in planned for article in one.articles} == {one.now for one in planned}


def test_an_archive_older_than_the_service_is_counted_from_the_same_point() -> None:
    (one,) = passes([came("a", datetime(1999, 5, 1, 10, 7, tzinfo=UTC))], HOUR)
    assert one.now == datetime(1999, 5, 1, 11, tzinfo=UTC)
    assert (EPOCH - one.now) % HOUR == timedelta(0)


def test_passes_that_were_made_are_made_again() -> None:
    starts = [NOON, NOON + HOUR]
    arrivals = [came("a", NOON), came("b", NOON + timedelta(minutes=5)), came("c", NOON + HOUR)]
    assert ids(past_passes(arrivals, starts)) == [["a", "b"], ["c"]]
    assert plan(arrivals, starts, HOUR)[1] == "in the passes that were made"
    assert plan(arrivals, (), HOUR)[1] == "a pass every 1 hour"


def replayed(shop: Workshop, *arrivals: Arrival) -> Replay:
    return replay(shop.settings, shop.bench, passes(arrivals, HOUR), archive="test", documents=9, step="hourly")


def test_days_count_what_came_what_was_flagged_and_what_was_sent_also_days_without_any(shop: Workshop) -> None:
    day = timedelta(days=1)
    again = WORKERS + " They will stay for two years."
    late = NOON + 2 * day
    report = replayed(
        shop, came("a", NOON), came("b", NOON + HOUR, again), came("c", late, RIFLES), came("d", late, "rain")
    )
    assert [(one.day, one.articles, one.flagged, one.alerts, one.updates) for one in report.days] == [
        (date(2023, 12, 13), 2, 2, 1, 0),
        (date(2023, 12, 14), 0, 0, 0, 0),
        (date(2023, 12, 15), 2, 1, 1, 0),
    ]
    assert ([alert.number for alert in report.alerts], report.flagged) == ([1, 1], 3)


def test_nothing_is_sent_or_stored_by_a_replay(shop: Workshop) -> None:
    replayed(shop, came("a", NOON))
    assert shop.store.counts()["articles"] == 0
    assert shop.courier.carried == []  # type: ignore[attr-defined]  # the stand-in of these tests


def test_a_fault_of_the_program_in_one_article_is_reported_and_the_rest_goes_on(shop: Workshop) -> None:
    report = replayed(shop, came("a", NOON, "poison"), came("b", NOON))
    assert [problem.where for problem in report.problems] == ["article a https://news.example/a"]
    assert len(report.alerts) == 1


def test_an_empty_archive_gives_an_empty_report(shop: Workshop) -> None:
    report = replayed(shop)
    assert (report.days, report.alerts, report.flagged) == ((), (), 0)


def test_of_two_versions_in_one_pass_the_later_counts(shop: Workshop) -> None:
    first: Article = an_article("a", "", "rain")
    second = replace(first, text=WORKERS, revision=2, content_hash="other")
    report = replayed(shop, Arrival(NOON, first), Arrival(NOON, second))
    assert len(report.alerts) == 1
