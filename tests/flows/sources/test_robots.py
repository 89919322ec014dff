"""What a site allows programs to read."""

from collections.abc import Iterator

import pytest

from flows.sources.fetch import Limits, Web
from flows.sources.robots import Robots
from tests.flows.sources.server import Route, answer, serving, silence

WEB = Web(Limits(connect=1, read=0.3, total=0.5))
Site = tuple[str, list[str], dict[str, Route]]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without rules."""
    routes: dict[str, Route] = {}
    with serving(routes) as (base, asked):
        yield base, asked, routes


def refusal(site: Site, path: str = "/news/1", robots: Robots | None = None) -> str:
    return (robots or Robots()).permission(f"{site[0]}{path}", WEB, allow_private=True).refusal


def test_a_site_without_rules_allows_everything(site: Site) -> None:
    assert refusal(site) == ""
    assert site[1] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        (b"User-agent: *\nDisallow: /private/", "/news/1", True),
        (b"User-agent: *\nDisallow: /private/", "/private/1", False),
        (b"User-agent: *\nDisallow: /*?print", "/news/1?print=1", False),
        (b"User-agent: *\nDisallow: /news\nAllow: /news/1$", "/news/1", True),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: sanctions-watch\nAllow: /", "/news/1", True),
        (b"User-agent: sanctions-watch\nDisallow: /", "/news/1", False),
        (b"<html>not found</html>", "/news/1", True),
        (b"\xff\xfe\x00 no text \x00", "/news/1", True),
    ],
)
def test_rules_are_kept(site: Site, rules: bytes, path: str, allowed: bool) -> None:
    site[2]["/robots.txt"] = answer(rules)
    assert (refusal(site, path) == "") is allowed


@pytest.mark.parametrize("route", [answer(b"", 503), answer(b"", 429), silence(1.0)])
def test_a_site_that_cannot_say_allows_nothing_for_now(site: Site, route: Route) -> None:
    site[2]["/robots.txt"] = route
    assert refusal(site).startswith("its robots.txt ")


def test_the_rules_are_asked_for_once(site: Site) -> None:
    robots = Robots()
    for number in range(3):
        assert refusal(site, f"/news/{number}", robots) == ""
    assert site[1] == ["/robots.txt"]


def test_a_pause_that_a_site_asks_for_is_told_and_a_long_one_is_a_refusal(site: Site) -> None:
    site[2]["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 5")
    assert Robots().permission(f"{site[0]}/1", WEB, allow_private=True).delay == 5.0
    site[2]["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 3600")
    assert "3600 seconds" in refusal(site)
