"""One difference, as a value: words are found for it later, in the reader's language."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from sopwright.model.approval import Change
from sopwright.model.quantity import Quantity

Value: TypeAlias = "str | int | date | Quantity | Mapping[str, str] | tuple[Value, ...]"
"""What a difference names: words, a number, a date, a quantity, a label in every language, or several of these."""

Labels: TypeAlias = Mapping[str, str]

_OPPOSITES = (("-added", "-removed"), ("-required", "-released"))


@dataclass(frozen=True)
class Difference:
    """Something that one content has and the other has not, or has otherwise."""

    kind: str
    """``step-added``; its words are in the catalogues under ``redline.changes``."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """What the words name; ``old`` and ``new`` where something was replaced."""
    place: str = ""
    """The id of the section, step or clause that it is in; empty for the document as a whole."""
    change: Change = "material"

    @property
    def material(self) -> bool:
        """Whether it makes the whole change material."""
        return self.change == "material"

    @property
    def opposite(self) -> str:
        """The kind of the same difference seen from the other side."""
        for one, other in _OPPOSITES:
            for end, instead in ((one, other), (other, one)):
                if self.kind.endswith(end):
                    return self.kind.removesuffix(end) + instead
        return self.kind

    def editorial(self) -> "Difference":
        """The same difference as one that changes no meaning."""
        return replace(self, change="editorial")

    def __str__(self) -> str:
        where = f" in {self.place}" if self.place else ""
        named = ", ".join(f"{key} {_plain(value)}" for key, value in self.values.items())
        return f"{self.kind.replace('-', ' ')}{where}" + (f": {named}" if named else "")


def added_and_removed(
    name: str, key: str, old: Iterable[str], new: Iterable[str], labels: Mapping[str, Value], place: str = ""
) -> Iterator[Difference]:
    """The differences of two sets.

    Args:
        name: What the members are: ``law`` makes ``law-added`` and ``law-removed``.
        key: What the words call the member.
        old: The members before.
        new: The members after.
        labels: What to show of a member; itself where there is nothing.
        place: The place that the sets belong to.
    """
    before, after = list(dict.fromkeys(old)), list(dict.fromkeys(new))
    for end, members, others in (("removed", before, after), ("added", after, before)):
        for member in members:
            if member not in others:
                yield Difference(f"{name}-{end}", {key: labels.get(member, member)}, place)


def _plain(value: Value) -> str:
    if isinstance(value, Mapping):
        return f"`{value.get('en') or next(iter(value.values()), '')}`"
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    return f"`{value}`"
