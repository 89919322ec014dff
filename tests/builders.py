"""Small makers of domain values, so that a test says only what matters to it."""

from datetime import UTC, datetime

from flows.domain import Article, ArticleId, Claim, Direction, Evidence, SourceType, Status, ThemeId

NOON = datetime(2023, 12, 13, 12, 0, tzinfo=UTC)
"""A fixed clock."""

LABOUR = ThemeId("labour_dispatch")
ARMS = ThemeId("arms_transfer")
TECHNOLOGY = ThemeId("tech_transfer")


def an_article(
    ident: str = "a1",
    title: str = "Governor visits Pyongyang",
    text: str = "North Korea plans to send workers to Russia, the spy agency said.",
    *,
    outlet: str = "Example Wire",
    published: datetime | None = NOON,
    language: str = "en",
    url: str = "",
) -> Article:
    """An article with a plausible rest."""
    return Article(
        id=ArticleId(ident),
        source="files",
        url=url or f"https://news.example/{ident}",
        title=title,
        text=text,
        language=language,
        outlet=outlet,
        published=published,
        fetched=NOON,
        content_hash=f"hash-{ident}",
    )


def a_claim(
    status: Status = Status.PLANNED,
    source: SourceType = SourceType.INTELLIGENCE,
    speaker: str = "the spy agency",
    direction: Direction = Direction.FROM_DPRK,
) -> Claim:
    """A claim of the kind the project grew from."""
    return Claim(status, source, speaker, direction)


def an_evidence(
    theme: ThemeId = LABOUR,
    text: str = "North Korea plans to send workers to Russia, the spy agency said.",
    *,
    score: float = 0.9,
    claim: Claim | None = None,
) -> Evidence:
    """An evidence sentence that stands at the start of a body."""
    return Evidence(
        theme=theme,
        field="text",
        start=0,
        end=len(text),
        text=text,
        score=score,
        points=80,
        probability=0.8,
        rules=("labour-sent-abroad",),
        claim=claim or a_claim(),
    )
