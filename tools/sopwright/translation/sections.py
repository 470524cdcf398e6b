"""A text cut into the sections that are translated, pinned and accepted one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sopwright.model.form import Words, label
from sopwright.model.handbook import Document
from sopwright.model.pin import TITLE, digest
from sopwright.model.text import Text
from sopwright.source.nodes import plain
from sopwright.source.written import written
from sopwright.translation.pieces import Piece, cut

_ANSWER = "%% "


@dataclass(frozen=True)
class Section:
    """A heading, what stands under it, and the labels of the answers that it offers."""

    id: str
    piece: Piece
    answers: tuple[tuple[str, str], ...] = ()
    """Each answer of a step with its label in the text's language."""

    @cached_property
    def title(self) -> str:
        """The heading's words."""
        return plain(self.piece.heading.children) if self.piece.heading is not None else ""

    @cached_property
    def words(self) -> str:
        """All that is translated, in one form; answers stand at the end, a line each."""
        labels = [f"{_ANSWER}{answer}: {words}" for answer, words in self.answers]
        return "\n\n".join(part for part in (written(self.piece.nodes), "\n".join(labels)) if part)

    @cached_property
    def digest(self) -> str:
        """The digest of the words."""
        return digest(self.words)


def sections(document: Document, text: Text, shared: Mapping[str, Words]) -> dict[str, Section]:
    """A text's sections by their id, in reading order; a heading without an id is not among them.

    Args:
        document: The document.
        text: One of its texts.
        shared: The answers that the handbook's documents share.
    """
    return sections_of(document, text.language, cut(text), shared)


def sections_of(
    document: Document, language: str, pieces: tuple[Piece, ...], shared: Mapping[str, Words]
) -> dict[str, Section]:
    """The sections of a text that has been cut; see :func:`sections`."""
    found: dict[str, Section] = {}
    for index, piece in enumerate(pieces):
        key = piece.id if index else TITLE
        if key and key not in found:
            found[key] = Section(key, piece, _answers(document, key, language, shared))
    return found


def without_answers(words: str) -> str:
    """A section's words without the lines of its answers: Markdown that can be read."""
    return "\n".join(line for line in words.split("\n") if not line.startswith(_ANSWER)).rstrip("\n")


def answers_of(words: str) -> tuple[str, ...]:
    """The lines of a section's words that hold its answers."""
    return tuple(line for line in words.split("\n") if line.startswith(_ANSWER))


def _answers(document: Document, step: str, language: str, shared: Mapping[str, Words]) -> tuple[tuple[str, str], ...]:
    chosen = document.metadata.steps[step].choose if step in document.metadata.steps else None
    if not chosen:
        return ()
    labels = {**shared, **document.metadata.answers}
    return tuple(
        (answer, label(labels[answer], language, document.metadata.languages.source))
        for answer in chosen
        if answer in labels
    )
