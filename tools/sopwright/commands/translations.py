"""``sopwright translations status`` and ``accept``: what is left to translate, and settling what has been."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from sopwright.approval.ssh_keygen import SigningError
from sopwright.commands import exits
from sopwright.commands.files import write_aside
from sopwright.commands.progress_cache import survey
from sopwright.load.handbook import load
from sopwright.model.handbook import Document, Handbook
from sopwright.report import text
from sopwright.translation.pins import accepted, pin_name, pin_text
from sopwright.translation.progress import OPEN, Line, Progress, as_data, line
from sopwright.translation.state import SectionState, State, TranslationState, translated_into, translation_state

MOST = 40
"""Sections that the table's foot names; `--json` has all."""


def status(root: Path, languages: Sequence[str], as_json: bool, today: date, out: Console, messages: Console) -> int:
    """Print how far each language is, in all and for each post, and which sections are left to do."""
    try:
        surveyed = survey(root, today)
    except SigningError as error:
        messages.print(f"Nothing can be said: {error}.", soft_wrap=True)
        return exits.FAULTS
    if surveyed.faults:
        messages.print(text.render(surveyed.faults), end="", soft_wrap=True)
    if surveyed.registers is None:
        return exits.FAULTS
    known = tuple(surveyed.registers.languages.rows)
    if not _are_known(languages, known, messages):
        return exits.USAGE
    rows = [row for row in surveyed.rows if not languages or row.whole.language in languages]
    lines = _lines(rows, known)
    if as_json:
        data = {"lines": [_line_data(one) for one in lines], "translations": [as_data(row) for row in rows]}
        out.out(json.dumps(data, ensure_ascii=False, indent=2), highlight=False)
    else:
        out.print(_table([one for one in lines if languages or not one.owner or one.settled < one.sections]))
        _name_sections(rows, out)
    return exits.FAULTS if surveyed.faults else exits.CLEAN


def _lines(rows: Sequence[Progress], languages: Sequence[str]) -> list[Line]:
    """For each language the whole, then each post's part of it."""
    lines: list[Line] = []
    for language in languages:
        own = [row for row in rows if row.whole.language == language]
        if own:
            lines.append(line(language, "", own))
            owners = dict.fromkeys(row.owner for row in own)
            lines.extend(line(language, owner, [row for row in own if row.owner == owner]) for owner in owners)
    return lines


def _table(lines: Sequence[Line]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for head in ("language", "post"):
        table.add_column(head, no_wrap=True)
    for head in ("texts", "settled", *(state.value for state in OPEN), "since", "words"):
        table.add_column(head, justify="right")
    for one in lines:
        table.add_row(
            "" if one.owner else one.language,
            one.owner or "all",
            str(one.documents),
            f"{one.coverage} %",
            *(str(one.counts[state] or "") for state in OPEN),
            one.oldest.isoformat() if one.oldest is not None else "",
            str(one.words or ""),
        )
    return table


def _name_sections(rows: Sequence[Progress], out: Console) -> None:
    named = [(row.whole, section) for row in rows for section in row.whole.of(*OPEN[:-1])]
    for whole, section in named[:MOST]:
        out.print(_sentence(whole, section), soft_wrap=True)
    if len(named) > MOST:
        out.print(f"... and {len(named) - MOST} more; `--json` names all.")


def _sentence(whole: TranslationState, section: SectionState) -> str:
    details = "; ".join(map(str, (section.changes or section.differs)[:3]))
    return f"{whole.document} {whole.language} {section.id}: {section.state.value}{': ' if details else ''}{details}"


def _line_data(one: Line) -> dict[str, object]:
    counts = {state.value: one.counts[state] for state in OPEN}
    oldest = one.oldest.isoformat() if one.oldest is not None else None
    return {
        "language": one.language,
        "post": one.owner,
        "documents": one.documents,
        "sections": one.sections,
        "settled": one.settled,
        "coverage": one.coverage,
        **counts,
        "stale_since": oldest,
        "words": one.words,
    }


def _are_known(languages: Sequence[str], known: Sequence[str], messages: Console) -> bool:
    unknown = next((language for language in languages if language not in known), None)
    if unknown is not None:
        messages.print(f"`{unknown}` is not a language of this handbook; it has {', '.join(known)}.", soft_wrap=True)
    return unknown is None


def accept(
    root: Path,
    documents: Sequence[str],
    every: bool,
    languages: Sequence[str],
    chosen: Sequence[str],
    messages: Console,
) -> int:
    """Record that translations, as they stand, say what their source says as it stands."""
    handbook, found = load(root)
    if handbook is None:
        messages.print(text.render(found), end="", soft_wrap=True)
        return exits.FAULTS
    named = tuple(handbook.documents) if every else tuple(documents)
    problem = _problem(handbook, named, languages, chosen)
    if problem:
        messages.print(problem, soft_wrap=True)
        return exits.USAGE
    code = exits.CLEAN
    for document in (handbook.documents[number] for number in named):
        for language in translated_into(document, languages or handbook.language_keys):
            if not _accept_one(root, handbook, document, language, chosen, messages):
                code = exits.FAULTS
    return code


def _problem(handbook: Handbook, named: Sequence[str], languages: Sequence[str], chosen: Sequence[str]) -> str:
    if not named:
        return "Name one or more documents, or say --all."
    for number in named:
        if number not in handbook.documents:
            return f"`{number}` is not a document; there are {', '.join(handbook.documents)}."
    for language in languages:
        if language not in handbook.language_keys:
            return f"`{language}` is not a language of this handbook; it has {', '.join(handbook.language_keys)}."
    for section in chosen:
        for number in named:
            known = [one.id for one in _state(handbook, handbook.documents[number], "").sections]
            if section not in known:
                return f"`{section}` is not a section of {number}; it has {', '.join(known)}."
    return ""


def _state(handbook: Handbook, document: Document, language: str) -> TranslationState:
    return translation_state(document, language, handbook.registers.answers.rows)


def _accept_one(
    root: Path, handbook: Handbook, document: Document, language: str, chosen: Sequence[str], messages: Console
) -> bool:
    """Accept what can be accepted of one translation; say what cannot, and why."""
    state = _state(handbook, document, language)
    wanted = [section for section in state.sections if not chosen or section.id in chosen]
    refused = [section for section in wanted if section.state is State.MISSING or section.differs]
    for section in refused:
        why = "it is missing" if section.state is State.MISSING else "; ".join(section.differs)
        messages.print(f"{document.id} {language} {section.id}: not accepted: {why}", soft_wrap=True)
    good = [section.id for section in wanted if section not in refused]
    pins = accepted(document, language, good, handbook.registers.answers.rows)
    data = pin_text(pins).encode("utf-8")
    place = root / document.folder / pin_name(language)
    if place.is_symlink() or not place.is_file() or place.read_bytes() != data:
        write_aside(place, data)
        messages.print(f"{document.id} {language}: accepted {len(good)} of {len(wanted)} sections", soft_wrap=True)
    return not refused
