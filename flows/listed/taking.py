"""Whether a file is taken over as the list: read it, and hold it against the one that is in force."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from flows.domain import ListEntry, NameList
from flows.listed.opensanctions import read_opensanctions
from flows.listed.reading import LARGEST, ListError, ReadList
from flows.listed.un_xml import read_un_xml

LEAST = 0.5
"""Share of the entries in force below which a new list is not taken over unasked: it may have been cut off."""


def read_list(data: bytes, where: str) -> ReadList:
    """The entries of a file of the UN (XML) or of OpenSanctions (CSV).

    Raises:
        ListError: it is neither, is broken, too large, or holds no entry of the 1718 list.
    """
    if len(data) > LARGEST:
        raise ListError(f"is larger than {LARGEST:,} bytes")
    start = data[:100].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not start:
        raise ListError("is empty")
    found = read_un_xml(data, where) if start.startswith(b"<") else read_opensanctions(data, where)
    if not found.entries:
        other = f"; entries of others: {found.others:,}" if found.others else ""
        raise ListError(f"holds no entry of the UN 1718 (DPRK) list{other}")
    return found


def name_list(name: str, source: str, data: bytes, found: ReadList, now: datetime) -> NameList:
    """What is kept of a file that was read."""
    digest = sha256(data).hexdigest()
    return NameList(name, source, found.format, found.published, now, digest, found.entries)


def objection(before: Sequence[ListEntry], after: Sequence[ListEntry]) -> str:
    """Why the new entries should not take the place of the old ones; empty when nothing speaks against it."""
    if len(after) < LEAST * len(before):
        return f"would leave {len(after)} of {len(before)} entries"
    return ""
