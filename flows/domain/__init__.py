"""The vocabulary of Sanctions Watch: frozen values that all stages share.

All times are aware and in UTC. All offsets count code points. Collections are tuples. Values that can go wrong carry
their problem as a value; exceptions are for bugs and bad configuration.
"""

from flows.domain.alerts import Alert, ArticleRef, Citation, Delivery, Finding, Quotation
from flows.domain.articles import Article, Collected, FeedState, Incoming, Problem
from flows.domain.assessments import Assessment, Claim, Evidence
from flows.domain.operations import (
    DayFacts,
    Notice,
    NoticeCopy,
    NoticeKind,
    PassFacts,
    SourceFacts,
    TargetFacts,
    Trouble,
)
from flows.domain.passes import Progress, StageReport
from flows.domain.stories import Decision, Novelty, StoryPlacement, StoryView, ToldClaim
from flows.domain.words import (
    Action,
    AlertId,
    ArticleId,
    DeliveryState,
    Direction,
    PollOutcome,
    Severity,
    SourceType,
    Status,
    StoryId,
    ThemeId,
)

__all__ = [
    "Action",
    "Alert",
    "AlertId",
    "Article",
    "ArticleId",
    "ArticleRef",
    "Assessment",
    "Citation",
    "Claim",
    "Collected",
    "DayFacts",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Direction",
    "Evidence",
    "FeedState",
    "Finding",
    "Incoming",
    "Notice",
    "NoticeCopy",
    "NoticeKind",
    "Novelty",
    "PassFacts",
    "PollOutcome",
    "Problem",
    "Progress",
    "Quotation",
    "Severity",
    "SourceFacts",
    "SourceType",
    "StageReport",
    "Status",
    "StoryId",
    "StoryPlacement",
    "StoryView",
    "TargetFacts",
    "ThemeId",
    "ToldClaim",
    "Trouble",
]
