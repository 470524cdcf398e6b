"""An index as a file: a script that hands its data over, so that a page in a folder can load it as well."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sopwright.search.analysis import VERSION
from sopwright.search.cards import Card
from sopwright.search.index import Answer, Document, Facts, Index, Place
from sopwright.search.units import Unit

INDEX = "search/index.js"
"""Below the language's folder."""
TEXTS = "search/texts"
_BEFORE = "sopwrightSearch.index("
_AFTER = ");\n"


class UnreadableIndexError(Exception):
    """A file that is no index, or one of another version."""


def script(index: Index) -> str:
    """An index as a script."""
    return f"{_BEFORE}{_json(data_of(index))}{_AFTER}"


def texts(found: Iterable[Unit]) -> dict[str, str]:
    """The words to quote from, one script a document: file name and script."""
    documents: dict[str, dict[str, str]] = {}
    for unit in found:
        documents.setdefault(unit.document, {})[unit.anchor] = " ".join(unit.text.split())
    return {
        f"{TEXTS}/{number}.js": f"sopwrightSearch.text({_json(number)}, {_json(words)});\n"
        for number, words in documents.items()
    }


def read(file: Path) -> Index:
    """An index from its file.

    Raises:
        UnreadableIndexError: The file is missing, no index, or of another version.
    """
    try:
        text = file.read_text(encoding="utf-8")
        data = json.loads(text.removeprefix(_BEFORE).removesuffix(_AFTER))
        version = data["version"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UnreadableIndexError(f"{file}: {error}") from error
    if version != VERSION:
        raise UnreadableIndexError(f"{file} is an index of version {version}, and this is version {VERSION}")
    return as_index(data)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def data_of(index: Index) -> dict[str, Any]:
    """An index as JSON. Words are joined, and what is mostly one number is one number: smaller, and read sooner."""
    return {
        "version": VERSION,
        "audience": index.audience,
        "language": index.language,
        "prefixes": index.prefixes,
        "documents": [[d.id, d.title, d.book, d.path, d.language] for d in index.documents],
        "units": [[u.document, u.anchor, u.kind, u.title, u.number] for u in index.units],
        "norms": index.norms,
        "forms": " ".join(index.forms),
        "stems": " ".join(index.stems),
        "form_stems": [found[0] if len(found) == 1 else found for found in index.form_stems],
        "postings": index.postings,
        "rarity": index.rarity,
        "answers": [[a.card.kind, a.card.title, a.card.lines, a.card.path, a.questions] for a in index.answers],
        "facts": asdict(index.facts),
    }


def as_index(data: Mapping[str, Any]) -> Index:
    """An index from JSON."""
    return Index(
        audience=data["audience"],
        language=data["language"],
        prefixes=tuple(data["prefixes"]),
        documents=tuple(Document(*row) for row in data["documents"]),
        units=tuple(Place(*row) for row in data["units"]),
        norms=tuple(data["norms"]),
        forms=tuple(data["forms"].split(" ")) if data["forms"] else (),
        stems=tuple(data["stems"].split(" ")) if data["stems"] else (),
        form_stems=tuple((row,) if isinstance(row, int) else tuple(row) for row in data["form_stems"]),
        postings=tuple(tuple(row) for row in data["postings"]),
        rarity=tuple(data["rarity"]),
        answers=tuple(
            Answer(Card(kind, title, tuple(lines), path, ()), tuple(tuple(key) for key in questions))
            for kind, title, lines, path, questions in data["answers"]
        ),
        facts=Facts(**{name: _tuples(value) for name, value in data["facts"].items()}),
    )


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
