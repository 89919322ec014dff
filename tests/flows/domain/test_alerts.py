"""What an alert knows of its articles."""

from dataclasses import replace

from flows.domain import ArticleId, ArticleRef, StoryId
from tests.flows.storage.values import an_alert


def test_outlets_are_named_once_in_order_of_appearance() -> None:
    outlets = ("Wire", "", "Herald", "Wire")
    articles = tuple(ArticleRef(ArticleId(str(n)), "Title", "", outlet, None) for n, outlet in enumerate(outlets))
    assert replace(an_alert(StoryId("s")), articles=articles).outlets == ("Wire", "Herald")
