"""The page of a replay: a plot without any script, and nothing that an article can break."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from flows.domain import Action, Decision, Replay, ReplayDay, ReplayedDecision, StoryId
from flows.inspection.replay.output import as_json, summary
from flows.inspection.replay.page import BARS, HEIGHT, LABELS, WIDTH, page, plot
from tests.builders import LABOUR, NOON, an_article
from tests.flows.storage.values import an_alert

FIRST = date(2023, 12, 1)
DAYS = tuple(ReplayDay(FIRST + timedelta(days=n), 10 * n, 3 * n, n, n % 2) for n in range(40))
ALERT = replace(an_alert(StoryId("s"), article=an_article()), headline="<script>alert(1)</script> \x1b[31mred")
DECISION = Decision(StoryId("s"), LABOUR, Action.FOLD, "more of the same")
REPORT = Replay("archive", 100, 40, 7, "hourly", DAYS, (ALERT,), (ReplayedDecision(NOON, DECISION, ()),))


def test_every_day_has_its_bars_inside_the_plot() -> None:
    drawn = plot(DAYS)
    assert len(drawn.bars) == 40
    assert len(drawn.labels) <= LABELS
    for bar in drawn.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH
        for top, height in (bar.plain, bar.alerts, bar.updates):
            assert 0 <= top <= top + height <= HEIGHT
    assert drawn.bars[39].plain[1] > drawn.bars[39].alerts[1] > drawn.bars[39].updates[1] > 0


def test_years_are_drawn_in_bars_of_several_days() -> None:
    years = tuple(ReplayDay(FIRST + timedelta(days=n), flagged=1, alerts=1) for n in range(1001))
    drawn = plot(years)
    assert len(drawn.bars) <= BARS
    assert drawn.bars[0].title == "1 Dec 2023 and the 5 days after it: 6 articles over a threshold, 6 alerts, 0 updates"


def test_a_quiet_archive_has_a_plot_and_an_empty_one_has_none() -> None:
    assert plot((ReplayDay(FIRST),)).bars[0].plain[1] == 0
    assert plot(()).bars == ()


def test_what_comes_from_articles_is_escaped() -> None:
    shown = page(REPORT)
    assert "<script>" not in shown
    assert "\x1b" not in shown
    assert "&lt;script&gt;" in shown


def test_the_plot_is_well_formed_svg() -> None:
    shown = page(REPORT)
    svg = shown[shown.index("<svg") : shown.index("</svg>") + 6]
    bars = ET.fromstring(svg).findall(".//rect")  # noqa: S314 - written by our own template
    assert len(bars) == 3 * len(DAYS)


def test_an_empty_replay_has_a_page_too() -> None:
    assert "Nothing." in page(Replay("archive", 0, 0, 0, "hourly"))


def test_the_summary_sets_alerts_beside_those_of_one_an_article() -> None:
    lines = "\n".join(summary(REPORT))
    assert "100 documents, 40 name the subject, 40 days, hourly" in lines
    assert "one alert an article would have been 2,340" in lines
    assert "1 fold" in lines


def test_the_json_has_all_of_it() -> None:
    found = as_json(REPORT)
    assert found["alerts"]["one_an_article"] == 2340
    assert (len(found["days"]), len(found["sent"]), len(found["decided"])) == (40, 1, 1)
