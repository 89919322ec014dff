"""Rows as text: readable on a narrow terminal and in a pipe."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from flows.cli.tables import table_lines

HEADLINE = "The exchange comes as a spy agency reports the latest signs of workers being sent abroad in the spring"
KOREAN = "북한이 러시아에 보낸 노동자의 수가 지난해보다 크게 늘었다고 국가정보원이 밝혔다고 연합뉴스가 전했다 " * 2
CHINESE = "朝鲜向俄罗斯派遣劳工人数比去年大幅增加韩国国家情报院在国会报告中如此表示并指出外汇收入随之上升" * 2


def shown(columns: Sequence[str], *rows: Sequence[str], width: int | None) -> list[str]:
    return "\n".join(table_lines(columns, rows, width)).splitlines()


def test_what_fits_is_a_table_with_aligned_columns() -> None:
    assert shown(("a", "long name"), ("北京", "x"), ("y", "z"), width=80) == [
        "a     long name",
        "北京  x",
        "y     z",
    ]


def test_columns_that_are_empty_throughout_are_left_out() -> None:
    assert shown(("id", "error", "name"), ("1", "", "a"), ("2", "", "b"), width=80) == ["id  name", "1   a", "2   b"]


def test_a_long_last_column_is_wrapped_beside_the_others() -> None:
    lines = shown(("check", "verdict", "detail"), ("storage", "ok", HEADLINE), width=60)
    assert lines[0] == "check    verdict  detail"
    assert lines[1].startswith("storage  ok       The exchange comes")
    assert all(line.startswith(" " * 18) and line[18] != " " for line in lines[2:])
    assert " ".join(" ".join(lines[1:]).split()) == f"storage ok {HEADLINE}"


def test_several_long_columns_stand_below_their_row_the_second_with_its_name() -> None:
    rows = (("06a82993fdb3.1", HEADLINE, "high", HEADLINE[::-1]),)
    lines = shown(("id", "headline", "severity", "why"), *rows, width=80)
    assert lines[:2] == ["id              severity", "06a82993fdb3.1  high"]
    assert lines[2].startswith("    The exchange")
    assert sum(line.startswith("    why: ") for line in lines) == 1


def test_short_columns_that_do_not_fit_go_below_with_their_names() -> None:
    cells = tuple(f"cell {number} of twenty-two." for number in range(5))
    lines = shown(("a", "b", "c", "d", "e"), cells, width=60)
    assert lines[1].startswith(cells[0])
    assert lines[-1] == f"    e: {cells[4]}"


def test_without_a_terminal_no_cell_is_broken() -> None:
    long = " ".join([HEADLINE] * 4)
    lines = shown(("id", "headline", "why"), ("1", long, long), width=None)
    assert lines == ["id", "1", f"    {long}", f"    why: {long}"]


@pytest.mark.parametrize("text", [HEADLINE, KOREAN, CHINESE, f"Kim said: {CHINESE} in Vladivostok"])
@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    lines = shown(("id", "headline", "why"), ("06a82993fdb3", text, text), width=width)
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()).count("".join(text.split())) == 2


def test_an_address_stays_whole_whatever_its_length() -> None:
    address = "https://news.example/" + "a" * 90
    assert f"    why: {address}" not in shown(("id", "where"), ("1", address), width=60)
    assert any(address in line for line in shown(("id", "what", "where"), ("1", HEADLINE, address), width=60))


@given(
    st.lists(st.lists(st.text(alphabet="ab 北.\n", max_size=60), min_size=3, max_size=3), min_size=1, max_size=4),
    st.one_of(st.none(), st.integers(20, 120)),
)
def test_nothing_is_lost_whatever_stands_in_the_cells(rows: list[list[str]], width: int | None) -> None:
    written = "".join(shown(("x", "y", "z"), *rows, width=width))
    for letter in "ab北":
        assert written.count(letter) == sum(cell.count(letter) for cells in rows for cell in cells)
