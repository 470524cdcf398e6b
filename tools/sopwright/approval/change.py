"""The change class: computed from what differs, never taken from what somebody says."""

from collections.abc import Iterator
from dataclasses import dataclass

from sopwright.approval.compare.difference import Difference
from sopwright.approval.compare.facts import facts
from sopwright.approval.compare.steps import steps
from sopwright.approval.compare.texts import texts
from sopwright.approval.compare.values import answers, values
from sopwright.approval.digest import content
from sopwright.approval.plain import Json
from sopwright.approval.side import Side
from sopwright.model.approval import Change
from sopwright.model.binding import Binding

__all__ = ["ChangeReport", "Side", "change_between", "changes_of_first_issue", "is_lowered", "is_raised"]


@dataclass(frozen=True)
class ChangeReport:
    """What lies between two contents."""

    changes: tuple[Difference, ...]
    """In the order: facts, steps, words, pictures, values; empty where the contents are the same."""

    @property
    def klass(self) -> Change:
        """``material`` if any of the differences is."""
        return "material" if self.reasons else "editorial"

    @property
    def reasons(self) -> tuple[Difference, ...]:
        """The differences that make it material."""
        return tuple(change for change in self.changes if change.material)


def changes_of_first_issue() -> ChangeReport:
    """What lies between nothing and a document; a first issue is material."""
    return ChangeReport((Difference("first-issue"),))


def change_between(old: Side | None, new: Side, language: str) -> ChangeReport:
    """Compare two contents of a document in a language.

    In the source language facts, steps and numbers are compared as well as words. A translation is compared by its
    words, its labels and its pictures: the rest is the source's, and approved with it. What cannot be told from a
    change of meaning is one: a material change is never taken for an editorial one where a rule could know it.

    Args:
        old: The content before; nothing for a first issue.
        new: The content after.
        language: A language in which ``new`` has words.

    Raises:
        KeyError: ``new`` has no text in this language.
    """
    if old is None or old.text(language) is None:
        return changes_of_first_issue()
    before = content(old.handbook, old.document, language)
    after = content(new.handbook, new.document, language)
    if before == after:
        return ChangeReport(())
    binding = new.handbook.binding.get(language) or old.handbook.binding.get(language) or Binding()
    if language == new.source:
        stated = [*facts(old, new), *steps(old, new)]
    else:
        stated = list(_summaries(before["metadata"]["revisions"], after["metadata"]["revisions"]))
    stated += answers(old, new, language, binding)
    worded = list(texts(old, new, language))
    shown = [*_pictures(before["pictures"], after["pictures"])]
    shown += values(old, new, before["values"], after["values"], binding)
    found = [*stated, *worded, *shown]
    if before["metadata"] != after["metadata"] and not stated:
        found.append(Difference("content-changed"))
    if before["text"] != after["text"] and not worded:
        found.append(Difference("layout-changed").editorial())
    # What the digest tells apart and nothing above could name is taken for the worst.
    return ChangeReport(tuple(found) or (Difference("content-changed"),))


def _summaries(old: Json, new: Json) -> Iterator[Difference]:
    """What the translation says of the revisions."""
    before, after = dict(old), dict(new)
    for number in sorted(before.keys() | after.keys()):
        kind = "removed" if number not in after else "added" if number not in before else "changed"
        if before.get(number) != after.get(number):
            name = "summary" if kind == "changed" else "revision"
            yield Difference(f"{name}-{kind}", {"number": number}).editorial()


def _pictures(old: Json, new: Json) -> Iterator[Difference]:
    """Pictures' files; whether the text shows them is told with its words."""
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            end = "removed" if name not in new else "added" if name not in old else "changed"
            yield Difference(f"picture-file-{end}", {"name": name})


def is_raised(old: Side | None, new: Side, report: ChangeReport) -> bool:
    """Whether the author calls a change material that is editorial by its differences; that is the author's right."""
    revision = new.document.metadata.revision
    return report.klass == "editorial" and _is_newer(old, new) and revision.change == "material"


def is_lowered(old: Side | None, new: Side, report: ChangeReport) -> bool:
    """Whether the author calls a change editorial that is material; the chain is chosen by what it is."""
    revision = new.document.metadata.revision
    return report.klass == "material" and _is_newer(old, new) and revision.change == "editorial"


def _is_newer(old: Side | None, new: Side) -> bool:
    """Whether the newest revision is not the one that the old content had already; a first issue is always material."""
    return old is not None and new.document.metadata.revision.number > old.document.metadata.revision.number
