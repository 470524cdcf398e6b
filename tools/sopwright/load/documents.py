"""Reading one document's folder."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sopwright.diagnostics import Diagnostic, Span
from sopwright.load.forms import build
from sopwright.model.form import DOCUMENT_ID
from sopwright.model.handbook import Document, Picture
from sopwright.model.metadata import Metadata
from sopwright.model.pin import Pin, PinForm
from sopwright.model.quiz import Quiz, QuizForm
from sopwright.model.text import Text, arrange
from sopwright.source import faults, markdown, picture
from sopwright.source.tree import Tree

PIN_FILE = re.compile(r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.pin\.yml")
LANGUAGE_FILE = re.compile(r"([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?)\.md")
PICTURE_FILE = re.compile(r"([a-z0-9][a-z0-9_-]*)(?:\.([a-z]{2,3}(?:-[A-Z][a-z]{3})?))?\.([a-z]+)")
_NUMBER = re.compile(rf"^id:[ ]*[\"']?({DOCUMENT_ID})\b", re.MULTILINE)
KINDS = ("procedure", "policy")
QUIZ = "quiz.yml"

_NO_PICTURES = frozenset({*(f"{kind}.yml" for kind in KINDS), QUIZ})


@dataclass
class Loaded:
    """What came of one folder."""

    document: Document | None = None
    number: str = ""
    """The document's number, as far as it could be made out."""
    refused: set[str] = field(default_factory=set)
    """Names of texts and pictures that cannot be used."""
    faults: list[Diagnostic] = field(default_factory=list)


class Read(Protocol):
    """Reads those of a folder's files that are of one kind, by language or name."""

    def __call__(self, tree: Tree, folder: str, names: list[str], loaded: Loaded) -> Mapping[str, Any]:
        """Read the files.

        Args:
            tree: The repository.
            folder: The document's folder.
            names: The names of the files in it.
            loaded: Where faults are noted.
        """


@dataclass(frozen=True)
class Reads:
    """How a document's files are read."""

    texts: Read
    pins: Read
    pictures: Read


def load_document(tree: Tree, folder: str, reads: Reads | None = None) -> Loaded:
    """Read the metadata, texts and pictures of a document.

    Args:
        tree: The repository.
        folder: The document's folder.
        reads: How the files beside the metadata are read, where not at once.
    """
    reads = reads or AT_ONCE
    loaded = Loaded()
    names, loaded.faults = tree.files(folder)
    folders, _ = tree.folders(folder)
    for name in folders:
        loaded.faults.append(_stray(f"{folder}/{name}", "a folder inside a document's folder"))
    metadata_names = [f"{kind}.yml" for kind in KINDS if f"{kind}.yml" in names]
    if not metadata_names:
        message = "the folder holds neither `procedure.yml` nor `policy.yml`"
        loaded.faults.append(faults.STRAY_FILE.at(Span(folder), message, "copy one from templates/"))
        return loaded
    for name in metadata_names[1:]:
        loaded.faults.append(_stray(f"{folder}/{name}", f"a second metadata file beside {metadata_names[0]}"))
    file, found = tree.yaml(f"{folder}/{metadata_names[0]}")
    loaded.faults.extend(found)
    texts, pictures = reads.texts(tree, folder, names, loaded), reads.pictures(tree, folder, names, loaded)
    pins = reads.pins(tree, folder, names, loaded)
    quiz = _quiz(tree, folder, loaded) if QUIZ in names else None
    if file is None:
        loaded.number = _number_in(tree, f"{folder}/{metadata_names[0]}")
        return loaded
    number = file.value.get("id") if isinstance(file.value, dict) else None
    loaded.number = number if isinstance(number, str) and re.fullmatch(DOCUMENT_ID, number) else ""
    metadata, misfits = build(Metadata, file)
    loaded.faults.extend(misfits)
    if metadata is not None:
        loaded.document = Document(
            metadata, folder, file, texts, pictures, frozenset(loaded.refused), pins=pins, quiz=quiz
        )
    return loaded


def _number_in(tree: Tree, path: str) -> str:
    """The number in metadata that are not YAML, so that links to the document are not complained about too."""
    source, _ = tree.text(path)
    match = _NUMBER.search(source.text) if source is not None else None
    return match[1] if match else ""


def read_texts(tree: Tree, folder: str, names: list[str], loaded: Loaded) -> dict[str, Text]:
    """The texts by language."""
    texts: dict[str, Text] = {}
    for name in names:
        match = LANGUAGE_FILE.fullmatch(name)
        if match is None:
            continue
        source, found = tree.text(f"{folder}/{name}")
        loaded.faults.extend(found)
        nodes, found = markdown.parse(source) if source is not None else (None, [])
        loaded.faults.extend(found)
        if source is None or nodes is None:
            loaded.refused.add(name)
        else:
            texts[match[1]] = arrange(match[1], source, nodes)
    return texts


def read_pins(tree: Tree, folder: str, names: list[str], loaded: Loaded) -> dict[str, Pin]:
    """The pins of each translation; a file that does not fit is a fault, and its sections count as never accepted."""
    pins: dict[str, Pin] = {}
    for name in names:
        match = PIN_FILE.fullmatch(name)
        if match is None:
            continue
        file, found = tree.yaml(f"{folder}/{name}")
        loaded.faults.extend(found)
        form, misfits = build(PinForm, file) if file is not None else (None, [])
        loaded.faults.extend(misfits)
        if file is not None and form is not None:
            pins[match[1]] = Pin(form.sections, file)
    return pins


def _quiz(tree: Tree, folder: str, loaded: Loaded) -> Quiz | None:
    """The questions; a file that does not fit is a fault, and nothing is asked."""
    file, found = tree.yaml(f"{folder}/{QUIZ}")
    loaded.faults.extend(found)
    form, misfits = build(QuizForm, file) if file is not None else (None, [])
    loaded.faults.extend(misfits)
    return Quiz(form.root, file) if file is not None and form is not None else None


def read_pictures(tree: Tree, folder: str, names: list[str], loaded: Loaded) -> dict[str, Picture]:
    """The pictures by their files' names; what is neither a text nor a picture is a fault."""
    pictures: dict[str, Picture] = {}
    for name in names:
        if LANGUAGE_FILE.fullmatch(name) or PIN_FILE.fullmatch(name) or name in _NO_PICTURES:
            continue
        path = f"{folder}/{name}"
        match = PICTURE_FILE.fullmatch(name)
        if match is None or match[3] not in picture.ENDINGS:
            loaded.faults.append(_stray(path, "neither metadata, nor a text, nor a picture"))
            continue
        data = tree.read(path)
        bad = picture.judge(path, data)
        loaded.faults.extend(bad)
        if bad:
            loaded.refused.add(name)
        else:
            digest = hashlib.sha256(data).hexdigest()
            pictures[name] = Picture(name, f"{match[1]}.{match[3]}", match[2] or "", data, digest)
    return pictures


def _stray(path: str, what: str) -> Diagnostic:
    name = path.rsplit("/", 1)[-1]
    hint = "a text is `<language>.md`; a picture ends in .png, .jpg, .webp, .gif or .svg"
    return faults.STRAY_FILE.at(Span(path), f"`{name}` is {what}", hint)


AT_ONCE = Reads(read_texts, read_pins, read_pictures)
