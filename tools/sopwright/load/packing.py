"""A document as plain values, to be remembered, and made of them again: texts only when somebody asks for them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from sopwright.load.documents import Loaded
from sopwright.load.forms import build
from sopwright.load.memory import packed, unpacked
from sopwright.model.handbook import Document, Picture
from sopwright.model.metadata import Metadata
from sopwright.model.pin import Pin, PinForm
from sopwright.model.quiz import Quiz, QuizForm
from sopwright.model.text import Text, arrange
from sopwright.source.deferred import Deferred, Later
from sopwright.source.nodes import Node, Nodes
from sopwright.source.stored import Stored
from sopwright.source.text import Source
from sopwright.source.tree import Tree
from sopwright.source.yaml import YamlFile

Plain = Any
"""Tuples, dicts, texts, numbers, dates, bytes; places and faults."""


def pack(loaded: Loaded) -> Plain:
    """A loaded document as plain values."""
    document = loaded.document
    inside = None
    if document is not None:
        texts = {language: packed(_text(text)) for language, text in document.texts.items()}
        pins = {language: packed(plain_file(pin.file)) for language, pin in document.pins.items()}
        pictures = [(one.name, one.base, one.language, one.digest) for one in document.pictures.values()]
        quiz = plain_file(document.quiz.file) if document.quiz is not None else None
        inside = (document.folder, plain_file(document.file), texts, pins, pictures, quiz)
    return (loaded.number, tuple(sorted(loaded.refused)), tuple(loaded.faults), inside)


def unpack(tree: Tree, plain: Plain) -> Loaded:
    """The document of plain values; its pictures are read when somebody asks for their bytes.

    Raises:
        ValueError: The values are not those of a document.
    """
    number, refused, faults, inside = plain
    loaded = Loaded(None, number, set(refused), list(faults))
    if inside is None:
        return loaded
    folder, own, texts, pins, pictures, quiz = inside
    file = file_of(own)
    metadata, misfits = build(Metadata, file)
    if metadata is None:
        raise ValueError(f"the remembered metadata do not fit: {misfits}")
    loaded.document = Document(
        metadata,
        folder,
        file,
        Deferred({language: partial(_text_of, language, data) for language, data in texts.items()}),
        {name: _picture(tree, folder, name, *rest) for name, *rest in pictures},
        frozenset(loaded.refused),
        pins=Deferred({language: partial(_pin_of, data) for language, data in pins.items()}),
        quiz=_quiz_of(quiz) if quiz is not None else None,
    )
    return loaded


def _text(text: Text) -> Plain:
    return (text.source.path, text.source.text, _nodes(text.nodes))


def _text_of(language: str, data: bytes) -> Text:
    path, words, nodes = unpacked(data)
    return arrange(language, Source(path, words), _nodes_of(nodes))


def _nodes(nodes: Nodes) -> Plain:
    return tuple(
        (node.kind, node.line, node.column, _nodes(node.children), node.text, node.attributes) for node in nodes
    )


def _nodes_of(plain: Plain) -> Nodes:
    return tuple(
        [
            Node(kind, line, column, _nodes_of(children) if children else (), text, attributes)
            for kind, line, column, children, text, attributes in plain
        ]
    )


def plain_file(file: YamlFile) -> Plain:
    """A YAML file as plain values; where they stand is bytes, for it is asked only where there is a fault."""
    return (file.path, file.value, packed((dict(file.places), dict(file.keys))))


def file_of(plain: Plain) -> YamlFile:
    """The YAML file of these values."""
    path, value, data = plain
    places: Later[str, Mapping[Any, Any]] = Later(lambda: dict(zip(("places", "keys"), unpacked(data), strict=True)))
    return YamlFile(path, value, Later(lambda: places["places"]), Later(lambda: places["keys"]))


def _pin_of(data: bytes) -> Pin:
    file = file_of(unpacked(data))
    form, misfits = build(PinForm, file)
    if form is None:
        raise ValueError(f"the remembered pins do not fit: {misfits}")
    return Pin(form.sections, file)


def _quiz_of(plain: Plain) -> Quiz:
    file = file_of(plain)
    form, misfits = build(QuizForm, file)
    if form is None:
        raise ValueError(f"the remembered quiz does not fit: {misfits}")
    return Quiz(form.root, file)


def _picture(tree: Tree, folder: str, name: str, base: str, language: str, digest: str) -> Picture:
    return Picture(name, base, language, Stored(tree.root, f"{folder}/{name}", digest), digest)
