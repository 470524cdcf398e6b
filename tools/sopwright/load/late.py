"""Documents whose texts, pins and pictures are read when somebody looks at them; only the metadata are read at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from sopwright.load.documents import (
    LANGUAGE_FILE,
    PICTURE_FILE,
    PIN_FILE,
    Loaded,
    Read,
    Reads,
    load_document,
    read_pictures,
    read_pins,
    read_texts,
)
from sopwright.model.handbook import Document
from sopwright.source import picture
from sopwright.source.markdown import parse
from sopwright.source.nodes import plain
from sopwright.source.text import Source
from sopwright.source.tree import Tree

T = TypeVar("T")


class LateFiles(Mapping[str, T]):
    """What stands in files, by key; each is read at the first look at it."""

    def __init__(self, names: Mapping[str, str], read: Callable[[str], Mapping[str, T]]) -> None:
        """Take the files' names by key, and the function that reads one of them by its name."""
        self._names = names
        self._read = read
        self._known: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._known:
            self._known[key] = self._read(self._names[key])[key]
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True)
class LateDocument(Document):
    """A document of which only the metadata and the names of its files are known at first."""

    titles: LateFiles[str] = field(default_factory=lambda: LateFiles({}, lambda _: {}))
    """By language; they stand in the texts' first lines."""

    def title_in(self, language: str) -> str:
        """The title of the text in a language; empty where there is no such text, or it has none."""
        return self.titles.get(language, "")


def load_late(tree: Tree, folder: str) -> Loaded:
    """Read a document's metadata; see :func:`sopwright.load.documents.load_document`.

    Faults in the files beside the metadata are not found. What cannot be read there is a ``KeyError`` of whoever looks
    at it.
    """
    loaded = load_document(tree, folder, LATE)
    document = loaded.document
    if document is not None:
        files = {language: f"{folder}/{language}.md" for language in document.texts}
        titles = LateFiles(files, partial(_title, tree, document.texts))
        loaded.document = LateDocument(**vars(document), titles=titles)
    return loaded


def _late(read: Read, key: Callable[[str], str]) -> Read:
    """Reads files of one kind late; ``key`` gives a file's key, or nothing where it is of another kind."""

    def late(tree: Tree, folder: str, names: list[str], loaded: Loaded) -> Mapping[str, Any]:
        del loaded
        files = {key(name): name for name in names if key(name)}
        return LateFiles(files, lambda name: read(tree, folder, [name], Loaded()))

    return late


def _language_of(name: str) -> str:
    match = LANGUAGE_FILE.fullmatch(name)
    return match[1] if match else ""


def _pinned_by(name: str) -> str:
    match = PIN_FILE.fullmatch(name)
    return match[1] if match else ""


def _picture(name: str) -> str:
    match = PICTURE_FILE.fullmatch(name)
    return name if match and match[3] in picture.ENDINGS else ""


def _title(tree: Tree, texts: Mapping[str, Any], path: str) -> Mapping[str, str]:
    """A text's title, by its language: from the first line where it stands there, else from the whole text."""
    language = path.rpartition("/")[2].removesuffix(".md")
    source, _ = tree.text(path)
    first = source.text.partition("\n")[0] if source is not None else ""
    nodes = parse(Source(path, first))[0] if first.startswith("# ") else None
    if nodes and nodes[0]["level"] == "1":
        return {language: plain(nodes[0].children)}
    return {language: texts[language].title}


def reads(texts: Read = read_texts) -> Reads:
    """How files are read late."""
    return Reads(_late(texts, _language_of), _late(read_pins, _pinned_by), _late(read_pictures, _picture))


LATE = reads()
