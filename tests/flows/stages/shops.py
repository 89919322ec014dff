"""Stand-ins for what a stage works with."""

from collections.abc import Sequence
from datetime import datetime

from flows.alerts.delivery import Outcome
from flows.domain import Alert, Article, Assessment, Collected, FeedState, Incoming, Notice, Problem, Severity, ThemeId
from tests.builders import ARMS, LABOUR, an_evidence


class Assessing:
    """Finds what a text says of itself: `workers` or `rifles` is a flagged claim, `poison` a fault of the program."""

    def assess(self, documents: Sequence[Article]) -> list[tuple[Assessment, ...]]:
        if any("poison" in document.text for document in documents):
            raise RuntimeError("tripped")
        return [self._of(document) for document in documents]

    @staticmethod
    def _of(document: Article) -> tuple[Assessment, ...]:
        found: dict[str, ThemeId] = {"workers": LABOUR, "rifles": ARMS}
        claims = [(theme, an_evidence(theme, document.text)) for word, theme in found.items() if word in document.text]
        return tuple(Assessment(document.id, t, 0.9, True, Severity.HIGH, e.claim, (e,)) for t, e in claims)


class Telling:
    """A source that gives the next of its answers at each poll, the last one for ever; an exception is raised."""

    def __init__(self, name: str, *answers: Collected | Exception) -> None:
        self.name = name
        self.answers = list(answers)
        self.asked = 0

    def collect(self, state: FeedState | None, now: datetime, known: object = None) -> Collected:
        del state, now, known
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(answer, Exception):
            raise answer
        return answer


def gives(source: str, *titles: str) -> Collected:
    """A good poll."""
    return Collected(source, tuple(Incoming(source, f"{source} {title}", title, "words") for title in titles))


def silent(source: str, *, temporary: bool = True) -> Collected:
    """A poll that failed as a whole."""
    state = FeedState(source, failures=1)
    return Collected(source, problems=(Problem(source, "no answer"),), failed=True, temporary=temporary, state=state)


class Carrying:
    """Takes alerts to targets, or fails with a reason."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        self.carried: list[tuple[str, str]] = []
        self.copies: list[tuple[str, str]] = []
        """Those of them that were marked as ones that may have arrived before."""
        self.notices: list[tuple[str, str]] = []
        self.refusals: dict[str, str] = {}
        """Why single targets take no notice."""
        self.problems: tuple[Problem, ...] = ()

    def pause(self, target: str) -> float:
        del target
        return 0.0

    def send(self, target: str, alert: Alert, *, copy: bool = False) -> Outcome:
        self.carried.append((target, alert.headline))
        if copy:
            self.copies.append((target, alert.id))
        return Outcome(ok=not self.reason, detail=self.reason)

    def send_notice(self, target: str, notice: Notice, *, copy: bool = False) -> Outcome:
        self.notices.append((target, notice.subject))
        if copy:
            self.copies.append((target, notice.id))
        failing = self.reason or self.refusals.get(target, "")
        return Outcome(ok=not failing, detail=failing)

    def without_secrets(self, text: str) -> str:
        return text.replace("hunter2", "***")
