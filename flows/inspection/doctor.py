"""Whether everything is there that a run needs; each answer says what to do where it is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from flows.alerts.delivery import Courier
from flows.alerts.proofing import template_problems
from flows.alerts.templating import Templates
from flows.domain import DeliveryState
from flows.errors import WatchError
from flows.inspection.lists import health
from flows.inspection.thresholds import thresholds_told
from flows.inspection.troubles import trouble_line
from flows.options import all_routes
from flows.settings import Settings, load_settings
from flows.storage.store import Store
from flows.wiring import Bench, open_bench, open_last_good
from models.errors import ModelError
from rules.cases import run_cases
from rules.errors import RuleError

MAGIC = "*?["
"""Characters that make a path a pattern."""


class Verdict(StrEnum):
    """How one check came out."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One answer."""

    what: str
    verdict: Verdict
    detail: str


def examine(config: Path) -> Iterator[Check]:
    """Check configuration, rules, model, sources, targets and storage; goes on as far as the answers allow."""
    try:
        settings = load_settings(config)
    except WatchError as error:
        yield Check("configuration", Verdict.FAILED, str(error))
        return
    routes = len(all_routes(settings.routes))
    yield Check("configuration", Verdict.OK, f"{config}: sources {len(settings.sources)}, routes {routes}")
    for warning in settings.warnings:
        yield Check("configuration", Verdict.WARNING, f"{warning.where}: {warning.message}")
    for mistake in settings.lint:
        yield Check("configuration", Verdict.FAILED, f"{mistake.where}: {mistake.message}")
    yield from _scoring(settings)
    yield from _sources(settings)
    for is_well, detail in health(settings, datetime.now(UTC)):
        yield Check("lists", Verdict.OK if is_well else Verdict.WARNING, detail)
    yield from _targets(settings)
    yield from _templates(settings)
    yield from _storage(settings)


def _scoring(settings: Settings) -> Iterator[Check]:
    try:
        bench = open_bench(settings.scoring)
        settings.check_themes(bench.themes)
    except RuleError as error:
        instead = _instead(settings)
        yield Check("rules", Verdict.FAILED, f"{error}\n{instead}")
        return
    except (ModelError, WatchError) as error:
        yield Check("scoring", Verdict.FAILED, str(error))
        return
    yield _rules(bench)
    model = bench.model_digest[:12] or "off: rules alone"
    yield Check("model", Verdict.OK, model)
    for theme, told in thresholds_told(bench.blend, settings.scoring, bench.themes):
        yield Check(f"theme {theme}", Verdict.OK, told)


def _instead(settings: Settings) -> str:
    """What passes do while the rules do not load."""
    try:
        good = open_last_good(settings)
    except ModelError:
        good = None
    if good is None:
        return "no pass can be made: there are no last good rules that could be used instead"
    return f"passes go on with the last good rules ({good.rules.digest[:12]}) until these load"


def _rules(bench: Bench) -> Check:
    cases = run_cases(bench.rules)
    failed = [case for case in cases if not case.as_expected]
    detail = f"{len(bench.rules.rules)} rules, {len(cases)} tests inside them, digest {bench.rules.digest[:12]}"
    if failed:
        return Check("rules", Verdict.WARNING, f"{detail}; {len(failed)} tests fail: see 'sanctions-watch rules test'")
    return Check("rules", Verdict.OK, detail)


def _sources(settings: Settings) -> Iterator[Check]:
    if not settings.sources:
        yield Check("sources", Verdict.WARNING, "none: add one under 'sources:', or name files after 'run'")
    for source in settings.sources:
        if source.location.startswith(("http://", "https://")):
            yield Check(f"source {source.name}", Verdict.OK, f"{source.kind}, {source.location} (not polled here)")
        elif any(mark in source.location for mark in MAGIC):
            folder = _fixed_part(Path(source.location))
            verdict = Verdict.OK if folder.is_dir() else Verdict.FAILED
            yield Check(f"source {source.name}", verdict, source.location if folder.is_dir() else f"no folder {folder}")
        else:
            there = Path(source.location).exists()
            detail = source.location if there else f"{source.location} does not exist"
            yield Check(f"source {source.name}", Verdict.OK if there else Verdict.FAILED, detail)


def _fixed_part(pattern: Path) -> Path:
    """The folder above the first part of a pattern that may differ."""
    return next(one for one in reversed((pattern, *pattern.parents)) if any(mark in one.name for mark in MAGIC)).parent


def _targets(settings: Settings) -> Iterator[Check]:
    courier = Courier(settings.targets)
    problems = {problem.where: problem.message for problem in courier.problems}
    heard = {target.name for route in all_routes(settings.routes) for target in route.targets}
    if not settings.operations.targets:
        detail = "no target under 'operations:': what goes wrong with the watch stands in the log and here"
        yield Check("operations", Verdict.OK, detail)
    if not heard:
        yield Check("routes", Verdict.WARNING, "nobody hears an alert: add a route under 'routes:'")
    for target in settings.targets:
        if target.name not in courier.names:
            yield Check(f"target {target.name}", Verdict.FAILED, problems[f"target '{target.name}'"])
        elif target.name not in heard.union(settings.operations.targets):
            yield Check(f"target {target.name}", Verdict.WARNING, "no route leads here")
        else:
            yield Check(f"target {target.name}", Verdict.OK, "address understood (nothing was sent)")


def _templates(settings: Settings) -> Iterator[Check]:
    problems = list(template_problems(Templates(settings.templates), datetime.now(UTC)))
    for problem in problems:
        yield Check("templates", Verdict.WARNING, f"{problem.where}: {problem.message}")
    if settings.templates and not problems:
        yield Check("templates", Verdict.OK, f"{settings.templates}: all of them work")


def _storage(settings: Settings) -> Iterator[Check]:
    try:
        with Store.open(settings.storage_url) as store:
            counts = store.counts()
            dead = store.deliveries(states=[DeliveryState.DEAD])
            lost = store.notice_copies([DeliveryState.DEAD])
            troubles = [trouble for trouble in store.troubles() if trouble.told is not None]
            yield Check(
                "storage", Verdict.OK, f"{store.name}: {counts['articles']} articles, {counts['alerts']} alerts"
            )
    except WatchError as error:
        yield Check("storage", Verdict.FAILED, str(error))
        return
    for copy in dead:
        yield Check("delivery", Verdict.WARNING, f"{copy.alert} to {copy.target} was given up: {copy.last_error}")
    for one in lost:
        detail = f"'{one.notice.subject}' to {one.target} was given up: {one.last_error}"
        yield Check("notice", Verdict.WARNING, detail)
    for trouble in troubles:
        yield Check("operations", Verdict.WARNING, trouble_line(trouble))
