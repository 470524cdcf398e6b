"""Where each page stands, and how one page links to another."""

import posixpath
from dataclasses import dataclass
from functools import cached_property

from sopwright.edition.asking import Answer, Ask, Question
from sopwright.edition.records import DocumentView, Edition, Link
from sopwright.model.handbook import Picture
from sopwright.outputs.book.files import NAME as BOOKS
from sopwright.outputs.book.files import book_file, leaflet_file
from sopwright.outputs.register import files as register

START = "index.html"
NUMBERS = "numbers.html"
LAWS = "laws.html"
MEASURES = "measures.html"
TRANSLATIONS = "translations.html"
GLOSSARY = "glossary.html"
POSTS = "posts/index.html"
REGISTER = "register.html"


def document_path(document: DocumentView) -> str:
    """A document's page; it keeps its address when its title or folder changes."""
    return f"{document.book}/{document.id}.html"


def book_path(book: str) -> str:
    """A book's own page."""
    return f"{book}/index.html"


def post_path(post: str) -> str:
    """A post's own page."""
    return f"posts/{post}.html"


def picture_path(picture: Picture) -> str:
    """A picture's file, named by its content."""
    return f"pictures/{picture.digest[:20]}.{picture.name.rsplit('.', 1)[-1]}"


@dataclass(frozen=True)
class Addresses:
    """Links as one page of an edition writes them."""

    edition: Edition
    page: str
    """The page's path below the language's folder."""
    root_language: str = ""
    """The language that stands in the root, as ``mkdocs build`` lays it out; otherwise each has its own folder."""

    asking: Ask | None = None
    """Answers in the place of `answer`, and notes what is asked."""

    def ask(self, *question: str) -> Answer:
        """The answer to a question that editions in one language differ in."""
        return self.answer(question) if self.asking is None else self.asking(question)

    def answer(self, question: Question) -> Answer:
        """What this edition answers.

        Args:
            question: ``path`` and ``lang`` with a document's number; ``post``, ``law`` and ``measure`` with a key.

        Raises:
            KeyError: The edition does not hold the document.
        """
        kind, key = question
        if kind == "path":
            return document_path(self.edition.documents[key])
        if kind == "lang":
            view = self.edition.documents[key]
            return view.language if view.fallback else ""
        return key in self._rows[kind]

    @cached_property
    def _rows(self) -> dict[str, set[str]]:
        return {
            "post": {duties.post.key for duties in self.edition.posts},
            "law": {law.key for law, _ in self.edition.laws},
            "measure": {measure.key for measure, _ in self.edition.measures},
        }

    def to(self, path: str, anchor: str = "") -> str:
        """A relative address of another page."""
        fragment = f"#{anchor}" if anchor else ""
        if path == self.page and fragment:
            return fragment
        folder = posixpath.dirname(self.page)
        if not folder:
            return path + fragment
        if path.startswith(f"{folder}/"):
            return path[len(folder) + 1 :] + fragment
        return posixpath.relpath(path, folder) + fragment

    def document(self, link: Link) -> str:
        """The address of a document of the edition, or of a place in it."""
        return self.to(str(self.ask("path", link.document)), link.anchor)

    def lang(self, number: str) -> str:
        """The language of a document's words where it is not the edition's, else an empty text."""
        return str(self.ask("lang", number))

    def has(self, kind: str, key: str) -> bool:
        """Whether the edition has a page or a place for a ``post``, a ``law`` or a ``measure``."""
        return bool(self.ask(kind, key))

    def book(self, book: str) -> str:
        """The address of a book as PDF."""
        return self._beside(BOOKS, book_file(book))

    def leaflet(self, document: str) -> str:
        """The address of a document's leaflet."""
        return self._beside(BOOKS, leaflet_file(document))

    def spreadsheet(self) -> str:
        """The address of the register of documents as XLSX."""
        return self._beside(register.NAME, register.XLSX)

    def csv(self) -> str:
        """The address of the register of documents as CSV."""
        return self._beside(register.NAME, register.CSV)

    def _beside(self, output: str, file: str) -> str:
        """A file of another output's folder, beside the site's; a page is three folders and more below both."""
        above = "../" * (3 + self.page.count("/"))
        return f"{above}{output}/{self.edition.audience}/{self.edition.language}/{file}"

    def language(self, language: str) -> str:
        """The address of the same page in another language."""
        here = self._folder(self.edition.language) + posixpath.dirname(self.page)
        return posixpath.relpath(self._folder(language) + self.page, here or ".")

    def _folder(self, language: str) -> str:
        return "" if language == self.root_language else f"{language}/"
