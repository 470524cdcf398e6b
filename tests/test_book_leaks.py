"""What a reader may not see is in no print: not in the words handed to Typst, and not in any part of the PDF."""

from collections.abc import Iterator
from datetime import date

import pytest

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.handbook import Handbook
from tests.books import book_of, leaflet_of, pdf_of
from tests.leaks import Search, word
from tests.repositories import read

FOLDER = "handbook/service/transfer"
OPEN = "handbook/service/answering/en.md"
TOKENS = {name: word() for name in ("title", "body", "heading", "step", "note", "revision", "block")}


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    """The small handbook, with a document for leads only and a block for leads in one for all."""
    folder = tmp_path_factory.mktemp("secretive")
    english = (
        f"# {TOKENS['title']}\n\n## Purpose {{#purpose}}\n\n{TOKENS['body']}\n\n## Scope {{#scope}}\n\nAll.\n\n"
        f"## Steps {{#steps}}\n\n### {TOKENS['heading']} {{#warm}}\n\n{TOKENS['step']}\n\n"
        f"## Notes {{#notes}}\n\n{TOKENS['note']}\n"
    )
    edits = [
        {"file": f"{FOLDER}/en.md", "write": english},
        {"file": f"{FOLDER}/procedure.yml", "old": "First issue", "new": TOKENS["revision"]},
        {"file": f"{FOLDER}/procedure.yml", "old": "visibility: [everyone]", "new": "visibility: [leads]"},
        {"file": OPEN, "old": "Listen to one call a week.", "new": TOKENS["block"]},
    ]
    return read(folder, edits)


def _editions(handbook: Handbook, audience: str) -> Edition:
    return project(handbook, audience, "en", date(2026, 6, 1))


def _prints(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """All that is handed to Typst and all that comes back, by a name."""
    papers = {book.key: book_of(edition, book.key) for book in edition.books}
    papers |= {number: leaflet_of(edition, number) for number in edition.documents}
    for name, paper in papers.items():
        yield from ((f"{name} {file}", data) for file, data in paper.files.items())
        yield from ((f"{name} {key}", value.encode()) for key, value in paper.inputs.items())
        for number, data in enumerate(pdf_of(edition, paper).everything()):
            yield f"{name} pdf {number}", data


def _found(handbook: Handbook, audience: str) -> set[str]:
    search = Search(TOKENS.values())
    edition = _editions(handbook, audience)
    named = {token: name for name, token in TOKENS.items()}
    return {named[token] for _, data in _prints(edition) for token, _ in search.data(data)}


def test_its_own_readers_find_every_word(secretive: Handbook) -> None:
    assert _found(secretive, "leads") == set(TOKENS)


@pytest.mark.parametrize("audience", ["agents", "public"])
def test_others_find_none(secretive: Handbook, audience: str) -> None:
    assert _found(secretive, audience) == set()
