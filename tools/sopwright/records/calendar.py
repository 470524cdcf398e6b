"""What is due, as a calendar (RFC 5545): a whole-day entry for each document to confirm, now or once more."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sopwright.records.due import Assignment

_WIDEST = 74
"""Octets of a line before it is folded (RFC 5545, section 3.1)."""


def calendar(items: Iterable[tuple[Assignment, str]], address: str, now: datetime, name: str) -> bytes:
    """A calendar.

    Args:
        items: What is due, each with the words of its entry.
        address: The beginning of a document's address, to which its number is added.
        now: When it was made.
        name: The calendar's name.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sopwright//reading//EN", f"X-WR-CALNAME:{_words(name)}"]
    for assignment, words in items:
        if assignment.due != date.max:
            lines += _event(assignment, words, f"{address}{assignment.known.id}", now)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(assignment: Assignment, words: str, address: str, now: datetime) -> Iterator[str]:
    after = assignment.due + timedelta(days=1)
    yield from ("BEGIN:VEVENT", f"UID:{assignment.known.id}-{assignment.due:%Y%m%d}@sopwright")
    yield from (f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}", f"DTSTART;VALUE=DATE:{assignment.due:%Y%m%d}")
    yield from (f"DTEND;VALUE=DATE:{after:%Y%m%d}", f"SUMMARY:{_words(words)}", f"URL:{address}", "TRANSP:TRANSPARENT")
    yield "END:VEVENT"


def _words(text: str) -> str:
    """Text as a property's value (RFC 5545, section 3.3.11)."""
    for plain in ("\\", ";", ","):
        text = text.replace(plain, f"\\{plain}")
    return text.replace("\n", "\\n").replace("\r", "")


def _folded(line: str) -> str:
    """A long line on several, none of which breaks a letter in two."""
    parts, part, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _WIDEST:
            parts.append(part)
            part, size = " ", 1
        part, size = part + letter, size + width
    return "\r\n".join([*parts, part])
