"""``sopwright status``: what is approved, and who is waited for."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sopwright.approval.render import lines, marks, plain
from sopwright.approval.signing import Verdict
from sopwright.approval.standing import Standing, judges_of, standings
from sopwright.approval.wording import wording_standings
from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.history.past import past_of
from sopwright.model.approvals import WORDING
from sopwright.model.handbook import Document, Handbook
from sopwright.report import text

LEGEND = "One mark a step, in order: ✓ taken, · open, ✗ refused. Translations: one review each."
ADVISORY = "Signatures are advisory (registers/approval.yml): documents are in force without them."


def status(
    root: Path, document: str, waiting_for: str, as_json: bool, now: datetime, out: Console, messages: Console
) -> int:
    """Print where each document's approval stands, or all about one.

    Args:
        root: The handbook's folder.
        document: A number, or ``wording:NAME``; empty for all.
        waiting_for: A person; only what waits for them is shown.
        as_json: Whether a program reads it.
        now: The time.
        out: Where the answer goes.
        messages: Where faults go.
    """
    examined = examine(root, now.date())
    handbook = examined.handbook
    if handbook is None:
        messages.print(text.render(examined.diagnostics), end="", soft_wrap=True)
        return exits.FAULTS
    unknown = _unknown(handbook, document, waiting_for)
    if unknown:
        messages.print(unknown, soft_wrap=True)
        return exits.USAGE
    chosen = [
        one
        for one in _every(root, handbook, examined.verdicts, now)
        if document in ("", one.subject.document) and (not waiting_for or waiting_for in one.result.waiting_for)
    ]
    if as_json:
        out.out(json.dumps([plain(one) for one in chosen], ensure_ascii=False, indent=2), highlight=False)
    elif document:
        out.print("\n\n".join("\n".join(lines(one)) for one in chosen), soft_wrap=True)
    else:
        _print_all(handbook, chosen, waiting_for, out, messages)
    return exits.CLEAN


def _every(root: Path, handbook: Handbook, verdicts: Mapping[str, Verdict], now: datetime) -> Iterator[Standing]:
    """Where everything stands: documents by number, then prescribed words."""
    judges = judges_of(handbook, verdicts, now, past_of(root, handbook), fresh=frozenset())
    stand = standings(handbook, verdicts, judges)
    for number, document in handbook.documents.items():
        yield from (stand[number, language] for language in _languages(handbook, document))
    yield from wording_standings(handbook, verdicts, judges).values()


def _languages(handbook: Handbook, document: Document) -> list[str]:
    """A document's languages: the source first, then as the register has them."""
    source = document.metadata.languages.source
    order = [source, *handbook.language_keys, *document.texts]
    return [language for language in dict.fromkeys(order) if language in document.texts]


def _unknown(handbook: Handbook, document: str, person: str) -> str:
    prescribed = {f"{WORDING}:{name}" for name in handbook.registers.wording.rows}
    if document and document not in handbook.documents and document not in prescribed:
        return f"`{document}` is not a document; there are {', '.join(handbook.documents)}."
    if person and person not in handbook.registers.people:
        return f"`{person}` is not in registers/people.yml; there are {', '.join(handbook.registers.people.rows)}."
    return ""


def _print_all(
    handbook: Handbook, chosen: Sequence[Standing], waiting_for: str, out: Console, messages: Console
) -> None:
    if not chosen:
        out.print(f"Nothing waits for {waiting_for}." if waiting_for else "There are no documents.")
        return
    out.print(_table(handbook, chosen))
    messages.print(LEGEND, soft_wrap=True)
    if handbook.registers.approval.signatures == "advisory":
        messages.print(ADVISORY, soft_wrap=True)


def _table(handbook: Handbook, chosen: Iterable[Standing]) -> Table:
    """One row a document, with a column for the source and one for the translations."""
    table = Table("document", "status", "chain", "source", "translations", "waits for")
    rows: dict[str, list[Standing]] = {}
    for one in chosen:
        rows.setdefault(one.subject.document, []).append(one)
    for number, several in rows.items():
        sources = [one for one in several if not one.subject.is_translation]
        others = [one for one in several if one.subject.is_translation]
        table.add_row(
            number,
            handbook.documents[number].metadata.status if number in handbook.documents else "prescribed",
            " ".join(one.result.chain or "none" for one in sources),
            " ".join(_marked(one) for one in sources),
            " ".join(_marked(one) for one in others),
            "; ".join(_waiting(sources, others)),
        )
    return table


def _waiting(sources: Sequence[Standing], others: Sequence[Standing]) -> Iterator[str]:
    """Who is waited for: the source's people, and the translations' once the source is approved."""
    for one in sources or others:
        yield ", ".join(one.result.waiting_for) or ("" if one.result.approved else one.result.why)
    if sources and all(one.result.approved for one in sources):
        for one in others:
            if one.result.waiting_for:
                yield f"{one.subject.language}: {', '.join(one.result.waiting_for)}"


def _marked(one: Standing) -> str:
    return f"{one.subject.language}:{marks(one.result)}"
