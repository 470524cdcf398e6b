"""``sopwright book``: one document as a leaflet, for the wall or the desk."""

from datetime import date
from pathlib import Path

from rich.console import Console

from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.commands.published import When, published
from sopwright.diagnostics import has_errors
from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.handbook import Handbook
from sopwright.outputs.book.books import leaflet
from sopwright.report import text


def book(root: Path, when: When, number: str, language: str, audience: str, output: Path | None, out: Console) -> int:
    """Write a document's leaflet as PDF.

    Args:
        root: The handbook's folder.
        when: The day that the leaflet is made for, and the time.
        number: The document's number.
        language: A key of the register of languages.
        audience: A key of the register of audiences; empty takes the first one that may read the document.
        output: The file; by default named after the document and the language, in the current folder.
        out: Where messages go.
    """
    examined = examine(root, when.today)
    if examined.handbook is None or has_errors(examined.diagnostics):
        out.print(text.render(examined.diagnostics), end="", soft_wrap=True)
        out.print("Nothing was written: mend the errors first.")
        return exits.FAULTS
    handbook = published(root, examined.handbook, examined.verdicts, when).handbook
    for kind, name, register in (
        ("a language", language, handbook.registers.languages.rows),
        ("an audience", audience, handbook.registers.audiences.rows),
    ):
        if name and name not in register:
            out.print(f"`{name}` is not {kind} of this handbook; it has {', '.join(register)}.", soft_wrap=True)
            return exits.USAGE
    edition = _edition(handbook, number, language, audience, when.today)
    if edition is None:
        readers = f"the audience `{audience}`" if audience else "any audience"
        out.print(f"There is no document `{number}` in force that {readers} may read.", soft_wrap=True)
        return exits.USAGE
    place = output or Path(f"{number}-{language}.pdf")
    place.write_bytes(leaflet(root, edition, edition.documents[number]))
    out.print(f"Wrote {place} for the audience `{edition.audience}`.", soft_wrap=True)
    return exits.CLEAN


def _edition(handbook: Handbook, number: str, language: str, audience: str, today: date) -> Edition | None:
    """The first edition that holds the document."""
    audiences = [audience] if audience else list(handbook.registers.audiences.rows)
    editions = (project(handbook, name, language, today) for name in audiences)
    return next((edition for edition in editions if number in edition.documents), None)
