"""What changed for a reader since their last confirmation: the document's own words, without what is not for them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock

from markupsafe import Markup

from sopwright.approval.side import Side
from sopwright.edition.reader import Reader
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.model.form import label
from sopwright.model.metadata import Revision
from sopwright.records.chain import Acknowledgement
from sopwright.records.library import Known
from sopwright.redline.html import RedlineWriter
from sopwright.redline.make import redline
from sopwright.redline.records import SAME, PartLine, Redline, SectionLine, StepLine
from sopwright.source.nodes import Nodes

_MARKS = frozenset({"inserted", "deleted"})


@dataclass(frozen=True)
class Passage:
    """A section, step or clause that changed."""

    title: Markup
    said: tuple[str, ...]
    """What happened to a step as such, in words."""
    body: Markup


@dataclass(frozen=True)
class Changes:
    """What is new since a confirmation."""

    revisions: tuple[tuple[Revision, str], ...]
    """The revisions since then, with their summaries in the reader's language."""
    passages: tuple[Passage, ...]
    """The passages that changed; none where the old content cannot be found any more."""


@dataclass(frozen=True)
class Past:
    """Reads earlier contents; one request after the other, since they come from one Git repository."""

    contents: Contents | None
    lock: Lock

    def changes(self, reader: Reader, known: Known, last: Acknowledgement) -> Changes:
        """What changed in a document since a confirmation, for a reader."""
        newer = [one for one in known.document.metadata.revisions if one.number > last.revision]
        revisions = tuple((one, label(one.summary, reader.language)) for one in newer)
        return Changes(revisions, tuple(self._passages(reader, known, last)))

    def _passages(self, reader: Reader, known: Known, last: Acknowledgement) -> Iterator[Passage]:
        old = self._old(known, last)
        if old is None:
            return
        reader = replace(reader, audience=reader.audience.model_copy(update={"edit": False}))  # no page of progress
        day, new = reader.as_of, Side(reader.handbook, replace(known.document, issue=None))
        shown = redline(old, new, reader.language, day, reader=reader)
        writer = RedlineWriter(shown)
        yield from _changed(shown, writer)

    def _old(self, known: Known, last: Acknowledgement) -> Side | None:
        if self.contents is None:
            return None
        with self.lock:
            try:
                return self.contents.with_digest(known.document, last.language, last.content)
            except HistoryError:
                return None


def _changed(shown: Redline, writer: RedlineWriter) -> Iterator[Passage]:
    for section in shown.sections:
        if _has_marks(section.title, section.body) or section.state != SAME:
            yield _passage(section, writer)
        for step in section.steps:
            if step.state != SAME or step.changes or _has_marks(step.title, step.body, *step.notes, *_ways(step)):
                yield _passage(step, writer, step.changes)
        for part in section.parts:
            if part.state != SAME or _has_marks(part.title, part.body):
                yield _passage(part, writer)


def _passage(line: SectionLine | StepLine | PartLine, writer: RedlineWriter, said: tuple[str, ...] = ()) -> Passage:
    return Passage(writer.inline(line.title), said, writer.blocks(line.body))


def _ways(step: StepLine) -> Iterator[Nodes]:
    for answer, target in step.ways:
        yield answer
        yield target


def _has_marks(*passages: Nodes) -> bool:
    return any(inner.kind in _MARKS for nodes in passages for node in nodes for inner in node.walk())
