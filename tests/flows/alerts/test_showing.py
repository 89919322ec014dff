"""What a message shows: everything cleaned and cut."""

from dataclasses import replace

from flows.alerts.showing import view
from flows.alerts.view import Limits
from flows.domain import Article, StoryId
from tests.builders import an_article
from tests.flows.alerts.samples import an_alert as samples_alert
from tests.flows.alerts.samples import labour
from tests.flows.storage.values import an_alert

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202eevil\r\nBcc: x " + "A" * 100_000


def shown(article: Article, limits: Limits | None = None) -> str:
    alert = replace(an_alert(StoryId("s"), article=article), headline=article.title, origins=(article.outlet,))
    return repr(view(alert, limits or Limits(), "subject"))


def test_hostile_titles_and_outlets_stay_short_and_steer_nothing() -> None:
    article = an_article(title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)")
    text = shown(article)
    assert len(text) < 6000
    # repr would show what is left of them in these words
    assert not [mark for mark in (r"\x1b", r"\x07", r"\u202e", r"\r", r"\n") if mark in text]
    assert "javascript" not in text


def test_what_is_new_does_not_repeat_the_sentence_that_is_quoted() -> None:
    best = labour().quotations[0].evidence.text
    reason = f"a new claim in a report of what is known: planned: “{best[:60]} …”; 2 further claims of it told before"
    alert = replace(samples_alert(), findings=(replace(labour(), reason=reason),))
    new = view(alert, Limits(), "subject").themes[0].new
    assert new == "a new claim in a report of what is known: planned; 2 further claims of it told before"


def test_limits_say_how_much_was_left_out() -> None:
    alert = an_alert(StoryId("s"), article=an_article())
    found = view(replace(alert, articles=alert.articles * 5), Limits(articles=2, quotations=0), "subject")
    assert (len(found.articles), found.more_articles) == (2, "and 3 more")
    assert found.themes[0].more == "and 1 more statement"
