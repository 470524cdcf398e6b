"""The register of documents as an output: an XLSX and a CSV file for each audience and language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sopwright.edition.facts import Facts
from sopwright.edition.records import Edition
from sopwright.outputs.output import folder
from sopwright.outputs.register.csv import as_csv
from sopwright.outputs.register.files import CSV, NAME, XLSX
from sopwright.outputs.register.table import heads, table
from sopwright.outputs.register.xlsx import About, as_xlsx


@dataclass(frozen=True)
class RegisterOutput:
    """Writes the register of documents."""

    name: str = NAME

    def write(self, editions: Sequence[Edition], destination: Path) -> None:
        """Write the editions' registers."""
        for edition in editions:
            head, lines = heads(edition), table(edition)
            (folder(destination, edition) / CSV).write_bytes(as_csv(head, lines))
            (folder(destination, edition) / XLSX).write_bytes(as_xlsx(_about(edition), head, lines))

    def finish(self, facts: Sequence[Facts], destination: Path) -> None:
        """Languages share nothing."""


def _about(edition: Edition) -> About:
    words, company = edition.words, edition.organisation.name
    title = words("register.title")
    parts = (edition.audience_name, words.date(edition.as_of), words("issue.draft") if edition.draft else "")
    return About(title, company, " · ".join(part for part in parts if part), edition.as_of)
