"""Rows as text: a table where it fits, else what is long on lines of its own below each row. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells

NARROW = 28
"""Columns up to this width stay in the table, and are never wrapped: an id that is cut is of no use."""
ROOM = 40
"""Least width in which a last column of long cells is wrapped inside the table; with less it goes below the rows."""
FIT = 100
"""Width to which a table keeps that no terminal shows, as far as it can without breaking a cell."""
GAP = "  "
INDENT = "    "

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the columns are laid out, by their numbers."""

    table: tuple[int, ...]
    widths: tuple[int, ...]
    below: tuple[int, ...] = ()
    plain: int | None = None
    """The one below the rows that needs no name before it: the first of the long ones."""


def table_lines(columns: Cells, rows: Sequence[Cells], width: int | None) -> Iterator[str]:
    """The heading, then the rows.

    Columns that are empty throughout are left out. Where the rest is wider than the terminal, what is long stands below
    its row: the first such column as it is, the others with their names.

    Args:
        columns: their names.
        rows: a cell for each column; only the last column that is shown may hold line breaks without going below.
        width: of the terminal; None where there is none: then no cell is ever broken, for grep and its kind.
    """
    plan = _plan(columns, rows, width)
    yield _row([columns[number] for number in plan.table], plan.widths, None)
    for cells in rows:
        yield _row([cells[number] for number in plan.table], plan.widths, width)
        for number in plan.below:
            named = cells[number] and number != plan.plain
            text = f"{columns[number]}: {cells[number]}" if named else cells[number]
            for line in text.splitlines():
                yield from (INDENT + one for one in _wrapped(line, width and width - len(INDENT)))


def _plan(columns: Cells, rows: Sequence[Cells], width: int | None) -> _Plan:
    sizes = {
        number: max(_size(cells[number]) for cells in (columns, *rows))
        for number in range(len(columns))
        if any(cells[number] for cells in rows)
    }
    shown, limit = list(sizes) or [0], width or FIT

    def total(numbers: Sequence[int]) -> int:
        return sum(sizes.get(number, 0) for number in numbers) + len(GAP) * (len(numbers) - 1)

    below: list[int] = []
    plain = None
    if total(shown) > limit:
        wide = [number for number in shown if sizes[number] > NARROW]
        if wide != shown[-1:] or total(shown[:-1]) + len(GAP) + ROOM > limit:
            below = [number for number in wide if number != shown[0]]
            plain = next(iter(below), None)
            shown = [number for number in shown if number not in below]
        while total(shown[:-1]) + len(GAP) + NARROW > limit and total(shown) > limit and len(shown) > 1:
            below.append(shown.pop())
    widths = [sizes.get(number, 0) for number in shown]
    if width is not None and total(shown) > width:
        widths[-1] = max(width - total(shown[:-1]) - len(GAP) * (len(shown) > 1), NARROW)
    return _Plan(tuple(shown), tuple(widths), tuple(sorted(below)), plain)


def _size(cell: str) -> int:
    return max(map(cell_len, cell.splitlines()), default=0)


def _row(cells: Cells, widths: Sequence[int], width: int | None) -> str:
    """One row; its last cell may run over several lines, which begin below its first."""
    *firsts, last = cells
    head = "".join(one + " " * (size - cell_len(one)) + GAP for one, size in zip(firsts, widths, strict=False))
    pieces = [piece for line in last.splitlines() for piece in _wrapped(line, width and widths[-1])]
    return ("\n" + " " * cell_len(head)).join([head + (pieces[0] if pieces else ""), *pieces[1:]]).rstrip()


def _wrapped(line: str, width: int | None) -> Iterator[str]:
    """A line in pieces of at most `width` columns; addresses and paths stay whole, whatever their length."""
    if width is None:
        yield line
        return
    piece = ""
    for word in line.split(" "):
        # Chinese and Japanese need no blanks and may be broken anywhere.
        parts = [word] if word.isascii() or cell_len(word) <= width else chop_cells(word, width)
        for number, part in enumerate(parts):
            joined = f"{piece} {part}" if piece and not number else part if not piece else ""
            if joined and cell_len(joined) <= width:
                piece = joined
                continue
            if piece:
                yield piece
            piece = part
    yield piece
