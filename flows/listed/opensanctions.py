"""OpenSanctions' simple table of targets (`targets.simple.csv`): one target a line, several values split by `;`.

Its data sets `un_sc_sanctions` and `un_1718_vessels` fit; of collections, the lines of these two are taken. The table
does not tell good aliases from weak ones, so all of them count as aliases.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from flows.domain import EntryKind, EntryName, ListEntry, NameKind, Problem
from flows.listed.reading import ListError, ReadList, clean

FORMAT = "opensanctions-csv"
BAD = 1_000
"""Lines that cannot be read after which the file is none."""
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


def read_opensanctions(data: bytes, where: str) -> ReadList:
    """The entries of the 1718 list.

    Args:
        data: the file.
        where: what problems call it.

    Raises:
        ListError: it is no such table.
    """
    problems: list[Problem] = []
    lines = _decoded(data, where, problems)
    rows = _rows(lines, where, problems)
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


def _decoded(data: bytes, where: str, problems: list[Problem]) -> list[str]:
    """The lines of the file. One that is not UTF-8 becomes empty, and is told."""
    lines = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True), start=1):
        try:
            lines.append(line.decode())
        except UnicodeDecodeError:
            if number == 1:
                raise ListError("is no table of OpenSanctions: its first line is not UTF-8") from None
            problems.append(Problem(f"{where}:{number}", "is not UTF-8; it is left out"))
            lines.append("")
    return lines


def _rows(lines: Sequence[str], where: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """The rows with the number of their first line. After a bad one it goes on with the line below.

    Raises:
        ListError: there are so many bad ones that the file is something else.
    """
    at, width, bad = 0, 0, 0
    while at < len(lines):
        reader = csv.reader(lines[i] for i in range(at, len(lines)))
        begin, wrong = at, ""
        try:
            for cells in reader:
                first, at = at, begin + reader.line_num
                if not cells:
                    continue
                width = width or len(cells)
                if len(cells) != width:
                    wrong, at = f"has {len(cells)} columns where the first line has {width}", first
                    break
                yield first + 1, cells
        except csv.Error as error:
            wrong = str(error)
        if wrong:
            problems.append(Problem(f"{where}:{at + 1}", f"{wrong}; it is left out"))
            at, bad = at + 1, bad + 1
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
