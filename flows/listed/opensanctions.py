"""OpenSanctions' simple table of targets (`targets.simple.csv`): one target a line, several values split by `;`.

Its data sets `un_sc_sanctions` and `un_1718_vessels` fit; of collections, the lines of these two are taken. The table
does not tell good aliases from weak ones, so all of them count as aliases.
"""

import csv
import re
from codecs import BOM_UTF8
from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from flows.domain import EntryKind, EntryName, ListEntry, NameKind, Problem
from flows.listed.reading import ListError, ReadList, clean

FORMAT = "opensanctions-csv"
BAD = 1_000
"""Lines that cannot be read after which the file is none."""
TALLEST = 1_000
"""Lines over which a row may run."""
NEEDED = ("id", "schema", "name")
_KINDS = {
    **dict.fromkeys(("Person",), EntryKind.PERSON),
    **dict.fromkeys(("Organization", "Company", "LegalEntity", "PublicBody"), EntryKind.ENTITY),
    **dict.fromkeys(("Vessel",), EntryKind.VESSEL),
}
"""Schemata of FollowTheMoney; others, such as securities and addresses, name nobody."""
_UN = re.compile(r"\bUN(?:SC)?\b|United Nations|\bun_(?:sc_sanctions|1718_vessels)\b")
_DPRK = re.compile(r"\bDPRK\b|\b1718\b|SC1718|\bKP[ie]\.\d{3}")
_NUMBER = re.compile(r"\bKP[ie]\.\d{3}\b")
_IMO = re.compile(r"(IMO)?[ -]?(\d{7})$")


def read_opensanctions(lines: Iterable[bytes], where: str) -> ReadList:
    """The entries of the 1718 list.

    Args:
        lines: of the file, with their ends. They are read one by one: a collection may have millions.
        where: what problems call it.

    Raises:
        ListError: it is no such table.
    """
    problems: list[Problem] = []
    rows = _rows(_decoded(lines, where, problems), where, problems)
    _, head = next(rows, (0, []))
    if not set(NEEDED) <= set(head):
        raise ListError(f"is no table of OpenSanctions: its first line lacks {', '.join(NEEDED)}")
    entries: dict[str, ListEntry] = {}
    published, others = "", 0
    for line, cells in rows:
        row = dict(zip(head, cells, strict=False))
        if not _is_ours(row):
            others += 1
        elif not row["id"].strip() or not clean(row["name"]):
            problems.append(Problem(f"{where}:{line}", "has no id or no name; it is left out"))
        else:
            entry = _entry(row)
            entries.setdefault(entry.id, entry)
            published = max(published, row.get("last_change", "")[:25])
    return ReadList(FORMAT, published, tuple(entries.values()), others, tuple(problems))


def _decoded(lines: Iterable[bytes], where: str, problems: list[Problem]) -> Iterator[str]:
    """The lines of the file. One that is not UTF-8 becomes empty, and is told."""
    for number, line in enumerate(lines, start=1):
        try:
            text = (line.removeprefix(BOM_UTF8) if number == 1 else line).decode()
        except UnicodeDecodeError:
            if number == 1:
                raise ListError("is no table of OpenSanctions: its first line is not UTF-8") from None
            problems.append(Problem(f"{where}:{number}", "is not UTF-8; it is left out"))
            _give_up_at(len(problems))
            text = ""
        yield text


def _rows(lines: Iterator[str], where: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """The rows with the number of their first line. After a bad one it goes on with the line below.

    Raises:
        ListError: there are so many bad ones that the file is something else.
    """
    done, width = 0, 0
    waiting: deque[str] = deque()
    row: list[str] = []
    while True:
        wrong = ""
        try:
            for cells in csv.reader(_one_by_one(waiting, lines, row)):
                width = width or len(cells)
                if cells and len(cells) != width:
                    wrong = f"has {len(cells)} columns where the first line has {width}"
                    break
                first, done = done + 1, done + len(row)
                row.clear()
                if cells:
                    yield first, cells
        except csv.Error as error:
            wrong = str(error)
        if not wrong:
            return
        problems.append(Problem(f"{where}:{done + 1}", f"{wrong}; it is left out"))
        _give_up_at(len(problems))
        waiting.extendleft(reversed(row[1:]))
        row.clear()
        done += 1


def _one_by_one(waiting: deque[str], lines: Iterator[str], row: list[str]) -> Iterator[str]:
    """Lines that wait to be read again, then new ones; `row` keeps those of the row under way."""
    while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
        row.append(line)
        if len(row) > TALLEST:
            raise csv.Error(f"begins a value that does not end within {TALLEST:,} lines")
        yield line


def _give_up_at(bad: int) -> None:
    if bad >= BAD:
        raise ListError(f"is no table of OpenSanctions: {bad:,} lines do not fit its first one")


def _is_ours(row: Mapping[str, str]) -> bool:
    if row["schema"].strip() not in _KINDS:
        return False
    sets = row.get("dataset", "")
    facts = " ".join(row.get(column, "") for column in ("id", "identifiers", "sanctions", "program_ids", "dataset"))
    return (not sets or _UN.search(sets) is not None) and _DPRK.search(facts) is not None


def _entry(row: Mapping[str, str]) -> ListEntry:
    kind = _KINDS[row["schema"].strip()]
    number = _NUMBER.search(" ".join(row.get(column, "") for column in ("id", "identifiers", "sanctions")))
    names = [EntryName(clean(row["name"]), NameKind.NAME)]
    names += [EntryName(name, NameKind.ALIAS) for part in _values(row.get("aliases", "")) if (name := clean(part))]
    found = (_IMO.match(value.strip()) for value in _values(row.get("identifiers", "")))
    numbers = [match[2] for match in found if match and (match[1] or (kind is EntryKind.VESSEL and is_imo(match[2])))]
    return ListEntry(
        id=number.group() if number and kind is not EntryKind.VESSEL else row["id"].strip()[:80],
        kind=kind,
        names=tuple({name.text.casefold(): name for name in reversed(names)}.values())[::-1],
        imo=tuple(dict.fromkeys(numbers)),
    )


def is_imo(digits: str) -> bool:
    """True when the last of seven digits is the check digit of a ship's IMO number (resolution A.1117(30))."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False))
    return weighed % 10 == int(digits[6])


def _values(cell: str) -> list[str]:
    """The values of a cell: a line of CSV of its own, with `;` between them."""
    try:
        return next(csv.reader([cell.replace("\n", " ")], delimiter=";"), [])
    except csv.Error:
        return []
