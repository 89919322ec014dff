"""Tests of flows.stories.grouping."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain import Article, StoryId
from flows.stories import grouping
from flows.stories.fingerprint import sketch
from flows.stories.grouping import Grouper
from tests.builders import NOON, an_article
from tests.seeds import seed_articles

DISPATCH = "Spy agency reports recruitment of loggers for Khabarovsk camps"
DISPATCH_2 = "Loggers recruited for camps in Khabarovsk, spy agency reports"
FESTIVAL = "Accordion festival opens in Wonsan with record attendance"


def group(articles: Iterable[Article], window: timedelta = timedelta(days=5)) -> dict[str, str]:
    """The stories in plain words."""
    return {str(article): str(story) for article, story in grouping.group(articles, window).items()}


def titled(ident: str, title: str, *, hours: float = 0) -> Article:
    return an_article(ident, title, "", published=NOON + timedelta(hours=hours))


def test_the_seeds_are_two_stories() -> None:
    articles = seed_articles()
    stories = group(articles)
    december = {stories[a.id] for a in articles if a.when.month == 12}
    november = {stories[a.id] for a in articles if a.when.month == 11}
    assert len(december) == len(november) == 1
    assert december != november


def test_the_seeds_are_two_stories_in_any_order_of_arrival() -> None:
    sketches = [sketch(article) for article in seed_articles()]
    for order in permutations(sketches):
        stories: dict[str, StoryId] = {}
        for number, one in enumerate(order):
            grouper = Grouper()
            for known in order[:number]:
                grouper.know(known, stories[known.article])
            stories[one.article] = grouper.place(one).story
        december = {stories[one.article] for one in sketches if one.when.month == 12}
        november = {stories[one.article] for one in sketches if one.when.month == 11}
        assert len(december) == len(november) == 1
        assert december != november


def test_the_seeds_are_two_stories_without_their_dates_too() -> None:
    stories = group([replace(article, published=None) for article in seed_articles()])
    assert len(set(stories.values())) == 2
    assert len({stories[a.id] for a in seed_articles() if a.when.month == 12}) == 1


def test_a_story_has_the_id_of_its_earliest_member() -> None:
    stories = group([titled("late", DISPATCH_2, hours=3), titled("early", DISPATCH)])
    assert stories == {"early": "early", "late": "early"}


def test_other_events_are_stories_of_their_own() -> None:
    assert len(set(group([titled("a", DISPATCH), titled("b", FESTIVAL)]).values())) == 2


def test_the_order_of_articles_makes_no_difference() -> None:
    articles = [titled("a", DISPATCH), titled("b", DISPATCH_2), titled("c", FESTIVAL), titled("d", DISPATCH)]
    expected = group(articles)
    assert all(group(order) == expected for order in permutations(articles))


def test_a_report_after_the_window_begins_a_story() -> None:
    stories = group([titled("a", DISPATCH), titled("b", DISPATCH, hours=24 * 6)], window=timedelta(days=5))
    assert stories["b"] == "b"


@pytest.mark.parametrize("missing", ["title", "text", "language", "published"])
def test_anything_of_an_article_may_be_missing(missing: str) -> None:
    whole = an_article("a", DISPATCH, f"{DISPATCH_2}.", published=NOON)
    empty = replace(whole, id="b", **{missing: None if missing == "published" else ""})  # type: ignore[arg-type]  # the field is a parameter of the test
    assert group([whole, empty])["b"] == "a"


def test_articles_without_any_text_stay_alone() -> None:
    empty = [an_article(ident, "", "") for ident in ("a", "b")]
    assert group(empty) == {"a": "a", "b": "b"}


def test_the_twelfth_package_is_not_the_thirteenth() -> None:
    placed = Grouper()
    placed.place(sketch(titled("a", "EU adopts 12th package of sanctions on loggers' camps")))
    second = placed.place(sketch(titled("b", "EU adopts 13th package of sanctions on loggers' camps")))
    assert second.story == "b"
    assert "packag 13 is not packag 12" in second.reason


def test_the_number_is_compared_with_every_member() -> None:
    placed = Grouper()
    placed.place(sketch(titled("a", "EU adopts 12th package of sanctions on loggers' camps")))
    assert placed.place(sketch(titled("b", "EU adopts package of sanctions on loggers' camps"))).story == "a"
    assert placed.place(sketch(titled("c", "EU adopts 13th package of sanctions on loggers' camps"))).story == "c"


def test_swapped_actors_are_kept_apart() -> None:
    stories = group(
        [
            titled("a", "Russia ships North Korea grain by Khasan rail"),
            titled("b", "North Korea ships Russia grain by Khasan rail"),
        ]
    )
    assert stories["b"] == "b"


def test_a_copy_joins_and_says_so() -> None:
    december = [article for article in seed_articles() if article.when.month == 12]
    copied = replace(december[0], id="copy", title="An entirely other headline", outlet="Mirror")  # type: ignore[arg-type]  # a plain id will do
    placed = Grouper()
    placed.place(sketch(december[0]))
    found = placed.place(sketch(copied))
    assert str(found.story) == december[0].id
    assert found.reason.startswith(f"copy of {december[0].id}: about ")


def test_a_chain_of_half_alike_reports_is_not_one_story() -> None:
    words = [f"{first}{last}" for first in ("anchor", "bridge", "copper", "dragon") for last in "bcdfghjklm"]
    chain = [titled(f"r{i:02}", " ".join(words[2 * i : 2 * i + 4])) for i in range(18)]
    stories = group(chain)
    assert stories["r01"] == "r00"
    assert stories["r17"] != "r00"


def test_a_known_report_draws_new_ones_into_its_story() -> None:
    placed = Grouper()
    placed.know(sketch(titled("old", DISPATCH)), StoryId("first"))
    assert placed.place(sketch(titled("new", DISPATCH_2, hours=5))).story == "first"


def test_a_report_that_is_placed_stays_where_it_is() -> None:
    placed = Grouper()
    placed.know(sketch(titled("a", FESTIVAL)), StoryId("first"))
    assert placed.place(sketch(titled("a", DISPATCH))).story == "first"


def test_a_late_report_of_an_earlier_time_leaves_the_story_its_id() -> None:
    placed = Grouper()
    placed.place(sketch(titled("a", DISPATCH, hours=4)))
    assert placed.place(sketch(titled("b", DISPATCH_2))).story == "a"


def test_the_reason_names_the_nearest_report_and_the_words() -> None:
    placed = Grouper()
    placed.place(sketch(titled("a", DISPATCH)))
    reason = placed.place(sketch(titled("b", DISPATCH_2))).reason
    assert "the same as a" in reason
    assert "khabarovsk" in reason


def test_common_words_of_the_field_join_nothing() -> None:
    first = titled("a", "North Korea says South Korea and US military drills are a threat")
    second = titled("b", "South Korea says North Korea missile launch is a threat to US")
    assert len(set(group([first, second]).values())) == 2


def test_korean_reports_of_one_event_are_one_story() -> None:
    stories = group(
        [
            titled("a", "국정원, 북한 노동자 러시아 하바롭스크 파견 정황 포착"),
            titled("b", "북한 노동자 하바롭스크 파견 정황…국정원 예의주시", hours=2),
            titled("c", "평양 국제축구경기 다음 달 원산에서 개막", hours=2),
        ]
    )
    assert (stories["b"], stories["c"]) == ("a", "c")


def test_a_form_filled_with_other_places_and_numbers_is_as_many_stories() -> None:
    places = ("Perm", "Kazan", "Tver", "Omsk", "Tomsk", "Chita", "Sochi", "Vladivostok", "Khabarovsk", "Magadan")
    articles = [
        titled(f"r{number:02}", f"North Korea sent {number + 20} workers to {place}, officials said", hours=number)
        for number, place in enumerate(places * 3)
    ]
    stories = group(articles)
    assert len(set(stories.values())) >= len(places)
    for article in articles:
        assert article.title.split()[-3] in {
            a.title.split()[-3] for a in articles if stories[a.id] == stories[article.id]
        }
        assert len({a.title.split()[-3] for a in articles if stories[a.id] == stories[article.id]}) == 1


def test_what_different_states_do_are_different_stories() -> None:
    stories = group(
        [
            titled("a", "South Korea suspends part of military pact after launch"),
            titled("b", "North Korea scraps military pact with South after launch", hours=5),
        ]
    )
    assert stories["b"] == "b"


def test_a_cut_feed_and_a_print_page_are_copies_of_the_full_text() -> None:
    full = seed_articles()[4]
    lines = full.text.split("\n")
    copies = [
        replace(full, id="feed", text=full.text[:220] + "…"),  # type: ignore[arg-type]  # a plain id will do
        replace(full, id="print", text="\n".join(["PRINT", *lines, "Share this page"])),  # type: ignore[arg-type]  # as above
        replace(full, id="fixed", text=f"{full.text}\nCorrection: an earlier version misspelt a name."),  # type: ignore[arg-type]  # as above
    ]
    placed = Grouper()
    placed.place(sketch(full))
    for copy in copies:
        assert placed.place(sketch(copy)).reason.startswith(f"copy of {full.id}")


def test_reports_of_one_event_in_other_languages_do_not_join_a_wrong_one() -> None:
    stories = group(
        [
            titled("en1", "North Korean loggers reach Khabarovsk camps, spy agency says"),
            titled("en2", "South Korea to deploy new radar on border islands", hours=1),
            titled("ru1", "Северокорейские лесорубы прибыли в лагеря под Хабаровском", hours=1),
            titled("ru2", "Сеул разместит новый радар на островах у границы", hours=2),
            titled("zh1", "朝鲜伐木工人抵达哈巴罗夫斯克营地", hours=2),
            titled("zh2", "韩国将在边境岛屿部署新雷达", hours=3),
            titled("ko1", "북한 벌목공 하바롭스크 수용소 도착…국정원 포착", hours=3),
            titled("ko2", "한국군 서해 도서에 신형 레이더 배치", hours=4),
        ]
    )
    for language in ("ru", "zh", "ko"):
        assert stories[f"{language}1"] != stories[f"{language}2"]
        assert stories[f"{language}1"] != stories["en2"]
        assert stories[f"{language}2"] != stories["en1"]


def test_reports_out_of_the_window_are_forgotten() -> None:
    placed = Grouper(window=timedelta(days=2))
    for day in range(40):
        placed.place(sketch(titled(f"r{day}", f"{DISPATCH} number {day}", hours=24 * day)))
    assert len(placed) <= 3


SUBJECTS = ("North Korea", "Seoul", "Moscow", "The spy agency")
ACTS = ("sends loggers to", "warns of famine in", "closes embassy in", "inspects docks of")
PLACES = ("Khabarovsk", "Rason", "Wonsan", "Ulaanbaatar", "Magadan")
HEADLINES = st.builds("{} {} {}".format, st.sampled_from(SUBJECTS), st.sampled_from(ACTS), st.sampled_from(PLACES))
REPORTS = st.lists(st.tuples(HEADLINES, st.integers(0, 12)), min_size=1, max_size=14).map(
    lambda drawn: [titled(f"r{n:02}", title, hours=6 * at) for n, (title, at) in enumerate(drawn)]
)


@given(REPORTS, st.randoms(use_true_random=False))
def test_no_order_of_the_input_changes_a_story(articles: list[Article], shuffled: Random) -> None:
    other = list(articles)
    shuffled.shuffle(other)
    assert group(other) == group(articles)


@given(REPORTS)
def test_a_story_has_the_id_of_its_first_member_always(articles: list[Article]) -> None:
    by_id = {article.id: article for article in articles}
    for article, story in group(articles).items():
        assert (by_id[story].when, story) <= (by_id[article].when, article)  # type: ignore[index]  # ids are plain words here


@given(REPORTS, st.data())
def test_a_copy_changes_no_other_placing(articles: list[Article], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(articles))
    copy = replace(original, id="zcopy", published=original.when + timedelta(hours=data.draw(st.integers(0, 30))))  # type: ignore[arg-type]  # a plain id will do
    stories = group([*articles, copy])
    assert stories.pop("zcopy") == stories[original.id]
    assert stories == group(articles)


@given(REPORTS, st.integers(0, 14))
def test_a_grouper_that_is_told_what_was_placed_goes_on_as_the_other_would(articles: list[Article], at: int) -> None:
    in_time = sorted(map(sketch, articles), key=lambda one: (one.when, one.article))
    whole, first, second = Grouper(), Grouper(), Grouper()
    expected = [whole.place(one) for one in in_time]
    before = [first.place(one) for one in in_time[:at]]
    for one, placed in reversed(list(zip(in_time[:at], before, strict=True))):
        second.know(one, placed.story)
    assert before + [second.place(one) for one in in_time[at:]] == expected
