"""The differences of two texts in one language: what their words, links, pictures and remarks ask of a reader."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from sopwright.approval.compare import labels
from sopwright.approval.compare.align import align, share
from sopwright.approval.compare.difference import Difference, Value
from sopwright.approval.compare.sentence import Sentence, differences, sentences_of
from sopwright.approval.side import Side
from sopwright.model.binding import Binding
from sopwright.source.nodes import Nodes, walk

LEAST_ALIKE = 0.5
"""Sentences that share fewer of their words are not one sentence reworded, but two."""


@dataclass(frozen=True)
class Place:
    """A section, a step or a clause with its heading."""

    id: str
    kind: str
    """``intro``, ``section`` or ``part``."""
    title: Nodes
    body: Nodes

    @property
    def name(self) -> Value:
        """What it is called."""
        return "".join(node.plain() for node in self.title) or self.id


def texts(old: Side, new: Side, language: str) -> Iterator[Difference]:
    """What differs between two texts in a language, in reading order.

    In the source language the step graphs tell which steps there are; here only their words are compared.
    """
    before, after = _places(old, language), _places(new, language)
    graphs = (old.document.metadata.steps, new.document.metadata.steps) if language == new.source else ()
    steps = {step for graph in graphs for step in graph}
    binding = new.handbook.binding.get(language) or old.handbook.binding.get(language) or Binding()
    for end, places, others in (("removed", before, after), ("added", after, before)):
        for key, place in places.items():
            if key not in others and key not in steps:
                yield Difference(f"{place.kind}-{end}", {"section": place.name}, key)
    both = [key for key in after if key in before]
    if [key for key in before if key in after and key not in steps] != [key for key in both if key not in steps]:
        yield Difference("sections-reordered")
    for key in both:
        yield from _marks(before[key], after[key], old, new)
        yield from _words(before[key], after[key], binding)


def _places(side: Side, language: str) -> dict[str, Place]:
    """All places by their id; those without one, or with another's, are told apart by their number."""
    text = side.document.texts[language]
    heading = text.heading.children if text.heading is not None else ()
    found = [Place("", "intro", heading, text.intro)]
    for section in text.sections:
        found.append(Place(section.id, "section", section.heading.children, section.body))
        found.extend(Place(part.id, "part", part.heading.children, part.body) for part in section.parts)
    places: dict[str, Place] = {}
    for place in found:
        key, number = place.id, 1
        while key in places:
            number += 1
            key = f"{place.id}-{number}"
        places[key] = place
    return places


def _words(old: Place, new: Place, binding: Binding) -> Iterator[Difference]:
    titles = sentences_of(old.title, heading=True), sentences_of(new.title, heading=True)
    for before, after in (pair for pair in zip(*titles, strict=False) if pair[0] != pair[1]):
        yield from differences(before, after, binding, new.id)
    pairs = align(sentences_of(old.body), sentences_of(new.body), _alike, LEAST_ALIKE)
    for one, other in pairs:
        if one is not None and other is not None:
            yield from differences(one, other, binding, new.id) if one != other else ()
        elif one is not None:
            yield Difference("text-removed", {"words": one.text}, new.id)
        elif other is not None:
            yield Difference("text-added", {"words": other.text}, new.id)


def _alike(old: Sentence, new: Sentence) -> float:
    return share(old.words, new.words)


def _marks(old: Place, new: Place, old_side: Side, new_side: Side) -> Iterator[Difference]:
    """Links, pictures, references, remarks, blocks for some readers and words to be typed: what each place has."""
    before, after = Counter(_marked(old)), Counter(_marked(new))
    gone, come = list((before - after).elements()), list((after - before).elements())
    for kind in dict.fromkeys(kind for kind, _, _ in (*gone, *come)):
        lost = [_shown(old_side, mark) for mark in gone if mark[0] == kind]
        got = [_shown(new_side, mark) for mark in come if mark[0] == kind]
        for one, other in zip_longest(lost, got):
            if one is not None and other is not None:
                yield Difference(f"{kind}-changed", {"old": one, "new": other}, new.id)
            elif one is not None:
                yield Difference(f"{kind}-removed", {"name": one}, new.id)
            elif other is not None:
                yield Difference(f"{kind}-added", {"name": other}, new.id)


Mark = tuple[str, str, str]
"""A kind of mark, and what names it; of a reference its kind and key."""

_NAMES = {"link": "target", "picture": "target", "remark": "kind", "only-for": "roles"}


def _marked(place: Place) -> Iterator[Mark]:
    for node in walk((*place.title, *place.body)):
        if node.kind in _NAMES:
            yield node.kind, node[_NAMES[node.kind]], ""
        elif node.kind == "reference":
            yield "reference", node["kind"], node["key"]
        elif node.kind in ("code", "code-block"):
            yield "code", node.text.strip(), ""


def _shown(side: Side, mark: Mark) -> Value:
    kind, name, key = mark
    if kind == "reference":
        return labels.reference(side, name, key)
    if kind == "only-for":
        readers = labels.readers(side)
        return tuple(readers.get(role, role) for role in name.split())
    return name
