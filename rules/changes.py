"""What differs between two sets of rules, part by part."""

from dataclasses import dataclass

from rules.packs import RuleSet

_NOUN = {"terms": "list", "pack": "title page"}


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One part that is new, gone or written anew."""

    kind: str
    """`rule`, `list`, `filter`, `theme`, `measure` or `title page`."""
    name: str
    """Name of a rule, id of anything else."""
    id: str
    """The id; of a rule the UUID."""
    how: str
    """`new`, `gone`, `disabled` or `changed`."""
    where: str = ""
    """Of what is disabled, the file and line that say so."""

    def __str__(self) -> str:
        ident = f" [{self.id}]" if self.id != self.name else ""
        where = f" in {self.where}" if self.where else ""
        return f"{self.how} {self.kind} {self.name}{ident}".rstrip() + where


def changes(old: RuleSet, new: RuleSet) -> tuple[Change, ...]:
    """Every part that is not the same in both, by kind and name. Comments and the order of keys make no difference."""
    names = {rule.id: str(rule.name) for rules in (old, new) for rule in rules.rules}
    return tuple(
        sorted(
            _change(new, kind, names.get(ident, ident), ident, how)
            for kind, ident in old.parts.keys() | new.parts.keys()
            if (how := _how(old.parts.get((kind, ident)), new.parts.get((kind, ident))))
        )
    )


def _change(new: RuleSet, kind: str, name: str, ident: str, how: str) -> Change:
    noun, off = _NOUN.get(kind, kind), new.disabled.get((kind, ident))
    if how != "gone" or off is None:
        return Change(noun, name, ident, how)
    return Change(noun, name, ident, "disabled", f"{off.path}:{off.line}")


def _how(before: str | None, after: str | None) -> str:
    if before == after:
        return ""
    if before is None:
        return "new"
    return "gone" if after is None else "changed"
