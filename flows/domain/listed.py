"""Lists of names, such as that of the 1718 Committee, and where a text names one of their entries."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.domain.words import ArticleId


class EntryKind(StrEnum):
    """What an entry stands for."""

    PERSON = "person"
    ENTITY = "entity"
    VESSEL = "vessel"


class NameKind(StrEnum):
    """What the list says of one of an entry's names."""

    NAME = "name"
    ALIAS = "alias"
    FORMER = "former"
    WEAK = "weak"
    """An alias that the list itself calls a poor one."""


class MatchKind(StrEnum):
    """How words of a text name an entry, the surest first. Case and hyphens make no difference."""

    IMO = "imo"
    """By its IMO number."""
    NAME = "name"
    ALIAS = "alias"
    FORMER = "former"
    SHORTENED = "shortened"
    """A name of an entity with another legal form than in the list (`Corp.`, `Co., Ltd.`), or none."""
    REORDERED = "reordered"
    """A person's name with the family name on the other side."""
    WEAK = "weak"
    """Two weak aliases of the same entry, none of which would count alone."""


@dataclass(frozen=True, slots=True)
class EntryName:
    """One name of an entry."""

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One person, entity or vessel of a list."""

    id: str
    """The list's own number: `KPe.001` at the UN, else that of the publisher."""
    kind: EntryKind
    names: tuple[EntryName, ...]
    """Its name first."""
    imo: tuple[str, ...] = ()
    """IMO numbers, seven digits each."""

    @property
    def name(self) -> str:
        """What the list calls it."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class NameList:
    """A list as it was taken over."""

    name: str
    """What the watch calls it."""
    source: str
    """The file or address it was read from."""
    format: str
    """`un-xml` or `opensanctions-csv`."""
    published: str
    """When its publisher made it, in its own words; empty when it does not say."""
    updated: datetime
    """When it was last taken over, also when nothing had changed."""
    digest: str
    """SHA-256 of the file."""
    entries: tuple[ListEntry, ...]


@dataclass(frozen=True, slots=True)
class ListedName:
    """An entry of a list that a text names. That the names agree does not prove that the same one is meant."""

    entry: str
    kind: EntryKind
    name: str
    """What the list calls the entry."""
    spelled: str
    """The name of the entry, or the IMO number, that was found, as the list writes it."""
    words: str
    """As they stand in the text."""
    how: MatchKind
    article: ArticleId
    field: str
    """`title` or `text` of the article."""
    start: int
    end: int
    """Offsets of the words into that field."""
