"""Reading the records below ``approvals/``; one that has a fault never counts."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from sopwright.diagnostics import Diagnostic, Span
from sopwright.load.forms import adapter_of
from sopwright.model.approvals import DEPUTIES, WORDING, Approvals, Record, Statement
from sopwright.model.form import DOCUMENT_ID
from sopwright.source import faults
from sopwright.source.text import MAX_FAULTS, SUSPECT, brief, decode, suspect_fault
from sopwright.source.tree import Names, Tree

FOLDER = "approvals"
EXAMPLE_KEYS = "example-keys"
"""The folder of the example company's keys, which holds no records."""

MAX_BYTES = 65_536
"""Of a record, and of a signature; the longest in use have a tenth of it."""

_DOCUMENTS = Names(
    re.compile(rf"(?:{DOCUMENT_ID}|{DEPUTIES}|{WORDING}|{EXAMPLE_KEYS})\Z"),
    f"a document's number, `{DEPUTIES}` or `{WORDING}`",
)
_WORDINGS = Names(re.compile(r"[a-z0-9][a-z0-9.-]{0,62}\Z"), "those of registers/wording.yml")
_LANGUAGES = Names(re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z"), "those of a language, such as `zh-Hant`")
_RECORD = re.compile(r"([0-9]{4})-([a-z0-9][a-z0-9.-]{0,62})\.json")


Subjects = dict[tuple[str, str], tuple[Record, ...]]


class _RefusedError(Exception):
    """Carries the words for a JSON text that two programs could read differently."""


def load_approvals(tree: Tree) -> tuple[Approvals, list[Diagnostic]]:
    """Read all records.

    Returns:
        Those that can be read, and all faults.
    """
    if (tree.root / FOLDER).is_symlink():
        message = f"`{FOLDER}` is a symbolic link, which is not followed"
        return Approvals(), [faults.SYMBOLIC_LINK.at(Span(FOLDER), message, "put the folder itself here")]
    found = _strays(tree, FOLDER, ("README.md",))
    documents, faulty = tree.folders(FOLDER, _DOCUMENTS)
    found.extend(faulty)
    subjects: Subjects = {}
    for document in documents:
        if document not in (DEPUTIES, WORDING, EXAMPLE_KEYS):
            subjects.update(_collected(found, load_records(tree, document)))
    names, faulty = tree.folders(f"{FOLDER}/{WORDING}", _WORDINGS)
    found.extend(faulty + _strays(tree, f"{FOLDER}/{WORDING}"))
    for name in names:
        subjects.update(_collected(found, load_records(tree, f"{WORDING}:{name}")))
    return Approvals(subjects, load_deputies(tree, found)), found


def _collected(found: list[Diagnostic], loaded: tuple[Subjects, list[Diagnostic]]) -> Subjects:
    found.extend(loaded[1])
    return loaded[0]


def load_records(tree: Tree, document: str) -> tuple[Subjects, list[Diagnostic]]:
    """Read the records of one document, or of ``wording:NAME``, in all its languages."""
    folder = f"{FOLDER}/{document.replace(':', '/')}"
    languages, found = tree.folders(folder, _LANGUAGES)
    found.extend(_strays(tree, folder))
    names = {language: f"{document}#{language}" for language in languages}
    subjects = {(document, key): _records(tree, f"{folder}/{key}", name, found) for key, name in names.items()}
    return subjects, found


def record_files(tree: Tree, document: str) -> list[str]:
    """The paths of all files among the records of one document, or of those that name deputies."""
    folder = f"{FOLDER}/{document}"
    languages, _ = tree.folders(folder, _LANGUAGES)
    places = [folder, *(f"{folder}/{language}" for language in languages)]
    return [f"{place}/{name}" for place in places for name in tree.files(place)[0]]


def load_deputies(tree: Tree, found: list[Diagnostic]) -> tuple[Record, ...]:
    """Read the records that name deputies, and add their faults to others."""
    return _records(tree, f"{FOLDER}/{DEPUTIES}", DEPUTIES, found)


def _strays(tree: Tree, folder: str, known: Iterable[str] = ()) -> list[Diagnostic]:
    names, found = tree.files(folder)
    return found + [_stray(f"{folder}/{name}", "not a record") for name in names if name not in known]


def _stray(path: str, what: str) -> Diagnostic:
    name = path.rsplit("/", 1)[-1]
    hint = "a record is `0001-<step>.json` with its signature `0001-<step>.sig`; `sopwright approve` writes both"
    return faults.STRAY_FILE.at(Span(path), f"`{name}` is {what}", hint)


def _records(tree: Tree, folder: str, subject: str, found: list[Diagnostic]) -> tuple[Record, ...]:
    """The records of one subject in order, as far as nothing is missing between them."""
    names, faulty = tree.files(folder)
    inner, _ = tree.folders(folder)
    found.extend(faulty)
    found.extend(_stray(f"{folder}/{name}", "a folder among records") for name in inner)
    there = set(names)
    for name in names:
        beside = name.removesuffix(".sig") + ".json"
        if not _RECORD.fullmatch(name) and not (name.endswith(".sig") and beside in there):
            found.append(_stray(f"{folder}/{name}", "neither a record nor the signature of one"))
    numbered = [(int(match[1]), name) for name in names if (match := _RECORD.fullmatch(name))]
    records: list[Record] = []
    for number, name in _in_sequence(folder, numbered, found):
        record, faulty = _record(tree, f"{folder}/{name}", number, subject)
        found.extend(faulty)
        if record is not None and not faulty:
            records.append(record)
    return tuple(records)


def _in_sequence(folder: str, numbered: list[tuple[int, str]], found: list[Diagnostic]) -> Iterator[tuple[int, str]]:
    """The records before the first number that is missing or stands twice."""
    for position, (number, name) in enumerate(numbered, 1):
        twice = [other for other in numbered if other[0] == number] != [(number, name)]
        if number == position and not twice:
            yield number, name
            continue
        wrong = "its number stands twice" if twice else f"`{position:04}` is missing before it"
        message = f"`{name}` does not follow the record before: {wrong}; it and those after it do not count"
        hint = "records are only ever added, by `sopwright approve`; fetch the newest ones and sign again"
        found.append(faults.RECORD_SEQUENCE.at(Span(f"{folder}/{name}"), message, hint))
        return


def _record(tree: Tree, path: str, number: int, subject: str) -> tuple[Record | None, list[Diagnostic]]:
    data = tree.read(path)
    beside = path.removesuffix(".json") + ".sig"
    signature = tree.read(beside) if tree.is_file(beside) else b""
    if max(len(data), len(signature)) > MAX_BYTES:
        message = f"the record or its signature has more than {MAX_BYTES:,} bytes; no more are read"
        return None, [faults.FILE_TOO_LARGE.at(Span(path), message)]
    statement, found = _statement(path, data)
    if statement is None:
        return None, found
    record = Record(path, number, data, signature, hashlib.sha256(data).hexdigest(), statement)
    return record, found + _misplaced(record, subject)


def _statement(path: str, data: bytes) -> tuple[Statement | None, list[Diagnostic]]:
    source, found = decode(path, data)
    if source is None or found:
        return None, found
    try:
        value = json.loads(source.text, object_pairs_hook=_unique, parse_constant=_no_constant)
        unseen = next((match for text in _texts(value) if (match := SUSPECT.search(text))), None)
    except json.JSONDecodeError as error:
        return None, [_not_json(path, error.msg, error.lineno, error.colno)]
    except (_RefusedError, RecursionError, ValueError) as error:
        return None, [_not_json(path, str(error))]
    if not source.text.startswith("{") or not source.text.endswith(("}", "}\n")):
        return None, [_not_json(path, "something stands before the first bracket or after the last one")]
    if unseen is not None:
        return None, [suspect_fault(Span(path), unseen.group())]
    try:
        statement: Statement = adapter_of(Statement).validate_json(data)
    except ValidationError as error:
        return None, [_misfit(path, details) for details in error.errors(include_url=False)[:MAX_FAULTS]]
    return statement, []


def _not_json(path: str, why: str, line: int = 1, column: int = 1) -> Diagnostic:
    hint = "a record is never edited: restore it from Git, or sign again with `sopwright approve`"
    return faults.JSON_SYNTAX.at(Span(path, line, column), f"the record cannot be trusted: {brief(why, 200)}", hint)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys differ: of two equal ones programs take the first or the last."""
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(f"the key `{brief(twice)}` stands twice")
    return result


def _no_constant(name: str) -> object:
    raise _RefusedError(f"`{name}` is not a number of JSON")


def _texts(value: Any) -> Iterator[str]:
    """All texts in a JSON value; keys that are not the record's own are refused by its form."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _misfit(path: str, details: Any) -> Diagnostic:
    place = ".".join(str(part) for part in details["loc"])
    message = f"`{brief(place, 100)}`: {details['msg'][0].lower()}{brief(details['msg'][1:], 200)}"
    hint = "records are written by `sopwright approve`; this one is not of the form it writes"
    return faults.WRONG_FORM.at(Span(path), message, hint)


def _misplaced(record: Record, subject: str) -> list[Diagnostic]:
    """A record says itself what it is about and which step it is; its place must not say otherwise."""
    about = record.statement.subject[0].name
    step = record.path.rsplit("/", 1)[-1][5:].removesuffix(".json")
    hint = "a record holds only where `sopwright approve` put it"
    if about != subject:
        message = f"the record is about `{brief(about)}`, but lies where those about `{subject}` lie"
        return [faults.RECORD_MISPLACED.at(record.span, message, hint)]
    if record.predicate.step != step:
        message = f"the record is of the step `{record.predicate.step}`, but its name says `{step}`"
        return [faults.RECORD_MISPLACED.at(record.span, message, hint)]
    return []
