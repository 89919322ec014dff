"""The vocabulary of Sanctions Watch: frozen values that all stages share.

All times are aware and in UTC. All offsets count code points. Collections are tuples. Values that can go wrong carry
their problem as a value; exceptions are for bugs and bad configuration.
"""

from flows.domain.alerts import Alert, ArticleRef, Citation, Delivery, Finding, KnownClaim, PlannedCopy, Quotation
from flows.domain.articles import Article, Collected, FeedState, Incoming, Problem
from flows.domain.assessments import Assessment, Claim, Evidence
from flows.domain.interest import Interest
from flows.domain.joining import joined
from flows.domain.listed import EntryKind, EntryName, ListedName, ListEntry, MatchKind, NameKind, NameList
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
from flows.domain.outbox import Acknowledgement, Matcher, Silence, TargetState
from flows.domain.passes import Progress, StageReport
from flows.domain.replays import Arrival, Replay, ReplayDay, ReplayedDecision
from flows.domain.stories import (
    Decision,
    Fact,
    Familiar,
    NearMiss,
    Novelty,
    StoryClaim,
    StoryPlacement,
    StoryView,
    ToldClaim,
)
from flows.domain.words import (
    Action,
    AlertId,
    ArticleId,
    DeliveryState,
    Direction,
    FactKind,
    News,
    PollOutcome,
    Severity,
    SourceType,
    Status,
    StoryId,
    ThemeId,
)

__all__ = [
    "Acknowledgement",
    "Action",
    "Alert",
    "AlertId",
    "Arrival",
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
    "EntryKind",
    "EntryName",
    "Evidence",
    "Fact",
    "FactKind",
    "Familiar",
    "FeedState",
    "Finding",
    "Incoming",
    "Interest",
    "KnownClaim",
    "ListEntry",
    "ListedName",
    "MatchKind",
    "Matcher",
    "NameKind",
    "NameList",
    "NearMiss",
    "News",
    "Notice",
    "NoticeCopy",
    "NoticeKind",
    "Novelty",
    "PassFacts",
    "PlannedCopy",
    "PollOutcome",
    "Problem",
    "Progress",
    "Quotation",
    "Replay",
    "ReplayDay",
    "ReplayedDecision",
    "Severity",
    "Silence",
    "SourceFacts",
    "SourceType",
    "StageReport",
    "Status",
    "StoryClaim",
    "StoryId",
    "StoryPlacement",
    "StoryView",
    "TargetFacts",
    "TargetState",
    "ThemeId",
    "ToldClaim",
    "Trouble",
    "joined",
]
