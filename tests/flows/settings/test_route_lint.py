"""Routes that add nobody, and outlets that look misspelt."""

from pathlib import Path

import pytest

from flows.settings import Settings, load_settings

HEAD = """\
sources:
  - {name: wire, kind: feed, url: "https://wire.example/rss", outlet: Yonhap}
targets: {desk: 'console://', chat: 'console://'}
routes:
"""


def settings(folder: Path, *lines: str) -> Settings:
    path = folder / "watch.yaml"
    path.write_text(HEAD + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    return load_settings(path, {})


def lint(folder: Path, *lines: str) -> list[str]:
    return [f"{one.where.rpartition(':')[2]}: {one.message}" for one in settings(folder, *lines).lint]


def test_a_route_whose_targets_hear_all_of_it_anyway_is_told(tmp_path: Path) -> None:
    (found,) = lint(
        tmp_path, "- {name: all, to: [desk, chat]}", "- {name: loud, to: [desk], min_severity: high, novelty: update}"
    )
    assert found.startswith("6: route 'loud' never adds anybody: 'all' (line 5) tells its targets all of it, no later")


def test_of_two_that_are_alike_the_later_one_is_told(tmp_path: Path) -> None:
    (found,) = lint(tmp_path, "- {name: one, to: desk}", "- {name: two, to: desk}")
    assert found.startswith("6: route 'two' never adds anybody")


def test_two_routes_together_may_shadow_a_third(tmp_path: Path) -> None:
    (found,) = lint(tmp_path, "- {name: one, to: desk}", "- {name: two, to: chat}", "- {name: three, to: [desk, chat]}")
    assert "'three' never adds anybody: 'one' (line 5) and 'two' (line 6) tell its targets" in found


def test_a_sibling_may_shadow_a_route_below_another(tmp_path: Path) -> None:
    (found,) = lint(
        tmp_path,
        "- name: all",
        "  to: chat",
        "  routes:",
        "    - {name: labour, to: desk, themes: [labour_dispatch]}",
        "    - {name: loud labour, to: desk, themes: [labour_dispatch], min_severity: high}",
    )
    assert found.startswith("9: route 'loud labour' never adds anybody: 'labour' (line 8)")


def test_a_route_below_that_says_what_the_one_above_says_is_told(tmp_path: Path) -> None:
    (found,) = lint(tmp_path, "- {name: all, to: desk, routes: [{name: labour, themes: [labour_dispatch]}]}")
    assert found.startswith("5: route 'labour' changes nothing: 'all' above tells the same targets")


@pytest.mark.parametrize(
    "lines",
    [
        ("- {name: all, to: desk}", "- {name: loud, to: chat, min_severity: high}"),
        ("- {name: loud, to: desk, min_severity: high}", "- {name: all, to: desk, group_wait: 5 minutes}"),
        ("- {name: all, to: desk, digest: 'daily at 08:00'}", "- {name: loud, to: desk, min_severity: high}"),
        ("- {name: all, to: desk, routes: [{name: calm, max_severity: low, digest: 'daily at 08:00'}]}",),
        # What a route below takes away, the one above does not tell.
        (
            "- {name: all, to: desk, routes: [{name: one, to: chat, min_severity: high}]}",
            "- {name: loud, to: desk, min_severity: high}",
        ),
        (
            "- name: all",
            "  to: desk",
            "  routes:",
            "    - {name: labour, to: chat, themes: [labour_dispatch]}",
            "    - {name: loud, min_severity: high}",
        ),
    ],
)
def test_a_route_that_adds_somebody_or_lets_them_hear_sooner_is_fine(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert lint(tmp_path, *lines) == []


def test_an_outlet_that_looks_misspelt_is_a_warning(tmp_path: Path) -> None:
    found = settings(tmp_path, "- {name: all, to: desk, outlets: [Yonhop, yonhap, Rodong Sinmun]}").warnings
    assert [(one.where.rpartition(":")[2], one.message) for one in found] == [
        ("5", "route 'all': no source has the outlet 'Yonhop'; did you mean 'Yonhap'?")
    ]
