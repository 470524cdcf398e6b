"""A document's words in one language, arranged by section and step."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sopwright.diagnostics import Span
from sopwright.source.nodes import Node, Nodes, by_kind, plain
from sopwright.source.text import Source


@dataclass(frozen=True)
class Part:
    """A level-3 heading and what stands under it: a step, or a policy's clause."""

    heading: Node
    body: Nodes

    @property
    def id(self) -> str:
        """The heading's id, or an empty text where it has none."""
        return self.heading["id"]

    @property
    def title(self) -> str:
        """The heading's words."""
        return plain(self.heading.children)


@dataclass(frozen=True)
class Section:
    """A level-2 heading, what stands under it, and its parts."""

    heading: Node
    body: Nodes
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """The heading's id, or an empty text where it has none."""
        return self.heading["id"]

    @property
    def title(self) -> str:
        """The heading's words."""
        return plain(self.heading.children)


@dataclass(frozen=True)
class Text:
    """One ``<language>.md``."""

    language: str
    source: Source
    nodes: Nodes
    """All blocks as they stand in the file."""
    heading: Node | None
    """The first level-1 heading."""
    intro: Nodes
    """Blocks between the title and the first section."""
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """The document's title in this language."""
        return plain(self.heading.children) if self.heading is not None else ""

    def at(self, node: Node) -> Span:
        """The place of a node of this text."""
        return self.source.span(node.line, node.column)

    def section(self, section_id: str) -> Section | None:
        """The section of that id."""
        return next((section for section in self.sections if section.id == section_id), None)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all sections, in reading order."""
        return tuple(part for section in self.sections for part in section.parts)

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Node]]:
        return by_kind(self.nodes)

    def of_kind(self, kind: str) -> list[Node]:
        """All nodes of a kind, in reading order."""
        return self._by_kind.get(kind, [])

    def headings(self) -> list[Node]:
        """All headings, in reading order."""
        return self.of_kind("heading")


def arrange(language: str, source: Source, nodes: Nodes) -> Text:
    """Group a text's blocks by its headings of level 1, 2 and 3."""
    title: Node | None = None
    intro: list[Node] = []
    sections: list[Section] = []
    parts: list[Part] = []
    heading: Node | None = None
    body: list[Node] = []
    part: Node | None = None
    part_body: list[Node] = []

    def close_part() -> None:
        nonlocal part, part_body
        if part is not None:
            parts.append(Part(part, tuple(part_body)))
        part, part_body = None, []

    def close_section() -> None:
        nonlocal heading, body, parts
        close_part()
        if heading is not None:
            sections.append(Section(heading, tuple(body), tuple(parts)))
        heading, body, parts = None, [], []

    for node in nodes:
        level = node["level"] if node.kind == "heading" else ""
        if level == "1" and title is None:
            title = node
        elif level == "2":
            close_section()
            heading = node
        elif level == "3" and heading is not None:
            close_part()
            part = node
        elif part is not None:
            part_body.append(node)
        else:
            (body if heading is not None else intro).append(node)
    close_section()
    return Text(language, source, nodes, title, tuple(intro), tuple(sections))
