"""The digest of a document's content: what a signature binds.

SHA-256 (FIPS 180-4) over the canonical JSON of RFC 8785, in which every value is framed, so that no two contents have
the same bytes. The JSON can be written to a file, and `sha256sum` then gives the same digest.
"""

import hashlib
from collections.abc import Mapping

import rfc8785

from sopwright.approval.plain import Json, of_form, plain, words
from sopwright.approval.values import values
from sopwright.model.approvals import Delegation
from sopwright.model.form import Form, label
from sopwright.model.handbook import Document, Handbook, Registers
from sopwright.model.metadata import Metadata

SCHEMA = "sopwright-content/1"
"""The first thing that is digested; another meaning of the fields has another name here."""


def content(handbook: Handbook, document: Document, language: str) -> dict[str, Json]:
    """All that a reader of one language sees of a document, and all that a rule of approval uses.

    The source language's content holds the metadata, its text, its pictures and the values it shows. A translation's
    holds its own text, labels, pictures and the rows that it shows; the rest is the source's, whose digest stands
    beside it in each statement.

    Args:
        handbook: Where the document's registers are, if it does not bring its own.
        document: The document.
        language: A language it has a text in.

    Returns:
        A JSON object.

    Raises:
        KeyError: The document has no text in this language.
    """
    text = document.texts[language]
    registers = document.registers or handbook.registers
    is_source = language == document.metadata.languages.source
    return {
        "schema": SCHEMA,
        "handbook": registers.organisation.id,
        "document": document.id,
        "language": words(language),
        "metadata": _metadata(document.metadata, language) if is_source else _labels(document.metadata, language),
        "text": words(text.source.text),
        "pictures": _pictures(document, (language, "") if is_source else (language,)),
        "values": values(registers, document, text),
    }


def canonical(value: Json) -> bytes:
    """The bytes that are digested (RFC 8785)."""
    return rfc8785.dumps(value)


def digest_of(value: Json) -> str:
    """The SHA-256 of a JSON value's canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def digest(handbook: Handbook, document: Document, language: str) -> str:
    """The digest of a document's content in one language, in hexadecimal.

    Raises:
        KeyError: The document has no text in this language.
    """
    return digest_of(content(handbook, document, language))


def digest_of_rules(registers: Registers) -> str:
    """The digest of the rules of approval."""
    return digest_of(rules_of(registers))


def digest_of_roster(registers: Registers) -> str:
    """The digest of people and posts: who could decide when something was signed."""
    return digest_of(roster_of(registers))


def rules_of(registers: Registers) -> Json:
    """The rules of approval, as they are digested."""
    return {"schema": "sopwright-rules/1", "rules": of_form(registers.approval)}


def roster_of(registers: Registers) -> Json:
    """People and posts, as they are digested."""
    people, posts = registers.people.rows, registers.posts.rows
    return {"schema": "sopwright-roster/1", "people": _rows(people), "posts": _rows(posts)}


def digest_of_delegation(handbook: str, delegation: Delegation) -> str:
    """The digest that the record of a deputy binds: who, for whom, in which post, from and until when."""
    return digest_of({"schema": "sopwright-delegation/1", "handbook": handbook, **of_form(delegation)})


def _rows(rows: Mapping[str, Form]) -> Json:
    return {words(key): of_form(row) for key, row in rows.items()}


def _metadata(metadata: Metadata, language: str) -> Json:
    """All fields; of the status only whether it is retired, since the others change without the content."""
    status = "retired" if metadata.status == "retired" else "current"
    return of_form(metadata, language, frozenset({"status"})) | {"status": status}


def _labels(metadata: Metadata, language: str) -> Json:
    """What a translator writes in the metadata."""
    kind = type(metadata).model_fields["answers"].annotation
    summaries = [[revision.number, words(label(revision.summary, language))] for revision in metadata.revisions]
    return {"answers": plain(metadata.answers, kind, language), "revisions": summaries}


def _pictures(document: Document, languages: tuple[str, ...]) -> Json:
    chosen = [picture for picture in document.pictures.values() if picture.language in languages]
    return {words(picture.name): picture.digest for picture in chosen}
