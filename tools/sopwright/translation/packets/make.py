"""Making a packet of what is left to translate into a language."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from sopwright.model.handbook import Document, Handbook
from sopwright.model.pin import PinnedSection
from sopwright.source.markdown import parse
from sopwright.source.nodes import Nodes
from sopwright.source.text import Source
from sopwright.source.written import written_inline
from sopwright.translation.packets.labels import label_segments
from sopwright.translation.packets.memory import Memory, Pair
from sopwright.translation.packets.packet import Packet, Segment, Unit
from sopwright.translation.packets.slots import slots
from sopwright.translation.packets.tags import Coded, encode
from sopwright.translation.sections import Section, sections, without_answers
from sopwright.translation.state import State, TranslationState, translated_into, translation_state

SETTLED = (State.TRANSLATED, State.REVIEWED)


@dataclass(frozen=True)
class _Both:
    """A section of a document in the source language and, where it exists, in the other."""

    document: Document
    source: Section
    own: Section | None
    pin: PinnedSection | None
    state: State


def make_packet(
    handbook: Handbook,
    language: str,
    states: Collection[State],
    documents: Collection[str] = (),
    page: Callable[[Document], str] = lambda _: "",
) -> Packet:
    """Make a packet of the sections that are in some states.

    Args:
        handbook: The handbook.
        language: The language to translate into.
        states: The states of the sections that it holds.
        documents: Only these documents; none means all.
        page: Says where a document's built page is found; an empty text where that is not known.
    """
    every = list(_every(handbook, language))
    memory = Memory(pair for both in every if both.state in SETTLED for pair in _pairs(both))
    chosen = [both for both in every if both.state in states and (not documents or both.document.id in documents)]
    units = tuple(_unit(handbook, both, memory, language, page) for both in chosen)
    source = next((both.document.metadata.languages.source for both in every), "en")
    return Packet(source, language, tuple(unit for unit in units if unit.segments))


def _every(handbook: Handbook, language: str) -> Iterator[_Both]:
    shared = handbook.registers.answers.rows
    for document in handbook.documents.values():
        source = document.source_text
        if source is None or language not in translated_into(document, (language,)):
            continue
        state = translation_state(document, language, shared)
        text = document.texts.get(language)
        own = sections(document, text, shared) if text is not None else {}
        pins: Mapping[str, PinnedSection] = document.pins[language].sections if language in document.pins else {}
        states = _states(state)
        for key, section in sections(document, source, shared).items():
            yield _Both(document, section, own.get(key), pins.get(key), states[key])


def _states(state: TranslationState) -> Mapping[str, State]:
    return {section.id: section.state for section in state.sections}


def _pairs(both: _Both) -> Iterator[Pair]:
    there = slots(both.source.piece.nodes)
    here = slots(both.own.piece.nodes) if both.own is not None else []
    for number, (source, own) in enumerate(zip(there, here, strict=False), 1):
        coded = encode(source)
        yield _id(both, number), coded, encode(own, coded.tags)


def _id(both: _Both, number: int) -> str:
    return f"{both.document.id}/{both.source.id}/{number}"


def _unit(handbook: Handbook, both: _Both, memory: Memory, language: str, page: Callable[[Document], str]) -> Unit:
    document, heading = both.document, both.source.piece.heading
    source = document.source_text
    segments = (*_segments(both, memory), *_labels(handbook, both, language))
    if both.state is State.STALE and segments and all(segment.done for segment in segments):
        segments = (replace(segments[0], done=False), *segments[1:])  # somebody has to say that it is still right
    return Unit(
        document=document.id,
        title=source.title if source is not None else document.id,
        section=both.source.id,
        heading=both.source.title,
        state=both.state.value,
        file=source.source.path if source is not None else document.folder,
        line=heading.line if heading is not None else 1,
        context=_context(handbook, both, page(document)),
        segments=segments,
    )


def _labels(handbook: Handbook, both: _Both, language: str) -> Iterator[Segment]:
    pin = both.pin if both.state is State.STALE else None
    shared = handbook.registers.answers.rows
    return label_segments(both.document, both.source, shared, language, pin, settled=both.state in SETTLED)


def _context(handbook: Handbook, both: _Both, page: str) -> str:
    parts = [f"page: {page}" + (f"#{both.source.id}" if both.source.piece.id else "")] if page else []
    step = both.document.metadata.steps.get(both.source.id)
    if step is not None:
        post = handbook.registers.posts.get(step.by)
        parts.append(f"step of: {post.name.get('en', step.by) if post is not None else step.by}")
        parts.extend([f"within: {step.within}"] if step.within is not None else [])
    labels = dict(both.own.answers) if both.own is not None else {}
    parts.extend(f"answer {key}: {words} = {labels.get(key, '?')}" for key, words in both.source.answers)
    shown = [node["target"] for node in both.source.piece.kinds.get("picture", ())] if not page else []
    parts.extend(f"screenshot: {both.document.folder}/{name}" for name in shown)
    return "; ".join(parts)


def _segments(both: _Both, memory: Memory) -> Iterator[Segment]:
    there = slots(both.source.piece.nodes)
    before = list(_before(both, there))
    for number, (nodes, (target, done, previous)) in enumerate(zip(there, before, strict=True), 1):
        source, key = encode(nodes), _id(both, number)
        if target is None:
            match = memory.best(source, key)
            yield Segment(
                key, source, Coded(match.target if match is not None else "", source.tags), False, match=match
            )
        elif previous is None:
            yield Segment(key, source, encode(target, source.tags), done)
        else:
            own = _with_new_tags(source, encode(previous), target)
            yield Segment(key, source, own, done, written_inline(previous), written_inline(target))


def _with_new_tags(source: Coded, previous: Coded, target: Nodes) -> Coded:
    """The present translation with the source's new markup where only what it refers to has changed: 30 s to 45 s."""
    own = encode(target, previous.tags)
    same_kinds = [tag.kind for tag in source.tags] == [tag.kind for tag in previous.tags]
    if same_kinds and len(own.tags) == len(previous.tags):
        return Coded(own.text, source.tags)
    return encode(target, source.tags)


Before = tuple[Nodes | None, bool, Nodes | None]
"""A passage's present translation, whether it is done, and the source's words that it was made from."""


def _before(both: _Both, there: list[Nodes]) -> Iterator[Before]:
    here = slots(both.own.piece.nodes) if both.own is not None else []
    if both.state is State.STALE and both.pin is not None:
        nodes, _ = parse(Source(both.source.id, without_answers(both.pin.words)))
        old = slots(nodes or ())
        yield from _carried(old, there, here if len(old) == len(here) else [])
    elif len(here) == len(there):
        yield from ((own, both.state in SETTLED, None) for own in here)
    else:
        yield from ((None, False, None) for _ in there)


def _carried(old: list[Nodes], new: list[Nodes], here: list[Nodes]) -> Iterator[Before]:
    """The translations of the old passages at the new passages that they belong to."""
    before, now = ([written_inline(nodes) for nodes in one] for one in (old, new))
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        for place in range(k, m):
            past = i + place - k if i + place - k < j else None
            own = here[past] if past is not None and here else None
            yield own, kind == "equal" and own is not None, old[past] if past is not None and kind != "equal" else None
