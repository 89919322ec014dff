"""The seed articles as values."""

import json
from datetime import UTC, datetime
from pathlib import Path

from flows.domain import Article, ArticleId

FOLDER = Path(__file__).parent.parent / "seeds" / "articles"


def seed_articles() -> list[Article]:
    """The five articles with what their sidecar tells, the earliest first; their ids are the names of their files."""
    sidecar = json.loads((FOLDER / "sidecar.json").read_text(encoding="utf-8"))
    articles = [
        Article(
            id=ArticleId(Path(name).stem),
            source="seeds",
            url="",
            title="",
            text=(FOLDER / name).read_text(encoding="utf-8"),
            language=facts["language"],
            outlet=facts.get("outlet", ""),
            published=datetime.fromisoformat(facts["published"]).replace(tzinfo=UTC),
            fetched=datetime(2023, 12, 14, tzinfo=UTC),
            content_hash=name,
        )
        for name, facts in sidecar.items()
    ]
    return sorted(articles, key=lambda article: (article.when, article.id))
