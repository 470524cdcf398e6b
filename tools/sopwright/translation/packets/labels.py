"""The labels of a step's answers, which stand in YAML: as segments of the step's section, and back."""

from collections.abc import Iterator, Mapping, Sequence

from sopwright.model.form import Words
from sopwright.model.handbook import Document, Handbook
from sopwright.model.pin import PinnedSection
from sopwright.source.nodes import Node
from sopwright.translation.packets.packet import ANSWER, Returned, Segment
from sopwright.translation.packets.tags import Coded, decode, encode
from sopwright.translation.sections import Section, answer_words

Path = tuple[str, ...]


def label_segments(
    document: Document,
    section: Section,
    shared: Mapping[str, Words],
    language: str,
    pin: PinnedSection | None,
    *,
    settled: bool,
) -> Iterator[Segment]:
    """A segment for each answer of a step.

    Args:
        document: The document.
        section: The step in the source language.
        shared: The answers that documents share.
        language: The language to translate into.
        pin: The source that the present translation was made from, where that has changed.
        settled: Whether the section is accepted as it stands.
    """
    before = answer_words(pin.words) if pin is not None else {}
    for answer, words in section.answers:
        own = _words(document, shared, answer).get(language, "")
        old = before.get(answer, "")
        done = bool(own) and (settled or old == words)
        changed = bool(own and old and old != words)
        yield Segment(
            f"{document.id}/{section.id}/{ANSWER}{answer}",
            _coded(words),
            _coded(own),
            done,
            old if changed else "",
            own if changed else "",
        )


def place_of(handbook: Handbook, document: Document, answer: str, language: str) -> tuple[str, Path]:
    """The file that holds an answer's label in a language, and its path of keys there."""
    if answer in document.metadata.answers:
        return document.file.path, ("answers", answer, language)
    return handbook.registers.answers.file.path, (answer, language)


def fault_of(section: Section, every: Sequence[Returned]) -> str:
    """Say what is wrong with the labels that came back; an empty text means that they are right."""
    wanted = {f"{ANSWER}{answer}": _coded(words).text for answer, words in section.answers}
    found = {one.place: one.source for one in every}
    if found and found != wanted:
        return "its answers have changed since the packet was made; export it again"
    for one in every:
        if "<" in one.target or "\n" in one.target.strip():
            return f"the label of an answer is words in one line, without tags: {one.target[:60]}"
    return ""


def plain(target: str) -> str:
    """A label that came back, as it stands in YAML."""
    return "".join(node.text for node in decode(Coded(" ".join(target.split()))))


def present(document: Document, shared: Mapping[str, Words], answer: str, language: str) -> str:
    """A label as it stands now; empty where there is none."""
    return _words(document, shared, answer).get(language, "")


def _words(document: Document, shared: Mapping[str, Words], answer: str) -> Words:
    return document.metadata.answers.get(answer) or shared.get(answer) or {}


def _coded(words: str) -> Coded:
    return encode((Node("text", 1, 1, text=words),)) if words else Coded("")
