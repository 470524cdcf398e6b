"""The whole handbook: registers, templates, documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from sopwright.diagnostics import Span
from sopwright.model import registers as rows
from sopwright.model.approval import ApprovalRules
from sopwright.model.approvals import Approvals
from sopwright.model.binding import Binding
from sopwright.model.form import Form, Words
from sopwright.model.issue import Issue
from sopwright.model.metadata import Metadata
from sopwright.model.pin import Pin
from sopwright.model.quiz import Quiz
from sopwright.model.text import Text
from sopwright.model.training import TrainingRules
from sopwright.model.writing import Writing
from sopwright.source.glyphs import Glyphs
from sopwright.source.stored import Stored
from sopwright.source.yaml import Key, YamlFile

Row = TypeVar("Row", covariant=True)


@dataclass(frozen=True)
class Register(Generic[Row]):
    """The rows of one register file."""

    rows: Mapping[str, Row]
    file: YamlFile

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __getitem__(self, key: str) -> Row:
        return self.rows[key]

    def get(self, key: str) -> Row | None:
        """The row of that name, if there is one."""
        return self.rows.get(key)

    def at(self, *path: Key) -> Span:
        """The place of a value in the file."""
        return self.file.at(*path)

    def key_at(self, *path: Key) -> Span:
        """The place of a key in the file."""
        return self.file.key_at(*path)


@dataclass(frozen=True)
class Registers:
    """All registers, and the six that hold one record."""

    organisation: rows.Organisation
    roles: rows.Roles
    review: rows.ReviewRules
    training: TrainingRules
    approval: ApprovalRules
    checks: rows.CheckSettings
    languages: Register[rows.LanguageRow]
    books: Register[rows.Book]
    audiences: Register[rows.Audience]
    posts: Register[rows.Post]
    people: Register[rows.Person]
    teams: Register[rows.Team]
    measures: Register[rows.Measure]
    limits: Register[rows.Limit]
    directory: Register[rows.Department]
    laws: Register[rows.Law]
    calendar: Register[rows.Event]
    systems: Register[rows.System]
    answers: Register[Words]
    terms: Register[rows.Term]
    wording: Register[rows.Wording]
    files: Mapping[str, YamlFile]
    """The file of every register by its name, those of one record too."""
    logo: bytes = b""

    def holders(self, post: str, day: date) -> tuple[str, ...]:
        """The people who hold a post on a day."""
        return tuple(key for key, person in self.people.rows.items() if person.holds(post, day))


class SectionRule(Form):
    """A section that a template knows."""

    id: str
    required: bool


class TemplateForm(Form):
    """``templates/<name>/template.yml``."""

    version: int
    kind: str
    sections: tuple[SectionRule, ...]


@dataclass(frozen=True)
class Picture:
    """An image file beside a document."""

    name: str
    """The file's name, ``seat-busy.lt.png``."""
    base: str
    """The name a text uses, ``seat-busy.png``."""
    language: str
    """The language of a variant, or an empty text."""
    file: bytes | Stored = field(compare=False, repr=False)
    """Its bytes, or where they are read when they are needed."""
    digest: str
    """SHA-256 of the data, in hexadecimal."""

    @property
    def data(self) -> bytes:
        """Its bytes.

        Raises:
            ChangedError: The file is no longer what was read.
        """
        return self.file.read() if isinstance(self.file, Stored) else self.file


@dataclass(frozen=True)
class Document:
    """A procedure or a policy."""

    metadata: Metadata
    folder: str
    """Its folder below the root, ``handbook/service/customer-records``."""
    file: YamlFile
    texts: Mapping[str, Text]
    pictures: Mapping[str, Picture]
    refused: frozenset[str] = frozenset()
    """Names of files in the folder that could not be read or must not be published."""
    registers: Registers | None = None
    """The registers whose values it shows, where its content is of an earlier day than the handbook's."""
    issue: Issue | None = None
    """How it came to be in force; nothing for a document as it stands in its folder."""
    pins: Mapping[str, Pin] = field(default_factory=dict)
    """By language: the source that each section of a translation was made from."""
    quiz: Quiz | None = None
    """The questions that the server asks before a reader confirms; no output reads them."""

    @property
    def id(self) -> str:
        """The document's number, ``SVC-006``."""
        return self.metadata.id

    @property
    def slug(self) -> str:
        """The folder's own name."""
        return self.folder.rsplit("/", 1)[-1]

    def at(self, *path: Key) -> Span:
        """The place of a value in the metadata file."""
        return self.file.at(*path)

    def key_at(self, *path: Key) -> Span:
        """The place of a key in the metadata file."""
        return self.file.key_at(*path)

    @property
    def source_text(self) -> Text | None:
        """The text in the source language."""
        return self.texts.get(self.metadata.languages.source)

    def title_in(self, language: str) -> str:
        """The title of the text in a language; empty where there is no such text, or it has none."""
        text = self.texts.get(language)
        return text.title if text is not None else ""

    def title(self, language: str) -> str:
        """The title in a language, else in the source language, else the number."""
        return self.title_in(language) or self.title_in(self.metadata.languages.source) or self.id

    def language_for(self, language: str) -> str | None:
        """The language that a reader of a language gets: their own, else the source's, else nothing."""
        return next((key for key in (language, self.metadata.languages.source) if key in self.texts), None)

    def picture(self, base: str, language: str) -> Picture | None:
        """The picture of that name for a language: its variant, else the plain file."""
        stem, _, ending = base.rpartition(".")
        return self.pictures.get(f"{stem}.{language}.{ending}") or self.pictures.get(base)


@dataclass(frozen=True)
class Handbook:
    """Everything that was read from a repository."""

    registers: Registers
    documents: Mapping[str, Document]
    """By number, in order."""
    templates: Mapping[str, tuple[TemplateForm, YamlFile]]
    words: Mapping[str, Mapping[str, Any]]
    """The interface's words by language."""
    words_files: Mapping[str, YamlFile] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Numbers of documents whose files could not be read; others may refer to them."""
    duplicates: tuple[Document, ...] = ()
    """Documents whose number another document has already."""
    glyphs: Glyphs | None = None
    """The characters that the books' fonts have; nothing for a handbook without fonts."""
    families: tuple[str, ...] = ()
    """The families of these fonts."""
    binding: Mapping[str, Binding] = field(default_factory=dict)
    """The words that bind, by language: negations, and words of duty and permission."""
    writing: Mapping[str, Writing] = field(default_factory=dict)
    """How each language is written: stems, quotation marks, length."""
    approvals: Approvals = field(default_factory=Approvals)
    """The records of who decided what."""

    @cached_property
    def language_keys(self) -> tuple[str, ...]:
        """The languages, in the order of their register."""
        return tuple(self.registers.languages.rows)

    def stemmers(self, language: str) -> tuple[str, ...]:
        """The names of a language's stemmers."""
        return self.writing[language].stemmers if language in self.writing else ()

    def in_book(self, book: str) -> tuple[Document, ...]:
        """A book's documents by number."""
        return tuple(d for d in self.documents.values() if d.metadata.book == book)
