"""The time an article is ordered by."""

from dataclasses import replace
from datetime import timedelta

from tests.builders import NOON, an_article


def test_the_time_of_arrival_counts_where_the_source_names_none() -> None:
    article = replace(an_article(published=NOON - timedelta(days=1)), fetched=NOON)
    assert article.when == NOON - timedelta(days=1)
    assert replace(article, published=None).when == NOON
