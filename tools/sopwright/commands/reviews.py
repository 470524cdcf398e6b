"""What the records say of translations, for commands that tell how far these are."""

from datetime import date
from pathlib import Path

from sopwright.approval.reviewed import reviewed
from sopwright.approval.signing import verify_all
from sopwright.approval.standing import end_of, judges_of
from sopwright.checks.run import SIGNATURES
from sopwright.model.handbook import Handbook


def with_records(root: Path, handbook: Handbook, today: date) -> Handbook:
    """A handbook whose translations know who approved them.

    Args:
        root: The handbook's folder.
        handbook: The handbook, with its records.
        today: The day.

    Raises:
        SigningError: There are signatures, and no ``ssh-keygen``.
    """
    people = handbook.registers.people.rows
    records = handbook.approvals.all
    verdicts = verify_all(records, people, at=lambda record: record.predicate.time, cache=root / SIGNATURES)
    return reviewed(handbook, verdicts, judges_of(handbook, verdicts, end_of(today)))
