"""Tell operators how the watch itself fares: at the end of each pass, and when a pass fails."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from flows.alerts.dead_letters import dead_letters, hearers
from flows.alerts.delivery import Courier, Outcome
from flows.alerts.heartbeat import heartbeat, is_due
from flows.alerts.operations import REMINDER, Verdict, audience, lost_pass, what_to_tell
from flows.alerts.outbox import next_attempt
from flows.alerts.silences import farewell
from flows.alerts.troubles import (
    Seen,
    trouble_of_passes,
    trouble_of_rules,
    troubles_of_sources,
    troubles_of_targets,
)
from flows.domain import (
    DayFacts,
    Delivery,
    Notice,
    NoticeCopy,
    NoticeKind,
    PassFacts,
    Problem,
    SourceFacts,
    StageReport,
    TargetFacts,
    Trouble,
)
from flows.errors import AlreadyRunningError
from flows.options import SourceOptions, all_routes
from flows.settings import Settings
from flows.sources.life import begin
from flows.stages.digest import make_digests
from flows.storage.lock import RunLock
from flows.storage.records import Run
from flows.storage.store import Store
from flows.wiring import COMMAND_LINE, Workshop

logger = logging.getLogger(__name__)

LOOK_BACK = 50
"""Passes that are looked at for those that never ended."""
MEMORY = timedelta(days=7)
"""How long a failed message speaks against its target: later it may well be mended, with nothing to send since."""
_SOURCE_KINDS = frozenset({NoticeKind.SOURCE_FAILING, NoticeKind.SOURCE_SILENT})
_ALL_KINDS = _SOURCE_KINDS | {NoticeKind.TARGET_FAILING, NoticeKind.PASS_FAILED, NoticeKind.RULES_BROKEN}
_TOLD_UNSTORED: dict[tuple[str, str], datetime] = {}
"""Failures told while the storage could not remember them, for the life of the process: when each was told last."""


@dataclass(frozen=True, slots=True)
class _Post:
    """What is needed to tell something."""

    settings: Settings
    store: Store
    courier: Courier
    clock: Callable[[], datetime]
    stopping: Callable[[], bool]


def watch_over(shop: Workshop, report: StageReport) -> StageReport:
    """Tell what has gone wrong, what has come right and, once a day, how much was done; `report` is that of the pass.

    Never raises: the pass has done its work. Digests that are due are made first, and sent with the notices. Counts:
    `digests` made, `notices` told, copies of both `notices_sent`, `notices_failed` (to be retried) and `notices_dead`
    (given up).
    """
    if shop.stopping():
        return StageReport()
    digests = make_digests(shop)
    try:
        return digests + _watch_over(shop, report + digests)
    except Exception as error:
        logger.exception("operators cannot be told how the watch fares")
        message = f"operators cannot be told how the watch fares, through a fault of this program: {error!r:.300}"
        return StageReport(problems=(Problem("operations", message),))


@contextmanager
def failures_told(shop: Workshop) -> Iterator[None]:
    """Around the work of a pass: an exception that breaks it off is told, and goes on."""
    look_back(shop)
    try:
        yield
    except Exception as error:
        tell_failure(shop, error)
        raise


def look_back(shop: Workshop) -> None:
    """At the beginning of a pass: tell when those before it were killed one after another, as this one may be."""
    try:
        post, now = _post(shop), shop.clock()
        before = shop.store.troubles()
        facts = PassFacts(unfinished=_unfinished(shop.store.runs(LOOK_BACK), shop.run))
        seen = trouble_of_passes(facts, {one.key: one for one in before}, now)
        if seen.troubles:
            _tell(post, what_to_tell([seen], before, (), (), now), (), now)
    except Exception:
        logger.exception("operators cannot be told that passes before this one did not end")


def tell_failure(shop: Workshop, error: Exception) -> None:
    """A pass has broken off with an error. Never raises."""
    _tell_failure(_post(shop), error)


def tell_of_failure(settings: Settings, error: Exception) -> None:
    """A pass could not even begin: its rules, its model or its storage cannot be used. Never raises.

    Says nothing while another pass is at work. Where the storage itself is at fault nothing can be remembered: each
    process tells it then once a day.
    """
    courier = Courier(settings.targets)
    try:
        with RunLock(settings.storage_url), Store.open(settings.storage_url) as store:
            _tell_failure(_Post(settings, store, courier, lambda: datetime.now(UTC), lambda: False), error)
    except AlreadyRunningError:
        return
    except Exception as fault:  # noqa: BLE001 - whatever the storage's trouble is, operators must hear of it
        _tell_unstored(settings, courier, error, fault, datetime.now(UTC))


def _tell_failure(post: _Post, error: Exception) -> None:
    try:
        now, before = post.clock(), post.store.troubles()
        seen = trouble_of_passes(_failed(post.courier, error), {one.key: one for one in before}, now)
        _tell(post, what_to_tell([seen], before, (), (), now), (), now)
    except Exception as fault:  # noqa: BLE001 - the error that is to be told matters more
        _tell_unstored(post.settings, post.courier, error, fault, post.clock())


def _tell_unstored(settings: Settings, courier: Courier, error: Exception, fault: Exception, now: datetime) -> None:
    logger.warning("notices cannot be stored: %s", courier.without_secrets(str(fault)))
    key = settings.storage_url, type(error).__name__
    if now - _TOLD_UNSTORED.get(key, now - REMINDER) < REMINDER:
        return
    _TOLD_UNSTORED[key] = now
    seen = trouble_of_passes(_failed(courier, error), {}, now)
    for notice in what_to_tell([seen], (), (), (), now).notices:
        logger.warning("%s", notice.subject)
        for target in audience(notice, settings.operations.targets):
            courier.send_notice(target, notice)


def _failed(courier: Courier, error: Exception) -> PassFacts:
    return PassFacts(error=courier.without_secrets(f"{type(error).__name__}: {error}"), mark=type(error).__name__)


def _watch_over(shop: Workshop, report: StageReport) -> StageReport:
    now, options = shop.clock(), shop.settings.operations
    remembered = shop.store.troubles()
    before = {trouble.key: trouble for trouble in remembered}
    # Files named on the command line stand in place of the sources, of which this pass says nothing.
    by_hand = any(source.name.startswith(f"{COMMAND_LINE}:") for source in shop.settings.sources)
    seen = [
        Seen() if by_hand else troubles_of_sources(_sources(shop), before, options.failing_after, now),
        troubles_of_targets(_targets(shop, now), before, options.failing_after, now),
        trouble_of_rules(shop.rules_trouble, before, now),
    ]
    kinds: Collection[NoticeKind] = _ALL_KINDS - _SOURCE_KINDS if by_hand else _ALL_KINDS
    names = {source.name for source in shop.settings.sources} | {target.name for target in shop.settings.targets}
    verdict = what_to_tell(seen, remembered, kinds, names, now)
    _tell_of_the_outbox(shop, now)
    facts = PassFacts(unfinished=_unfinished(shop.store.runs(LOOK_BACK), shop.run))
    further = (lost_pass(facts, remembered, now), _heartbeat(shop, report, verdict.keep, now))
    return _tell(_post(shop), verdict, [notice for notice in further if notice], now)


def _tell_of_the_outbox(shop: Workshop, now: datetime) -> None:
    """Write notices about copies that were given up and silences that ended; they go out with the others."""
    route, all_targets = shop.settings.operations.targets, [target.name for target in shop.settings.targets]
    dead: list[Delivery | NoticeCopy] = [*shop.store.dead_letters(), *shop.store.dead_digests()]
    told = [(notice, hearers(notice.about[0], route, all_targets)) for notice in dead_letters(dead, now)]
    over = [(one, farewell(one, shop.store.hidden_by(one.id), now)) for one in shop.store.ended_silences(now)]
    told += [(notice, route) for _, notice in over]
    if told:
        shop.store.save_outbox_notices(told, dead, [silence for silence, _ in over], now)
    for notice, _ in told:
        logger.log(logging.WARNING if notice.kind is NoticeKind.DEAD_LETTER else logging.INFO, "%s", notice.subject)


def _sources(shop: Workshop) -> Iterator[SourceFacts]:
    states = {state.source: state for state in shop.store.feed_states()}
    newest = shop.store.newest_articles()
    for source in shop.settings.sources:
        state = states.get(source.name)
        state = begin(source.name, source.location, state) if state else None
        yield SourceFacts(source.name, state, newest.get(source.name), _silent_after(shop, source))


def _silent_after(shop: Workshop, source: SourceOptions) -> timedelta | None:
    if source.silent_after is not None:
        return source.silent_after if source.silent_after < timedelta.max else None
    # Files are laid down by hand or by other programs: only the user knows how often.
    return shop.settings.operations.silent_after if source.kind == "feed" else None


def _targets(shop: Workshop, now: datetime) -> Iterator[TargetFacts]:
    settings, known = shop.settings, shop.store.target_facts(now - MEMORY)
    wrong = {problem.where: problem.message for problem in shop.courier.problems}
    used = {one.name for route in all_routes(settings.routes) for one in route.targets}
    used |= set(settings.operations.targets)
    for target in settings.targets:
        unusable = wrong.get(f"target '{target.name}'", "")
        if target.name in used and unusable:
            yield TargetFacts(target.name, unusable=unusable)
        elif target.name in known:
            yield known[target.name]


def _unfinished(runs: Sequence[Run], present: str) -> tuple[datetime, ...]:
    earlier = [run for run in runs if run.id != present]
    return tuple(run.started for run in takewhile(lambda run: run.finished is None, earlier))


def _heartbeat(shop: Workshop, report: StageReport, troubles: Sequence[Trouble], now: datetime) -> Notice | None:
    options, first = shop.settings.operations, shop.store.first_run()
    last = shop.store.last_notice(NoticeKind.HEARTBEAT) or (first and first - timedelta(microseconds=1))
    if options.heartbeat is None or last is None or not is_due(now, last, options.heartbeat, options.timezone):
        return None
    runs = [run for run in shop.store.runs_after(last) if run.id != shop.run]
    done = sum((StageReport(run.counts) for run in runs), StageReport(report.counts))
    unfinished = sum(run.finished is None for run in runs)
    return heartbeat(DayFacts(last, len(runs) + 1, unfinished, done.counts), troubles, now)


def _tell(post: _Post, verdict: Verdict, further: Sequence[Notice], now: datetime) -> StageReport:
    """Remember, log and send."""
    notices = (*verdict.notices, *further)
    targets = post.settings.operations.targets
    post.store.save_notices(verdict.keep, [(notice, audience(notice, targets)) for notice in notices], now)
    for notice in notices:
        calm = notice.over or notice.kind is NoticeKind.HEARTBEAT
        logger.log(logging.INFO if calm else logging.WARNING, "%s", notice.subject)
    report = StageReport({"notices": len(notices), "notices_sent": 0, "notices_failed": 0, "notices_dead": 0})
    down: set[str] = set()
    for copy in post.store.due_notices(now):
        # A target that has just failed is not made to fail again by each message that waits for it.
        if copy.target not in down and not post.stopping():
            one = _send(post, copy)
            report += one
            if not one.counts.get("notices_sent"):
                down.add(copy.target)
    return report


def _send(post: _Post, copy: NoticeCopy) -> StageReport:
    most = post.settings.delivery.max_attempts
    attempts = copy.attempts + 1
    if attempts > most:
        outcome = Outcome(ok=False, detail="the process ended in the middle of every attempt")
    else:
        post.store.notice_begun(copy, post.clock())
        outcome = post.courier.send_notice(copy.target, copy.notice, copy=copy.uncertain)
    now, where = post.clock(), f"notice '{copy.notice.subject}' to target '{copy.target}'"
    if outcome.ok:
        post.store.notice_sent(copy, now)
        notes = (f"{copy.target}: wrote {outcome.artefact}",) if outcome.artefact is not None else ()
        remarks = (Problem(where, f"sent, but {outcome.detail}"),) if outcome.detail else ()
        return StageReport({"notices_sent": 1}, remarks, notes)
    again = next_attempt(attempts, now, most)
    post.store.notice_failed(copy, now, outcome.detail, again, uncertain=outcome.uncertain)
    what = "given up" if again is None else f"attempt {attempts} of {most} failed, tried again later"
    count = "notices_dead" if again is None else "notices_failed"
    return StageReport({count: 1}, (Problem(where, f"{what}: {outcome.detail}"),))


def _post(shop: Workshop) -> _Post:
    return _Post(shop.settings, shop.store, shop.courier, shop.clock, shop.stopping)
