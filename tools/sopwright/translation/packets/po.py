"""Packets as PO files (GNU gettext), for Poedit, Weblate and OmegaT. What is still to do is marked fuzzy."""

import polib

from sopwright.translation.packets.notes import legend
from sopwright.translation.packets.packet import Packet, PacketError, Returned, Segment, Unit


def write(packet: Packet) -> bytes:
    """A packet as a PO file."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "MIME-Version": "1.0",
        "Language": packet.language.replace("-", "_"),
        "X-Source-Language": packet.source_language,
        "X-Generator": "sopwright",
    }
    file.extend(_entry(unit, segment) for unit in packet.units for segment in unit.segments)
    return str(file).encode("utf-8")


def _entry(unit: Unit, segment: Segment) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=segment.id,
        msgid=segment.source.text,
        msgstr=segment.target.text,
        previous_msgid=segment.previous_source or None,
        comment="\n".join(legend(unit, segment)),
        occurrences=[(unit.file, str(unit.line))],
        flags=[] if segment.done or not segment.target.text else ["fuzzy"],
    )


def read(data: bytes) -> tuple[str, list[Returned]]:
    """The language and the segments of a PO file.

    Raises:
        PacketError: It is no PO file, or not one of ours.
    """
    try:
        file = polib.pofile(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise PacketError(f"this is no PO file: {str(error)[:120]}") from error
    if not file or any(not entry.msgctxt for entry in file if not entry.obsolete):
        raise PacketError("this PO file has no segments with a context (msgctxt) such as SVC-006/look-up/1")
    entries = [entry for entry in file if not entry.obsolete]
    returned = [
        Returned(entry.msgctxt, entry.msgid, entry.msgstr, bool(entry.msgstr) and not entry.fuzzy) for entry in entries
    ]
    return file.metadata.get("Language", "").replace("_", "-"), returned
