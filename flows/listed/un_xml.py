"""The consolidated list of the UN Security Council, as XML.

`CONSOLIDATED_LIST` holds `INDIVIDUAL` and `ENTITY`, each with `UN_LIST_TYPE`, `REFERENCE_NUMBER` (`KPi.001`, `KPe.001`
for the DPRK), a name in up to four parts, `NAME_ORIGINAL_SCRIPT`, and aliases with a `QUALITY`: `Good`, `Low`,
`a.k.a.`, `f.k.a.`. Vessels are not in it: the committee publishes them apart.
"""

from collections.abc import Iterator

from lxml import etree

from flows.domain import EntryKind, EntryName, ListEntry, NameKind, Problem
from flows.listed.reading import ListError, ReadList, clean

FORMAT = "un-xml"
_LIST = "DPRK"
_KINDS = {"INDIVIDUAL": EntryKind.PERSON, "ENTITY": EntryKind.ENTITY}
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITIES = {"good": NameKind.ALIAS, "aka": NameKind.ALIAS, "fka": NameKind.FORMER}
"""Without their points; all others are weak: `Low`, and what says nothing."""


def read_un_xml(data: bytes, where: str) -> ReadList:
    """The entries of the 1718 list.

    Args:
        data: the file.
        where: what problems call it.

    Raises:
        ListError: it is no such file, is broken, or is made to do harm.
    """
    if b"<!ENTITY" in data.replace(b"\x00", b""):
        raise ListError("declares entities, which the list of the UN does not")
    # Not repaired: of a list that breaks off nobody can say what is missing.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise ListError(f"is no XML: {str(error)[:150]}") from None
    if root.tag != "CONSOLIDATED_LIST":
        raise ListError(f"is no list of the UN: its outermost element is '{str(root.tag)[:40]}'")
    entries: dict[str, ListEntry] = {}
    problems: list[Problem] = []
    others = 0
    for element in root.iter(*_KINDS):
        ident = clean(element.findtext("REFERENCE_NUMBER")).rstrip(".")
        if _text(element, "UN_LIST_TYPE").upper() != _LIST and not ident.startswith("KP"):
            others += 1
            continue
        ident = ident or _text(element, "DATAID")
        names = tuple(dict.fromkeys(_names(element)))
        place = f"{where}:{element.sourceline}"
        if not ident or not names or names[0].kind is not NameKind.NAME:
            missing = "name" if ident else "reference number"
            problems.append(Problem(place, f"{ident or 'an entry'} has no {missing}; it is left out"))
        elif ident in entries:
            problems.append(Problem(place, f"{ident} stands there a second time; the first counts"))
        else:
            entries[ident] = ListEntry(ident, _KINDS[element.tag], names)
    published = clean(root.get("dateGenerated")) or str(root.get("dateGenerated") or "")[:40]
    return ReadList(FORMAT, published, tuple(entries.values()), others, tuple(problems))


def _names(element: etree._Element) -> Iterator[EntryName]:
    name = clean(" ".join(_text(element, part) for part in _PARTS))
    if name:
        yield EntryName(name, NameKind.NAME)
    for part in _text(element, "NAME_ORIGINAL_SCRIPT").split(";"):
        if original := clean(part):
            yield EntryName(original, NameKind.ALIAS)
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        kind = _QUALITIES.get(_text(alias, "QUALITY").lower().replace(".", ""), NameKind.WEAK)
        for part in _text(alias, "ALIAS_NAME").split(";"):
            if other := clean(part):
                yield EntryName(other, kind)


def _text(element: etree._Element, tag: str) -> str:
    return str(element.findtext(tag) or "").strip()
