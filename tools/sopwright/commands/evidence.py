"""``sopwright evidence``: all that proves a document's approval, in one file for an auditor."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rich.console import Console

from sopwright.approval.digest import canonical, content, digest_of
from sopwright.approval.side import Side
from sopwright.approval.ssh_keygen import SigningError
from sopwright.approval.wording import content as wording_content
from sopwright.approval.wording import quoted
from sopwright.commands import exits
from sopwright.commands.desk import Desk, RefusedError, open_desk
from sopwright.commands.published import contents_of
from sopwright.evidence.evidence import Evidence, Language
from sopwright.evidence.pack import packed
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.history.governing import governing
from sopwright.model.approvals import WORDING, Record
from sopwright.model.handbook import Document
from sopwright.redline.html import html
from sopwright.redline.make import redline

REGISTERS = ("approval", "people", "posts")


def evidence(root: Path, number: str, output: Path | None, now: datetime, out: Console) -> int:
    """Write a document's evidence pack.

    Args:
        root: The handbook's folder.
        number: The document's number.
        output: The file; by default named after the document, in the current folder.
        now: The time.
        out: Where messages go.
    """
    try:
        desk = open_desk(root, now)
        document = desk.document(number)
        found = collect(desk, document, contents_of(root))
    except (RefusedError, SigningError, HistoryError) as error:
        out.print(f"Nothing was written: {error}.", soft_wrap=True)
        return exits.FAULTS
    place = output or Path(f"{number}-evidence.zip")
    aside = place.with_name(f".{place.name}.new")
    aside.write_bytes(packed(found))
    aside.replace(place)
    out.print(
        f"Wrote {place} with {len(found.records)} records. README.txt in it says how to verify it.", soft_wrap=True
    )
    return exits.CLEAN


def collect(desk: Desk, document: Document, contents: Contents | None) -> Evidence:
    """All that proves a document's approval.

    Args:
        desk: The handbook with its verdicts.
        document: The document.
        contents: Where earlier contents are found; nothing outside a repository.
    """
    registers, approvals = desk.handbook.registers, desk.handbook.approvals
    prescribed = [(f"{WORDING}:{name}", language) for name, language in quoted(desk.handbook, document)]
    subjects = [*((document.id, language) for language in document.texts), *prescribed]
    records = tuple(record for subject in subjects for record in approvals.of(*subject))
    wanted = frozenset(digest for record in records for digest in (record.predicate.rules, record.predicate.roster))
    return Evidence(
        document=document.id,
        title=document.title(document.metadata.languages.source),
        company=registers.organisation.legal_name,
        handbook=registers.organisation.id,
        day=desk.now.date(),
        languages=tuple(_languages(desk, document)),
        records=records,
        deputies=approvals.deputies,
        verdicts=desk.verdicts,
        people=registers.people.rows,
        contents=_contents(desk, document, records, contents),
        governing=governing(contents.repository if contents else None, registers, wanted),
        texts=_texts(desk, document),
        redlines=dict(_redlines(desk, document, records, contents)),
    )


def _languages(desk: Desk, document: Document) -> Iterator[Language]:
    own = (desk.standing(document, language) for language in document.texts)
    prescribed = (desk.wording(*pair) for pair in quoted(desk.handbook, document))
    for standing in (*own, *prescribed):
        result = standing.result
        yield Language(standing.subject.name, standing.subject.digest, result.state.value, result.why)


def _contents(
    desk: Desk, document: Document, records: tuple[Record, ...], contents: Contents | None
) -> Mapping[str, bytes]:
    """The canonical JSON of every content that a record names, as far as the history has it."""
    found: dict[str, bytes] = {}
    named = {(subject.name, subject.digest.sha256) for record in records for subject in record.statement.subject}
    for name, digest in sorted(named):
        language = name.partition("#")[2]
        if name.startswith(f"{WORDING}:"):
            found |= _of_wording(desk, name, digest)
            continue
        side = _side(desk, document, language, digest, contents)
        if side is not None:
            found[digest] = canonical(content(side.handbook, side.document, language))
    return found


def _of_wording(desk: Desk, subject: str, digest: str) -> Mapping[str, bytes]:
    """The canonical JSON of prescribed words as they stand, if these are they."""
    name, _, language = subject.partition(":")[2].partition("#")
    registers = desk.handbook.registers
    if name not in registers.wording or language not in registers.wording[name].words:
        return {}
    value = wording_content(registers, name, language)
    return {digest: canonical(value)} if digest_of(value) == digest else {}


def _side(desk: Desk, document: Document, language: str, digest: str, contents: Contents | None) -> Side | None:
    if language in document.texts and desk.standing(document, language).subject.digest == digest:
        return Side(desk.handbook, document)
    return contents.with_digest(document, language, digest) if contents else None


def _redlines(
    desk: Desk, document: Document, records: tuple[Record, ...], contents: Contents | None
) -> Iterator[tuple[str, bytes]]:
    """What changed in the source from each content to the next, as far as the history has both."""
    source = document.metadata.languages.source
    own = f"{document.id}#{source}"
    subjects = [(record.predicate.from_digest or "", record.statement.subject[0]) for record in records]
    pairs = dict.fromkeys((before, about.digest.sha256) for before, about in subjects if about.name == own)
    for before, after in pairs:
        old = _side(desk, document, source, before, contents) if before else None
        new = _side(desk, document, source, after, contents)
        if new is not None and (old is not None or not before):
            shown = redline(old and _with_words(desk, old), _with_words(desk, new), source, desk.now.date())
            yield f"{before[:8] or 'first-issue'}-to-{after[:8]}.html", html(desk.root, shown).encode()


def _with_words(desk: Desk, side: Side) -> Side:
    """A content that is shown in the interface's words of now."""
    return Side(replace(side.handbook, words=desk.handbook.words), side.document)


def _texts(desk: Desk, document: Document) -> Mapping[str, bytes]:
    """The document's files and the registers that decide, as they stand."""
    texts = {f"{language}.md": text.source.text.encode() for language, text in document.texts.items()}
    metadata = {document.file.path.rpartition("/")[2]: (desk.root / document.file.path).read_bytes()}
    pictures = {picture.name: picture.data for picture in document.pictures.values()}
    registers = {f"registers/{name}.yml": (desk.root / f"registers/{name}.yml").read_bytes() for name in REGISTERS}
    return {**texts, **metadata, **pictures, **registers}
