"""Differences in words of the reader's language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sopwright.approval.compare.difference import Difference, Value
from sopwright.approval.compare.labels import amount, reference, titles
from sopwright.approval.compare.sentence import REFERENCE
from sopwright.approval.side import Side
from sopwright.edition.words import Catalogue
from sopwright.model.form import label
from sopwright.model.metadata import END
from sopwright.model.quantity import Named, Quantity
from sopwright.redline.records import Reason

LONGEST = 160
"""Letters of a passage that a reason quotes."""


@dataclass(frozen=True)
class Teller:
    """Says differences between two sides."""

    words: Catalogue
    old: Side | None
    new: Side

    def reasons(self, differences: Iterable[Difference]) -> tuple[Reason, ...]:
        """The differences, those that are material first."""
        found = [Reason(self._where(each), self.say(each), each.material) for each in differences]
        return tuple(sorted(dict.fromkeys(found), key=lambda reason: not reason.material))

    def say(self, difference: Difference) -> str:
        """What a difference is: a sentence of its own, or a thing that came, went or was replaced."""
        values = {name: self._shown(value) for name, value in difference.values.items()}
        if difference.kind.startswith("remark-"):
            values = {name: self.words(f"remark.{value}") for name, value in values.items()}
        sentences: Mapping[str, object] = self.words.words["redline"]["sentences"]
        if difference.kind == "step-added" and not difference.values.get("number"):
            return self.words("redline.sentences.step-first", **values)
        if difference.kind in sentences:
            return self.words(f"redline.sentences.{difference.kind}", **values)
        thing, _, end = difference.kind.rpartition("-")
        what = self.words(f"redline.things.{thing}")
        if end == "changed" and "old" in values:
            name = f"{what} ({values['name']})" if "name" in values else what
            name = f"{name}, {values['team']}" if "team" in values else name
            name = f"{name}, {values['answer']}" if "answer" in values else name
            said = self.words("redline.changed", what=name, old=values["old"] or "–", new=values["new"] or "–")
            return sentence(said)
        shown = " → ".join(part for part in values.values() if part)
        return sentence(self.words(f"redline.{end}", what=what, name=shown or "–"))

    def _where(self, difference: Difference) -> str:
        """The heading of the place that a difference is in, as it is now, else as it was."""
        for side in (self.new, self.old):
            if side is None or not difference.place:
                continue
            found = titles(side).get(difference.place)
            if found:
                return label(found, self.words.language, side.source)
        return ""

    def _shown(self, value: Value) -> str:
        if isinstance(value, Quantity):
            return self.words.quantity(value)
        if isinstance(value, date):
            return self.words.date(value)
        if isinstance(value, int):
            return self.words.number(value)
        if isinstance(value, Mapping):
            return label(value, self.words.language, self.new.source)
        if isinstance(value, str):
            return self.words("document.end_short") if value == END else _brief(REFERENCE.sub(self._named, value))
        return self._listed([self._shown(part) for part in value])

    def _named(self, match: re.Match[str]) -> str:
        """What a reference in a quoted sentence shows."""
        kind, key = match[1], match[2]
        if kind in ("limit", "measure"):
            name, _, team = key.partition("/")
            return self._shown(amount(self.new, Named(kind, name, team)))
        found = reference(self.new, kind, key)
        return key if found == match[0] else self._shown(found)

    def _listed(self, parts: Sequence[str]) -> str:
        """Several values; the sign of a comparison stands before its value."""
        return " ".join(parts) if parts and parts[0] in "<≤=≥>" else self.words.listed(parts)


def sentence(words: str) -> str:
    """Words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def _brief(passage: str) -> str:
    return passage if len(passage) <= LONGEST else f"{passage[:LONGEST]}…"
