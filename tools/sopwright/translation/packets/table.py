"""Packets as CSV, for a spreadsheet. What is done has `yes` in the column `done`."""

import csv
import io

from sopwright.translation.packets.notes import legend
from sopwright.translation.packets.packet import Packet, PacketError, Returned

COLUMNS = ("id", "language", "done", "source", "target", "previous_source", "previous_target", "notes")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def write(packet: Packet) -> bytes:
    """A packet as CSV in UTF-8 with a byte-order mark, which spreadsheets ask for."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for unit in packet.units:
        for segment in unit.segments:
            cells = (
                segment.id,
                packet.language,
                "yes" if segment.done else "no",
                segment.source.text,
                segment.target.text,
                segment.previous_source,
                segment.previous_target,
                " | ".join(legend(unit, segment)),
            )
            writer.writerow(map(_safe, cells))
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def read(data: bytes) -> tuple[str, list[Returned]]:
    """The language and the segments of a CSV file; comma, semicolon or tab may part its columns.

    Raises:
        PacketError: It is no such table.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PacketError("this table is not UTF-8; save it as `CSV UTF-8`") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise PacketError(f"this is no table: {error}") from error
    lacking = [name for name in COLUMNS[:5] if not rows or rows[0].get(name) is None]
    if lacking:
        raise PacketError(f"the table has no column `{lacking[0]}`")
    languages = {row["language"] for row in rows}
    if len(languages) != 1:
        raise PacketError(f"the table has rows of {len(languages)} languages; one is taken at a time")
    returned = [_returned(row) for row in rows]
    return languages.pop(), returned


def _returned(row: dict[str, str]) -> Returned:
    return Returned(_plain(row["id"]), _plain(row["source"]), _plain(row["target"] or ""), _is_yes(row["done"]))


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _is_yes(cell: str | None) -> bool:
    return (cell or "").strip().casefold() in ("yes", "y", "1", "x", "true")
