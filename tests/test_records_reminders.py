"""Reminders: who gets one, when, in which language, and what stands in it."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from sopwright.commands.shelves import read_shelves
from sopwright.records import database
from sopwright.records.confirm import Confirmation, confirm
from tests.company import Company, good, signed_company


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    return signed_company(tmp_path, monkeypatch)


def remind(company: Company, moment: str) -> dict[str, EmailMessage]:
    company.at(moment)
    folder = company.root.parent / moment.replace(":", "")
    words = ("--address", "https://handbook.example.test/", "--output", folder)
    good(company.sopwright("records", "reminders", *words, "--database", url(company)))
    return {place.name: message_from_bytes(place.read_bytes(), policy=default) for place in sorted(folder.iterdir())}


def url(company: Company) -> str:
    return f"sqlite:///{company.root.parent / 'records.db'}"


def test_each_gets_one_message_in_their_language(company: Company) -> None:
    found = remind(company, "2026-03-02 06:00")
    assert [*found] == ["2026-03-02-a.agent.eml"]
    message = found["2026-03-02-a.agent.eml"]
    assert (message["To"], message["Subject"]) == ("a@example.test", "Handbook: 1 to confirm")
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_content()
    assert "SVC-001 Answering – Overdue since 3 February 2026" in body
    assert "https://handbook.example.test/reading?language=en" in body


def test_there_is_no_message_at_weekends_or_long_before_the_day(company: Company) -> None:
    assert remind(company, "2026-02-28 06:00") == {}
    assert remind(company, "2026-03-01 06:00") == {}
    assert remind(company, "2026-01-26 06:00") == {}
    assert len(remind(company, "2026-01-27 06:00")) == 1


def test_who_has_confirmed_gets_none_until_the_refresher_opens(company: Company) -> None:
    remind(company, "2026-03-02 06:00")
    shelves = read_shelves(company.root, lambda: company.moment)
    assert shelves is not None
    material = shelves.library.known["SVC-001"].versions["en"].material
    engine = database.open(url(company))
    with database.writing(engine) as connection:
        given = Confirmation("a.agent", "SVC-001", "en", "c", material, 1)
        confirm(connection, given, datetime(2026, 3, 2, tzinfo=UTC))
    engine.dispose()
    assert remind(company, "2026-03-03 06:00") == {}
    (message,) = remind(company, "2027-02-24 06:00").values()
    assert "2 March 2027" in message.get_content()
