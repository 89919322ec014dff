"""A replay as one HTML page that needs nothing beside itself; the plot is drawn in SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from flows.alerts.cleaning import one_line
from flows.domain import Replay, ReplayDay
from flows.domain.text import safe
from flows.inspection.replay.output import actions, summary
from flows.sources.links import clean_link

SHOWN = 500
"""Alerts on the page; the JSON has all."""
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 960.0, 240.0, 36.0, 26.0, 8.0
"""Of the plot, in its own units."""
LABELS = 8
"""Dates below the plot, at most."""
BARS = 200
"""Bars of the plot, at most: over a longer time one stands for several days."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000)
"""Distances between lines of the plot: the first that needs no more than five lines is taken."""
LINES = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: what one alert an article would have sent, and what was sent."""

    x: float
    width: float
    plain: tuple[float, float]
    """Top and height."""
    alerts: tuple[float, float]
    updates: tuple[float, float]
    title: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Coordinates of everything that is drawn."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]
    """Height and number of each line across."""
    labels: tuple[tuple[float, str], ...]


def page(report: Replay) -> str:
    """The page. Everything that comes from outside is escaped."""
    return _ENVIRONMENT.get_template("page.html").render(
        report=report,
        plot=plot(report.days),
        summary=list(summary(report)),
        actions=actions(report),
        alerts=report.alerts[:SHOWN],
        more=max(0, len(report.alerts) - SHOWN),
        size=(WIDTH, HEIGHT, LEFT, BOTTOM, TOP),
    )


def plot(every_day: tuple[ReplayDay, ...]) -> Plot:
    """Bars for all days, the ones of alerts before the ones of flagged articles."""
    if not every_day:
        return Plot((), (), ())
    days, span = _together(every_day)
    most = max(1, *(max(day.flagged, day.alerts + day.updates) for day in days))
    step = next((one for one in STEPS if most <= LINES * one), STEPS[-1])
    scale = (HEIGHT - BOTTOM - TOP) / most
    floor, slot = HEIGHT - BOTTOM, (WIDTH - LEFT) / len(days)

    def bar(number: int, day: ReplayDay) -> Bar:
        sent, first = (day.alerts + day.updates) * scale, day.alerts * scale
        return Bar(
            x=round(LEFT + number * slot + slot * 0.1, 2),
            width=round(slot * 0.8, 2),
            plain=(round(floor - day.flagged * scale, 2), round(day.flagged * scale, 2)),
            alerts=(round(floor - first, 2), round(first, 2)),
            updates=(round(floor - sent, 2), round(sent - first, 2)),
            title=f"{_written(day.day)}{span}: {day.flagged} articles over a threshold, {day.alerts} alerts, "
            f"{day.updates} updates",
        )

    every = max(1, -(-len(days) // LABELS))
    return Plot(
        bars=tuple(bar(number, day) for number, day in enumerate(days)),
        lines=tuple((round(floor - value * scale, 2), value) for value in range(0, most + 1, step)),
        labels=tuple(
            (round(LEFT + (number + 0.5) * slot, 2), _written(days[number].day))
            for number in range(0, len(days), every)
        ),
    )


def _together(days: Sequence[ReplayDay]) -> tuple[list[ReplayDay], str]:
    """The days, several added up to one where there are too many, and how many in words."""
    size = -(-len(days) // BARS)
    parts = [days[start : start + size] for start in range(0, len(days), size)]
    summed = [
        ReplayDay(
            part[0].day,
            sum(one.articles for one in part),
            sum(one.flagged for one in part),
            sum(one.alerts for one in part),
            sum(one.updates for one in part),
        )
        for part in parts
    ]
    return summed, f" and the {size - 1} days after it" if size > 1 else ""


def _written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=PackageLoader("flows.inspection.replay", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(link=clean_link, line=one_line, safely=safe)
    return made


_ENVIRONMENT = _environment()
