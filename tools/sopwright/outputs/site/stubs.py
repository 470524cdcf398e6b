"""The files on disk that MkDocs and static-i18n want to find: empty pages; pictures and the search as they are."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sopwright.edition.records import Edition
from sopwright.outputs.site.addresses import picture_path
from sopwright.outputs.site.pages import pages
from sopwright.outputs.site.search import search_files
from sopwright.outputs.site.sheet import Sheet
from sopwright.search.known import Known


def write_stubs(folder: Path, editions: Iterable[Edition]) -> None:
    """Write an empty page for each page of each edition, and what else belongs to it."""
    for edition in editions:
        home = folder / edition.language
        for page in pages(edition):
            _write(home / (page.path.removesuffix(".html") + ".md"), b"")
        for name, data in extra_files(edition).items():
            _write(home / name, data)


def write_patterns(folder: Path, sheets: Iterable[Sheet]) -> None:
    """Write an empty page for each pattern of a frame."""
    for sheet in sheets:
        _write(folder / sheet.facts.language / (sheet.path.removesuffix(".html") + ".md"), b"")


def extra_files(edition: Edition, known: Known | None = None) -> Mapping[str, bytes]:
    """The pictures, the search and the logo of an edition by path.

    Args:
        edition: The edition.
        known: What was counted for other audiences in this language.
    """
    pictures = {
        picture_path(picture): picture.data
        for document in edition.documents.values()
        for picture in document.pictures.values()
    }
    search = {name: text.encode() for name, text in search_files(edition, known).items()}
    return {**pictures, **search, f"pictures/{edition.organisation.logo_name}": edition.organisation.logo}


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
