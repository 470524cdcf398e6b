"""How a translation stands, as far as its reader can see: nothing of what is hidden from them shows in it."""

from collections.abc import Mapping
from dataclasses import replace

from sopwright.edition.reader import Reader
from sopwright.edition.resolve import Resolver
from sopwright.edition.standing import SourceView, TranslationView
from sopwright.model.handbook import Document
from sopwright.model.text import Text
from sopwright.source.markdown import parse
from sopwright.source.nodes import Node, Nodes, rewrite
from sopwright.source.text import Source
from sopwright.source.written import written
from sopwright.translation.sections import Section, answers_of, sections, without_answers
from sopwright.translation.state import State


def translation_view(reader: Reader, document: Document, text: Text, source: Resolver) -> TranslationView:
    """The state of a document's translation.

    Args:
        reader: Who reads.
        document: A document that they may read.
        text: Its words in the reader's language, which is not its source's.
        source: Resolves the source's words for this reader.
    """
    state = reader.state(document.id, text.language)
    there = sections(document, source.text, reader.handbook.registers.answers.rows)
    pins = document.pins[text.language].sections if text.language in document.pins else {}
    stale: dict[str, SourceView] = {}
    for section in state.of(State.STALE):
        if section.id in pins and _shows(reader, pins[section.id].words, there[section.id]):
            stale[section.id] = _source_view(source, there[section.id])
    settled = State.DRAFT if state.of(State.DRAFT, State.SUSPECT) else State.TRANSLATED
    settled = settled if state.of(State.DRAFT, State.SUSPECT, State.TRANSLATED) or stale else State.REVIEWED
    return TranslationView(settled.value, source.text.language, stale)


def _shows(reader: Reader, before: str, now: Section) -> bool:
    """Whether a change is one that the reader can see: other readers' blocks are left out on both sides."""
    nodes, _ = parse(Source(now.id, without_answers(before)))
    old = written(_for(reader, nodes or ())), answers_of(before)
    return old != (written(_for(reader, now.piece.nodes)), answers_of(now.words))


def _for(reader: Reader, nodes: Nodes) -> Nodes:
    def visible(node: Node) -> Nodes | None:
        if node.kind != "only-for" or reader.allows(node["roles"].split()):
            return None
        return ()

    return rewrite(nodes, visible)


def _source_view(source: Resolver, section: Section) -> SourceView:
    heading = section.piece.heading
    title = heading.children if heading is not None else ()
    body = section.piece.nodes[1:] if heading is not None else section.piece.nodes
    return SourceView(source(title), rewrite(source(body), _without_id))


def _without_id(node: Node) -> Nodes | None:
    """A heading inside keeps its id for the translation: an id stands once on a page."""
    if node.kind != "heading" or not node["id"]:
        return None
    attributes: Mapping[str, str] = {key: value for key, value in node.attributes.items() if key != "id"}
    return (replace(node, attributes=attributes),)
