"""Tests of flows.stories.window."""

from datetime import timedelta

from flows.domain import ArticleId, StoryId
from flows.stories.fingerprint import sketch
from flows.stories.window import Report, Window
from tests.builders import NOON, an_article


def report(ident: str, title: str, *, days: float = 0, story: str = "") -> Report:
    made = sketch(an_article(ident, title, "", published=NOON + timedelta(days=days)))
    return Report.of(made, StoryId(story or ident))


def test_a_word_that_many_reports_of_the_window_hold_is_less_rare() -> None:
    window = Window()
    before = window.rarity("khabarovsk")
    for number in range(50):
        window.add(report(str(number), "Khabarovsk"))
    assert window.rarity("khabarovsk") < before
    window.forget_before(NOON.timestamp() / 86_400 + 1)
    assert window.rarity("khabarovsk") == before


def test_a_common_word_of_the_field_is_less_rare_than_a_name() -> None:
    assert 0 < Window().rarity("missil") < Window().rarity("khabarovsk")


def test_what_is_forgotten_leaves_nothing_behind() -> None:
    window = Window()
    window.add(report("old", "Loggers in Khabarovsk", story="s"))
    window.add(report("new", "Loggers in Khabarovsk", days=3, story="s"))
    window.forget_before(NOON.timestamp() / 86_400 + 1)
    assert (len(window), window.story_of(ArticleId("old"))) == (1, None)
    assert [one.sketch.article for one in window.members(StoryId("s"))] == ["new"]
    assert [one.sketch.article for one in window.like({"logger": 1.0}, 5)] == ["new"]
    window.forget_before(NOON.timestamp() / 86_400 + 9)
    assert (len(window), window.members(StoryId("s")), window.like({"logger": 1.0}, 5)) == (0, (), [])


def test_the_likeliest_reports_come_first() -> None:
    window = Window()
    window.add(report("a", "Loggers rest"))
    window.add(report("b", "Loggers in Khabarovsk camps"))
    assert [one.sketch.article for one in window.like({"logger": 0.5, "camp": 0.5}, 5)] == ["b", "a"]
    assert len(window.like({"logger": 0.5}, 1)) == 1


def test_a_report_that_is_not_compared_is_only_known_by_its_place() -> None:
    window = Window()
    window.add(report("a", "Loggers rest", story="s"), compared=False)
    assert (window.story_of(ArticleId("a")), window.members(StoryId("s")), window.like({"logger": 1.0}, 5)) == (
        "s",
        (),
        [],
    )
    window.forget_before(NOON.timestamp() / 86_400 + 1)
    assert len(window) == 0
