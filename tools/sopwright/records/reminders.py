"""Reminders: one message for each person, as a file that a mail relay can send; none at weekends."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import format_datetime

from sopwright.edition.words import Catalogue
from sopwright.model.registers import Person
from sopwright.records.due import Assignment
from sopwright.records.library import Library
from sopwright.records.matrix import Found

_SATURDAY = 5
"""Monday is 0."""


@dataclass(frozen=True)
class Sender:
    """Where reminders come from, and lead to."""

    address: str
    """The server's, ``https://handbook.example.com``."""
    mail: str
    """The mail address in the field From."""


def reminders(
    library: Library, found: Found, catalogue: Callable[[str], Catalogue], sender: Sender, now: datetime, day: date
) -> Iterator[tuple[str, EmailMessage]]:
    """The messages of a day, by person, in the first of their languages that the handbook has.

    Args:
        library: The rules, and the people.
        found: What each person must know.
        catalogue: The words of a language.
        sender: Where messages come from.
        now: The time that they are dated by.
        day: The company's calendar day.
    """
    if day.weekday() >= _SATURDAY:
        return
    for key, assigned in found.items():
        due = [one for one in assigned if one.is_open and library.registers.training.remind.after(day) >= one.due]
        if due:
            person = library.registers.people[key]
            yield key, _message(person, due, catalogue(_language(library, person)), sender, now)


def _language(library: Library, person: Person) -> str:
    known = library.registers.languages.rows
    return next((language for language in person.languages if language in known), next(iter(known)))


def _message(person: Person, due: Sequence[Assignment], t: Catalogue, sender: Sender, now: datetime) -> EmailMessage:
    lines = [t("reading.reminder.greeting", name=person.name), "", t("reading.reminder.waits"), ""]
    lines += [f"- {one.known.id} {one.known.document.title(t.language)} – {_when(one, t)}" for one in due]
    lines += ["", t("reading.reminder.place", address=f"{sender.address}/reading?language={t.language}")]
    message = EmailMessage()
    message["From"], message["To"] = sender.mail, person.email
    message["Subject"] = t("reading.reminder.subject", n=t.number(len(due)))
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note answers it
    message["Content-Language"] = t.language
    message.set_content("\n".join(lines) + "\n", cte="base64")
    return message


def _when(one: Assignment, t: Catalogue) -> str:
    return t("reading.overdue" if one.is_overdue else "reading.due", date=t.date(one.due))
