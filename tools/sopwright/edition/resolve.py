"""Turning an author's nodes into a reader's: blocks for others go, links and references become what they stand for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from sopwright.edition.reader import Reader
from sopwright.edition.tables import table
from sopwright.edition.words import Catalogue
from sopwright.model.form import label
from sopwright.model.handbook import Document, Picture
from sopwright.model.metadata import parse_target
from sopwright.model.quantity import Named, parse_quantity
from sopwright.model.text import Text
from sopwright.source.nodes import Node, Nodes, plain, rewrite


@dataclass
class Resolver:
    """Resolves one document's text for one reader, and remembers what it showed."""

    reader: Reader
    document: Document
    text: Text
    shown: dict[str, Picture] = field(default_factory=dict)
    _naming: set[tuple[str, str]] = field(default_factory=set)
    """The headings whose words are being resolved: one that links to itself must not be asked for its title again."""

    def __call__(self, nodes: Nodes) -> Nodes:
        """Resolve a list of nodes."""
        return _one_full_stop(rewrite(nodes, self._change))

    def _change(self, node: Node) -> Nodes | None:
        if node.kind == "only-for":
            return self._only_for(node)
        if node.kind == "link":
            return self._link(node)
        if node.kind == "picture":
            return self._picture(node)
        if node.kind == "reference":
            return self._reference(node)
        if node.kind == "paragraph" and len(node.children) == 1 and node.children[0]["kind"] == "table":
            return table(self.reader, node.children[0])
        return None

    def _only_for(self, node: Node) -> Nodes:
        named = node["roles"].split()
        roles = self.reader.handbook.registers.roles
        if not self.reader.allows(named):
            return ()
        labels = {key: row.name for key, row in roles.roles.items()} | {
            key: row.name for key, row in roles.groups.items()
        }
        names = [label(labels[name], self.text.language) for name in named if name in labels]
        words = self._words("document.only_for", readers=self.reader.catalogue(self.text.language).listed(names))
        return (replace(node, text=words, children=self(node.children)),)

    def _link(self, node: Node) -> Nodes:
        address = node["target"]
        words = self(node.children)
        if address.startswith("https://"):
            return (replace(node, children=words, attributes={"address": address}),)
        target = parse_target(address.removeprefix("#"))
        number = target.document or self.document.id
        if not self.reader.sees(number):
            return words or (_text(node, self._words("document.other_document")),)
        if not words:
            words = (_text(node, self._title_of(number, target.step)),)
        attributes = {"document": number if target.document else "", "anchor": target.step}
        return (replace(node, children=words, attributes=attributes),)

    def _title_of(self, number: str, anchor: str) -> str:
        document = self.reader.handbook.documents[number]
        text = document.texts.get(self.text.language) or document.source_text
        if text is None:
            return number
        headings = {section.id: section.heading for section in text.sections}
        headings |= {part.id: part.heading for part in text.parts}
        place = self._heading(number, headings[anchor]) if anchor in headings else ""
        if number == self.document.id and place:
            return place
        return f"{number} {text.title}" + (f": {place}" if place else "")

    def _heading(self, number: str, heading: Node) -> str:
        key = (number, heading["id"])
        if key in self._naming:
            return ""
        self._naming.add(key)
        words = plain(self(heading.children))
        self._naming.remove(key)
        return words

    def _picture(self, node: Node) -> Nodes:
        picture = self.document.picture(node["target"], self.text.language)
        if picture is None:
            return ()
        self.shown[picture.name] = picture
        return (replace(node, attributes={"file": picture.name}),)

    def _reference(self, node: Node) -> Nodes:
        kind, key, words = node["kind"], node["key"], node["words"]
        if kind == "system" and key in self.reader.handbook.registers.systems:
            row = self.reader.handbook.registers.systems[key]
            name = _text(node, words or label(row.name, self.text.language))
            return (Node("link", node.line, node.column, (name,), attributes={"address": row.url, "kind": kind}),)
        show = _SHOW.get(kind)
        value = words or (show(self, key) if show else "")
        return (Node("data", node.line, node.column, text=value or key, attributes={"kind": kind, "key": key}),)

    def _words(self, key: str, **values: object) -> str:
        return self.reader.catalogue(self.text.language)(key, **values)

    def row_label(self, register: str, key: str, name: str) -> str:
        """A label of a register's row in the text's language; empty where there is no such row."""
        row = getattr(self.reader.handbook.registers, register).get(key)
        return label(getattr(row, name), self.text.language) if row is not None else ""

    def amount(self, kind: str, key: str) -> str:
        """A limit's or a measure's value in the text's language."""
        name, _, team = key.partition("/")
        return self.reader.amount(Named(kind, name, team), self.text.language)

    def own(self, key: str) -> str:
        """A field of the organisation."""
        value = getattr(self.reader.handbook.registers.organisation, key, "")
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def extension(self, key: str) -> str:
        """A department's extension."""
        row = self.reader.handbook.registers.directory.get(key)
        return row.extension if row else ""

    def event(self, key: str) -> str:
        """An event's weekdays and times."""
        row = self.reader.handbook.registers.calendar.get(key)
        return self.reader.catalogue(self.text.language).event(row) if row else ""

    @property
    def formats(self) -> Catalogue:
        """How the text's language writes values."""
        return self.reader.catalogue(self.text.language)


_SHOW: Mapping[str, Callable[[Resolver, str], str]] = {
    "measure": lambda resolver, key: resolver.amount("measure", key),
    "limit": lambda resolver, key: resolver.amount("limit", key),
    "measure-name": lambda resolver, key: resolver.row_label("measures", key, "name"),
    "extension": lambda resolver, key: resolver.extension(key),
    "department": lambda resolver, key: resolver.row_label("directory", key, "name"),
    "post": lambda resolver, key: resolver.row_label("posts", key, "name"),
    "law": lambda resolver, key: resolver.row_label("laws", key, "short"),
    "event": lambda resolver, key: resolver.event(key),
    "wording": lambda resolver, key: resolver.row_label("wording", key, "words"),
    "org": lambda resolver, key: resolver.own(key),
    "time": lambda resolver, key: resolver.formats.time(key),
    "date": lambda resolver, key: resolver.formats.date(date.fromisoformat(key)),
    "quantity": lambda resolver, key: resolver.formats.quantity(parse_quantity(key)),
    "percent": lambda resolver, key: resolver.formats.percent(Decimal(key)),
}


def _one_full_stop(nodes: Nodes) -> Nodes:
    """Drop a sentence's full stop behind a value that ends in its own, such as ``3 min.`` or ``2026 г.``."""
    result: list[Node] = []
    for node in nodes:
        inner = replace(node, children=_one_full_stop(node.children)) if node.children else node
        before = result[-1] if result else None
        if before is not None and before.kind == "data" and before.text.endswith(".") and inner.text.startswith("."):
            inner = replace(inner, text=inner.text[1:])
        result.append(inner)
    return tuple(result)


def _text(node: Node, words: str) -> Node:
    return Node("text", node.line, node.column, text=words)
