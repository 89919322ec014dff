"""The lists of names that are in force: how old they are, what is in them, and how a name of theirs would count."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from flows.domain import EntryKind, MatchKind, NameList
from flows.listed.forms import forms
from flows.settings import Settings
from flows.storage.kept_lists import kept_lists
from rules.text.folding import fold

OLD = timedelta(days=30)
"""After which a list is worth another look."""


def list_row(one: NameList, now: datetime) -> dict[str, object]:
    """A list for a table or for machines."""
    kinds = {kind: sum(entry.kind is kind for entry in one.entries) for kind in EntryKind}
    return {
        "name": one.name,
        "updated": one.updated.isoformat(timespec="minutes"),
        "age_days": (now - one.updated).days,
        "published": one.published,
        "persons": kinds[EntryKind.PERSON],
        "entities": kinds[EntryKind.ENTITY],
        "vessels": kinds[EntryKind.VESSEL],
        "format": one.format,
        "source": one.source,
        "digest": one.digest,
    }


def found_in_lists(lists: Sequence[NameList], wanted: str) -> Iterator[dict[str, object]]:
    """The entries one of whose names holds all the wanted words, or that have this id or IMO number.

    Each comes with the name that holds them and with what that name needs to count in a text.
    """
    words = set(_words(wanted))
    number = wanted.upper().removeprefix("IMO").strip(" :.")
    for one in lists:
        for entry in one.entries:
            shown: dict[str, object] = {
                "list": one.name,
                "entry": entry.id,
                "kind": str(entry.kind),
                "name": entry.name,
            }
            if number in entry.imo:
                yield shown | {"found": f"IMO {number}", "is": str(MatchKind.IMO), "counts": "counts"}
                continue
            weights = {form.spelled: form.weight.value for form in reversed(list(forms(entry)))}
            by_id = wanted.strip().casefold() == entry.id.casefold()
            for name in entry.names:
                if by_id or (words and words <= set(_words(name.text))):
                    counts = weights.get(name.text, "is never looked for")
                    yield shown | {"found": name.text, "is": str(name.kind), "counts": counts}


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in fold(text).text).split()


def health(settings: Settings, now: datetime) -> Iterator[tuple[bool, str]]:
    """For each list whether it is well, and what to know of it; one line that says so where there is none."""
    lists, problems = kept_lists(settings.kept_lists)
    for problem in problems:
        yield False, f"{problem.where} {problem.message}"
    for one in lists:
        age = now - one.updated
        detail = f"'{one.name}': {len(one.entries)} entries, taken over on {one.updated:%Y-%m-%d}"
        if age > OLD:
            yield False, f"{detail}, {age.days} days ago: take it over again with 'sanctions-watch lists update'"
        else:
            yield True, detail
    if not lists and not problems:
        yield True, "none: names of the UN 1718 list are not looked for; see 'sanctions-watch lists update --help'"
