"""The files on disk that MkDocs and static-i18n want to find: empty pages; pictures and the search as they are."""

from collections.abc import Iterable
from pathlib import Path

from sopwright.edition.records import Edition
from sopwright.outputs.site.addresses import picture_path
from sopwright.outputs.site.pages import pages
from sopwright.outputs.site.search import search_files


def write_stubs(folder: Path, editions: Iterable[Edition]) -> None:
    """Write an empty page for each page of each edition, its pictures, its search and the logo."""
    for edition in editions:
        home = folder / edition.language
        for page in pages(edition):
            _write(home / (page.path.removesuffix(".html") + ".md"), b"")
        for document in edition.documents.values():
            for picture in document.pictures.values():
                _write(home / picture_path(picture), picture.data)
        for name, text in search_files(edition).items():
            _write(home / name, text.encode())
        _write(home / "pictures" / edition.organisation.logo_name, edition.organisation.logo)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
