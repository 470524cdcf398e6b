"""All confirmations for other programs and for auditors."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date

from sopwright.outputs.register.csv import as_csv
from sopwright.outputs.register.xlsx import About, as_xlsx
from sopwright.records.chain import Acknowledgement

FORMATS = ("csv", "jsonl", "xlsx")
_FIELDS = tuple(field.name for field in fields(Acknowledgement))


def export(
    rows: Iterable[Acknowledgement], form: str, names: Mapping[str, str] | None, company: str, day: date
) -> bytes:
    """The file's bytes.

    Args:
        rows: The confirmations.
        form: One of ``FORMATS``.
        names: The people's keys by reference, to stand beside each row; without them the file is pseudonymous.
        company: Whose records they are.
        day: The day of the export.
    """
    heads = (*_FIELDS, *(("name",) if names is not None else ()))
    lines = [(*asdict(row).values(), *((names.get(row.person, ""),) if names is not None else ())) for row in rows]
    if form == "csv":
        return as_csv(heads, lines)
    if form == "xlsx":
        return as_xlsx(About("Confirmations", company, f"{len(lines)} rows", day), heads, lines)
    records = (dict(zip(heads, line, strict=True)) for line in lines)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
