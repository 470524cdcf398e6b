"""Putting what came back into the texts: whole sections, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sopwright.model.handbook import Document, Handbook
from sopwright.model.text import Text
from sopwright.source.nodes import Nodes
from sopwright.source.written import written
from sopwright.translation.packets.labels import fault_of, place_of, plain, present
from sopwright.translation.packets.packet import ANSWER, Returned
from sopwright.translation.packets.slots import filled, slots
from sopwright.translation.packets.tags import Coded, decode, encode, judge
from sopwright.translation.sections import Section, sections


@dataclass
class Merged:
    """What a packet comes to."""

    files: dict[str, str] = field(default_factory=dict)
    """The new content of each text that changes."""
    labels: dict[str, dict[tuple[str, ...], str]] = field(default_factory=dict)
    """By YAML file, the words that change there, by their path of keys."""
    accepted: dict[str, list[str]] = field(default_factory=dict)
    """By document, the sections whose every segment is done."""
    faults: list[str] = field(default_factory=list)
    """What is wrong, in words; with any of them nothing must be written."""
    open: list[str] = field(default_factory=list)
    """Sections that are not done yet; they stay as they are."""


def merge(handbook: Handbook, language: str, returned: Sequence[Returned]) -> Merged:
    """Judge and take over what came back.

    Args:
        handbook: The handbook as it is now; a section whose source is another than the packet's is refused.
        language: The packet's language.
        returned: Its segments.
    """
    merged = Merged()
    by_section: dict[tuple[str, str], list[Returned]] = {}
    for one in returned:
        document, _, rest = one.id.partition("/")
        by_section.setdefault((document, rest.rpartition("/")[0]), []).append(one)
    for number in dict.fromkeys(document for document, _ in by_section):
        found = handbook.documents.get(number)
        chosen = {section: every for (document, section), every in by_section.items() if document == number}
        if found is None or found.source_text is None:
            merged.faults.append(f"{number}: there is no such document")
        else:
            _document(merged, handbook, found, language, chosen)
    return merged


def _document(
    merged: Merged, handbook: Handbook, document: Document, language: str, chosen: Mapping[str, list[Returned]]
) -> None:
    shared = handbook.registers.answers.rows
    source, text = document.source_text, document.texts.get(language)
    there = sections(document, source, shared) if source is not None else {}
    here = sections(document, text, shared) if text is not None else {}
    new: dict[str, Nodes] = {}
    for key, every in chosen.items():
        if key not in there:
            merged.faults.append(f"{document.id}/{key}: the source has no such section any more")
            continue
        name = f"{document.id}/{key}"
        labels = [one for one in every if one.place.startswith(ANSWER)]
        nodes = _section(merged, name, there[key], here.get(key), [one for one in every if one not in labels])
        wrong = fault_of(there[key], labels)
        if wrong:
            merged.faults.append(f"{name}: {wrong}")
            continue
        if not all(one.done and one.target.strip() for one in every):
            merged.open.append(name)
        elif nodes is not None:
            merged.accepted.setdefault(document.id, []).append(key)
            _labels(merged, handbook, document, language, labels)
            if key not in here or written(nodes) != written(here[key].piece.nodes):
                new[key] = nodes
    if new:
        merged.files[f"{document.folder}/{language}.md"] = _rewritten(text, list(there), here, new)


def _labels(merged: Merged, handbook: Handbook, document: Document, language: str, labels: Sequence[Returned]) -> None:
    """Take over the labels of answers that are others than those that stand there."""
    for one in labels:
        answer, words = one.place.removeprefix(ANSWER), plain(one.target)
        if words == present(document, handbook.registers.answers.rows, answer, language):
            continue
        file, path = place_of(handbook, document, answer, language)
        if merged.labels.setdefault(file, {}).setdefault(path, words) != words:
            merged.faults.append(f"{one.id}: the same answer has other words in another section of the packet")


def _section(merged: Merged, name: str, source: Section, own: Section | None, every: list[Returned]) -> Nodes | None:
    """The section's blocks with the words that came back; nothing where it is not complete or not right."""
    there = slots(source.piece.nodes)
    here = slots(own.piece.nodes) if own is not None else []
    ordered = sorted(every, key=lambda one: int(one.id.rpartition("/")[2]) if one.id[-1].isdigit() else 0)
    wanted = [encode(nodes) for nodes in there]
    if [one.id for one in ordered] != [f"{name}/{number}" for number in range(1, len(there) + 1)] or any(
        one.source != coded.text for one, coded in zip(ordered, wanted, strict=False)
    ):
        merged.faults.append(f"{name}: its source has changed since the packet was made; export it again")
        return None
    if not all(one.target.strip() for one in ordered):
        return None
    texts: list[Nodes] = []
    for number, (one, coded) in enumerate(zip(ordered, wanted, strict=True)):
        known = encode(here[number], coded.tags).tags if len(here) == len(there) else coded.tags
        target = Coded(" ".join(one.target.split()), known)
        wrong = judge(coded, target)
        if wrong:
            merged.faults.append(f"{one.id}: {wrong}")
        else:
            texts.append(decode(target))
    return filled(source.piece.nodes, iter(texts)) if len(texts) == len(there) else None


def _rewritten(text: Text | None, order: list[str], here: Mapping[str, Section], new: Mapping[str, Nodes]) -> str:
    """A text with some of its sections replaced and others put in, in the source's order; the rest stays as it is."""
    lines = text.source.lines if text is not None else ()
    starts = {key: section.piece.heading.line - 1 for key, section in here.items() if section.piece.heading is not None}
    ends = sorted([*starts.values(), len(lines)])
    blocks: list[str] = []
    known = [key for key in here if key not in order]
    for key in [*order, *known]:
        if key in new:
            blocks.append(written(new[key]))
        elif key in starts:
            end = next(end for end in ends if end > starts[key])
            blocks.append("\n".join(lines[starts[key] : end]).strip("\n"))
    return "\n\n".join(blocks) + "\n"
