"""An alert as the seeds give it: the governor of Primorye in Pyongyang, told by three articles."""

from dataclasses import replace
from datetime import UTC, datetime

from flows.domain import (
    Action,
    Alert,
    AlertId,
    ArticleId,
    ArticleRef,
    Citation,
    Claim,
    Direction,
    Evidence,
    Finding,
    Quotation,
    Severity,
    SourceType,
    Status,
    StoryId,
    ThemeId,
)
from tests.builders import ARMS, LABOUR, NOON, TECHNOLOGY

DAY = datetime(2023, 12, 13, 0, 0, tzinfo=UTC)
HERALD = ArticleRef(
    ArticleId("000_ad885a1fc4adeb75"),
    "North Korea hosts Russian governor for talks on economic ties",
    "https://news.example/herald/20231213",
    "The Korea Herald",
    DAY,
)
EFE = ArticleRef(
    ArticleId("001_85a348c2a617bf01"),
    "North Korea seeks to bolster economic ties with Russian region",
    "https://news.example/efe/north-korea?id=7&lang=en",
    "EFE",
    DAY,
)
UNKNOWN = ArticleRef(ArticleId("002_5c2569f29b14dcc9"), "Pyongyang and Primorye discuss cooperation", "", "", DAY)

IMMINENT = (
    "The South Korean National Intelligence Service (NIS) on Wednesday warned that it had information about the "
    "imminent sending of North Korean workers to Russia."
)
PLANNING = (
    "The meeting takes place as the Yonhap news agency reports that on Tuesday, South Korea’s spy service said that "
    "there had been indications that North Korea was planning to send labourers to Russia."
)
NEGOTIATING = (
    "Although KCNA did not provide more details about the meeting, experts believed that this visit might be aimed at "
    "negotiating new shipments of North Korean workers to mining or logging operations in the Russian Far East, "
    "something that the UN Security Council banned through sanctions imposed on Pyongyang."
)
SALARY = (
    "The salary in foreign currency of these workers, who live in conditions of semi-slavery, mostly ends up in the "
    "regime’s coffers."
)
ROUNDS = (
    "Seoul and Washington accuse North Korea of delivering millions of artillery rounds and perhaps even short-range "
    "missiles to Russia for use in Ukraine."
)
HELP = (
    "In a briefing to lawmakers, the spy agency previously said that Russian help was likely behind North Korea’s "
    "first successful launch of a military reconnaissance satellite last month."
)

REPATRIATE = Citation(
    "unscr-2397-8",
    "UNSCR 2397 (2017) OP 8",
    "States repatriate all DPRK nationals who earn income in their jurisdiction, by 22 December 2019.",
    ("Nationals of the host state, and people whose repatriation is prohibited by law.",),
    verified=True,
)
AUTHORISE = Citation(
    "unscr-2375-17",
    "UNSCR 2375 (2017) OP 17",
    "No new work authorisations for DPRK nationals.",
    ("Approval by the 1718 Committee, case by case.", "Contracts finalised before the resolution was adopted."),
    verified=True,
)
ALL_ARMS = Citation(
    "unscr-1874-9",
    "UNSCR 1874 (2009) OP 9, 10",
    "No supply to and no procurement from the DPRK of any arms.",
    (),
    verified=False,
)
LAUNCHES = Citation(
    "unscr-2270-5",
    "UNSCR 2270 (2016) OP 5",
    "No technical cooperation on launches that use ballistic missile technology, satellites included.",
    (),
    verified=False,
)


def a_quotation(
    theme: ThemeId, text: str, article: ArticleRef, claim: Claim, hits: tuple[str, ...] = (), *, score: float = 0.9
) -> Quotation:
    """A sentence of an article, somewhere in its body, with the words that made rules fire."""
    start = 1200
    spans = tuple((start + text.index(word), start + text.index(word) + len(word)) for word in hits)
    evidence = Evidence(
        theme=theme,
        field="text",
        start=start,
        end=start + len(text),
        text=text,
        score=score,
        points=80,
        probability=0.88,
        rules=("labour-sent-abroad", "labour-paid-abroad") if theme == LABOUR else ("arms-delivered",),
        claim=claim,
        spans=spans,
        terms=(("§send", 1.31), ("workers to", 0.84)),
    )
    return Quotation(evidence, article.id, article.title, article.url, article.outlet, article.published)


def labour() -> Finding:
    """Workers: four statements."""
    nis = Claim(
        Status.PLANNED,
        SourceType.INTELLIGENCE,
        "The South Korean National Intelligence Service (NIS)",
        Direction.FROM_DPRK,
    )
    return Finding(
        theme=LABOUR,
        title="Labour dispatch",
        action=Action.ALERT,
        reason="no alert has told this theme of the story yet",
        severity=Severity.HIGH,
        score=0.93,
        claim=nis,
        quotations=(
            a_quotation(LABOUR, IMMINENT, EFE, nis, ("sending", "North Korean", "workers", "to Russia"), score=0.93),
            a_quotation(
                LABOUR, PLANNING, UNKNOWN, replace(nis, speaker="South Korea’s spy service"), ("send", "labourers")
            ),
            a_quotation(
                LABOUR,
                NEGOTIATING,
                EFE,
                Claim(Status.POSSIBLE, SourceType.EXPERT, "experts", Direction.FROM_DPRK),
                ("shipments", "North Korean", "workers"),
                score=0.81,
            ),
            a_quotation(
                LABOUR,
                SALARY,
                EFE,
                Claim(Status.OCCURRED, SourceType.OUTLET, "", Direction.FROM_DPRK),
                ("salary",),
                score=0.7,
            ),
        ),
        measures=(REPATRIATE, AUTHORISE),
    )


def arms() -> Finding:
    """Artillery rounds: one statement."""
    claim = Claim(Status.OCCURRED, SourceType.GOVERNMENT, "Seoul and Washington", Direction.FROM_DPRK)
    quotation = a_quotation(
        ARMS, ROUNDS, EFE, claim, ("delivering", "artillery rounds", "short-range missiles"), score=0.88
    )
    return Finding(
        theme=ARMS,
        title="Arms transfer",
        action=Action.UPDATE,
        reason="the claim is now told by a government; before: other media",
        severity=Severity.HIGH,
        score=0.88,
        claim=claim,
        quotations=(quotation,),
        measures=(ALL_ARMS,),
    )


def technology() -> Finding:
    """Help with a satellite: one statement."""
    claim = Claim(Status.POSSIBLE, SourceType.INTELLIGENCE, "the spy agency", Direction.TO_DPRK)
    quotation = a_quotation(TECHNOLOGY, HELP, HERALD, claim, ("Russian help", "launch"), score=0.74)
    return Finding(
        theme=TECHNOLOGY,
        title="Technology transfer",
        action=Action.ALERT,
        reason="no alert has told this theme of the story yet",
        severity=Severity.MEDIUM,
        score=0.74,
        claim=claim,
        quotations=(quotation,),
        measures=(LAUNCHES,),
    )


def an_alert() -> Alert:
    """The whole alert of the story."""
    return Alert(
        id=AlertId("000_ad885a1fc4adeb75.1"),
        story=StoryId("000_ad885a1fc4adeb75"),
        number=1,
        created=NOON,
        headline=EFE.title,
        severity=Severity.HIGH,
        findings=(labour(), arms(), technology()),
        articles=(HERALD, EFE, UNKNOWN),
        origins=("NIS", "KCNA"),
    )
