"""Tests of flows.stories.publishers."""

from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.stories.publishers import host_of, load_publishers
from tests.builders import an_article

HEAD = "kind: publishers\nfamilies:\n"


def test_pages_of_one_family_have_one_publisher() -> None:
    shipped = load_publishers()
    assert shipped.of(an_article(outlet="Post", url="https://nypost.com/a")) == "News Corp"
    assert shipped.of(an_article(outlet="feeds.wsj.com", url="https://short.example/a")) == "News Corp"


def test_state_media_are_known() -> None:
    assert load_publishers().states["KCNA"] == "dprk"


def test_an_address_without_host_has_none() -> None:
    assert (host_of("http://[::1"), host_of(""), host_of("https://www.paper.example/x")) == ("", "", "paper.example")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + "  - name: A\n    hosts: [a.example]\n    state: atlantis\n", "publishers.yaml:5"),
        (
            HEAD + "  - name: A\n    hosts: [a.example]\n  - name: B\n    hosts: [a.example]\n",
            "stands under 'A' already",
        ),
        (HEAD + "  - hosts: [a.example]\n", "publishers.yaml:3"),
        ("kind: publishers\n", "families"),
    ],
    ids=["unknown state", "host twice", "no name", "no families"],
)
def test_a_mistake_in_the_file_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "publishers.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as told:
        load_publishers(path)
    assert problem in str(told.value)
