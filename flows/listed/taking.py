"""Whether a file is taken over as the list: read it, and hold it against the one that is in force."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from flows.domain import ListEntry, NameList
from flows.listed.opensanctions import read_opensanctions
from flows.listed.reading import LARGEST, LARGEST_TABLE, ListError, ReadList
from flows.listed.un_xml import read_un_xml

LEAST = 0.5
"""Share of the entries in force below which a new list is not taken over unasked: it may have been cut off."""
LONGEST_LINE = 5_000_000
"""Bytes of a line of a table; the longest of real ones have some ten thousands."""


def read_list(file: BinaryIO, where: str) -> ReadList:
    """The entries of a file of the UN (XML) or of OpenSanctions (CSV), from its beginning.

    Args:
        file: the file, which can be gone back in. A table is read line by line, so it may be large.
        where: what problems call it.

    Raises:
        ListError: it is neither, is broken, too large, or holds no entry of the 1718 list.
        OSError: it cannot be read to its end.
    """
    start = file.read(100).lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    file.seek(0)
    if not start:
        raise ListError("is empty")
    digest = sha256()
    if start.startswith(b"<"):
        data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ListError(f"is larger than {LARGEST:,} bytes")
        digest.update(data)
        found = read_un_xml(data, where)
    else:
        found = read_opensanctions(_lines(file, digest.update), where)
    if not found.entries:
        other = f"; entries of others: {found.others:,}" if found.others else ""
        raise ListError(f"holds no entry of the UN 1718 (DPRK) list{other}")
    return replace(found, digest=digest.hexdigest())


def _lines(file: BinaryIO, heard: Callable[[bytes], None]) -> Iterator[bytes]:
    size = 0
    while line := file.readline(LONGEST_LINE + 1):
        size += len(line)
        if len(line) > LONGEST_LINE:
            raise ListError(f"is no table of OpenSanctions: a line has more than {LONGEST_LINE:,} bytes")
        if size > LARGEST_TABLE:
            raise ListError(f"is larger than {LARGEST_TABLE:,} bytes")
        heard(line)
        yield line


def name_list(name: str, source: str, found: ReadList, now: datetime) -> NameList:
    """What is kept of a file that was read."""
    return NameList(name, source, found.format, found.published, now, found.digest, found.entries)


def objection(before: Sequence[ListEntry], after: Sequence[ListEntry]) -> str:
    """Why the new entries should not take the place of the old ones; empty when nothing speaks against it."""
    if len(after) < LEAST * len(before):
        return f"would leave {len(after)} of {len(before)} entries"
    return ""
