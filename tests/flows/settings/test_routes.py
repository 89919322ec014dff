"""`routes:` of watch.yaml."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from flows.domain import Interest, News, Severity, SourceType
from flows.errors import ConfigurationError
from flows.options import DigestTimes, QuietHours, RouteOptions
from flows.settings import load_settings
from tests.builders import LABOUR

HEAD = """\
sources:
  - {name: wire, kind: feed, url: "https://wire.example/rss", outlet: Wire, language: en}
  - {name: inbox, kind: files, path: inbox}
targets: {desk: 'console://', chat: 'console://'}
schedule: {timezone: Asia/Seoul}
routes:
"""


def read(folder: Path, *lines: str) -> tuple[RouteOptions, ...]:
    path = folder / "watch.yaml"
    path.write_text(HEAD + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    return load_settings(path, {}).routes


def refused(folder: Path, *lines: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, *lines)
    return str(caught.value)


def test_a_route_below_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    (outer,) = read(
        tmp_path,
        "- name: all",
        "  to: desk",
        "  timezone: Europe/Berlin",
        "  min_severity: medium",
        "  group_wait: 10 minutes",
        '  quiet_hours: {from: "22:00", to: "07:00", except: critical}',
        "  routes:",
        "    - {name: labour, themes: [labour_dispatch]}",
        "    - {name: loud, to: [chat], min_severity: high, quiet_hours: none, group_wait: none}",
        "    - {name: calm, max_severity: medium, digest: 'weekly on monday at 08:00'}",
    )
    night = QuietHours(time(22), time(7), "Europe/Berlin", Severity.CRITICAL)
    labour, loud, calm = outer.routes
    assert (outer.quiet, outer.group_wait, outer.line) == (night, timedelta(minutes=10), 7)
    assert (labour.targets, labour.quiet, labour.group_wait) == (outer.targets, night, timedelta(minutes=10))
    assert labour.interest == Interest((LABOUR,), Severity.MEDIUM)
    assert ([one.name for one in loud.targets], loud.quiet, loud.group_wait) == (["chat"], None, timedelta(0))
    assert calm.digest == DigestTimes(time(8), 0, "Europe/Berlin")
    assert (calm.interest.min_severity, calm.interest.max_severity) == (Severity.MEDIUM, Severity.MEDIUM)


def test_times_are_meant_in_the_zone_of_the_schedule_unless_said_otherwise(tmp_path: Path) -> None:
    one, two = read(
        tmp_path,
        "- {name: one, to: desk, digest: 'Daily at 8:00'}",
        '- {name: two, to: chat, quiet_hours: {from: "12:00", to: "13:00", timezone: America/New_York}}',
    )
    assert one.digest == DigestTimes(time(8), None, "Asia/Seoul")
    assert two.quiet == QuietHours(time(12), time(13), "America/New_York")


def test_every_matcher_is_read(tmp_path: Path) -> None:
    (route,) = read(
        tmp_path,
        "- name: one",
        "  to: desk",
        "  statuses: [occurred, planned]",
        "  source_types: un",
        "  directions: [from_dprk]",
        "  languages: [ko, en]",
        "  outlets: [WIRE]",
        "  sources: [wire]",
        "  min_outlets: 2",
        "  min_origins: 1",
        "  novelty: [alert, status]",
    )
    asked = route.interest
    assert asked.source_types == (SourceType.UN,)
    assert (asked.languages, asked.outlets, asked.sources) == (("ko", "en"), ("WIRE",), ("wire",))
    assert (asked.min_outlets, asked.min_origins, asked.novelty) == (2, 1, (News.ALERT, News.STATUS))


def test_an_update_is_every_kind_of_update(tmp_path: Path) -> None:
    (route,) = read(tmp_path, "- {name: one, to: desk, novelty: update}")
    assert set(route.interest.novelty) == set(News) - {News.ALERT}


def test_a_route_that_only_holds_others_needs_no_target(tmp_path: Path) -> None:
    (outer,) = read(tmp_path, "- {name: all, themes: [labour_dispatch], routes: [{name: inner, to: desk}]}")
    assert outer.targets == ()
    assert outer.routes[0].interest.themes == (LABOUR,)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{name: one}", "'to' is missing"),
        ("{name: one, to: []}", "'to' names nobody"),
        ("{name: one, to: dsk}", "'dsk' is no target (did you mean 'desk'?)"),
        ("{name: one, to: desk, sources: [wyre]}", "'wyre' is no source of this file (did you mean 'wire'?)"),
        ("{name: one, to: desk, sources: [un]}", "'un' is a kind of source, no entry of 'sources:' (write it under"),
        ("{name: one, to: desk, min_severity: urgent}", "'min_severity' cannot be 'urgent'"),
        ("{name: one, to: desk, languages: [kr]}", "'kr' does not belong under 'languages'"),
        ("{name: one, to: desk, novelty: [news]}", "'news' does not belong under 'novelty'"),
        (
            "{name: one, to: desk, min_severity: high, max_severity: low}",
            "route 'one' can never match: nothing is high",
        ),
        ("{name: one, to: desk, digest: hourly}", "'digest' cannot be 'hourly' (such as 'daily at 08:00'"),
        ("{name: one, to: desk, digest: 'weekly on funday at 08:00'}", "'digest' cannot be 'weekly on funday"),
        ("{name: one, to: desk, group_wait: 3 days}", "'group_wait' may last a day at most"),
        ("{name: one, to: desk, quiet_hours: always}", "'quiet_hours' cannot be 'always'"),
        ("{name: one, to: desk, quiet_hours: {from: '22:00'}}", "'to' is missing"),
        ("{name: one, to: desk, quiet_hours: {from: '22:00', to: '25:00'}}", "'to' must be a time of day, not '25:00'"),
        ("{name: one, to: desk, quiet_hours: {from: '22:00', to: '22:00'}}", "are the whole day"),
        ("{name: one, to: desk, timezone: Asia/Seol}", "'Asia/Seol' is no time zone (did you mean 'Asia/Seoul'?)"),
        ("{name: one, to: desk, theme: [labour_dispatch]}", "unknown key 'theme' (did you mean 'themes'?)"),
        ("{name: one, to: desk, routes: [{name: one}]}", "a second route is named 'one'"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    found = refused(tmp_path, f"- {line}")
    assert "watch.yaml:7: " in found
    assert message in found


@pytest.mark.parametrize(
    ("outer", "inner", "message"),
    [
        (
            "themes: [arms_transfer]",
            "themes: [labour_dispatch]",
            "'themes' is labour_dispatch here and arms_transfer in",
        ),
        ("max_severity: low", "min_severity: high", "'min_severity' is high here and at most low in 'all' above"),
        ("min_severity: high", "max_severity: low", "'max_severity' is low here and at least high in 'all' above"),
        ("languages: [ko]", "languages: [ru, zh]", "'languages' is ru or zh here and ko in 'all' above"),
    ],
)
def test_a_route_that_contradicts_the_one_above_can_never_match(
    tmp_path: Path, outer: str, inner: str, message: str
) -> None:
    found = refused(tmp_path, "- name: all", "  to: desk", f"  {outer}", "  routes:", f"    - {{name: one, {inner}}}")
    assert f"watch.yaml:11: route 'one' can never match: {message}" in found


def test_routes_nine_deep_are_refused(tmp_path: Path) -> None:
    deep = "{name: 'r9', to: desk}"
    for number in range(8, 0, -1):
        deep = f"{{name: 'r{number}', to: desk, routes: [{deep}]}}"
    assert "routes stand 8 deep already" in refused(tmp_path, f"- {deep}")
