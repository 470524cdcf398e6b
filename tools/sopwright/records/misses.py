"""Searches that found nothing, told by readers who agreed to it: counted by day, never by person."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, insert, select, update

from sopwright.records.tables import MISSES

LONGEST = 80
KEPT = 90
"""Days."""
_PERSONAL = re.compile(r"\d{5,}|@")
"""What may be a customer's number or address is not kept."""


@dataclass(frozen=True)
class Miss:
    """Words that were searched in vain."""

    words: str
    language: str
    times: int


def tell(connection: Connection, day: date, audience: str, language: str, words: str) -> bool:
    """Count words once more on a day.

    Returns:
        Whether they are kept: not what is empty, long, or may be somebody's number or address.
    """
    plain = " ".join(unicodedata.normalize("NFC", words).lower().split())
    if not plain or len(plain) > LONGEST or _PERSONAL.search(plain):
        return False
    connection.execute(MISSES.delete().where(MISSES.c.day < (day - timedelta(days=KEPT)).isoformat()))
    place = {"day": day.isoformat(), "audience": audience, "language": language, "words": plain}
    same = [MISSES.c[name] == value for name, value in place.items()]
    if not connection.execute(update(MISSES).where(*same).values(times=MISSES.c.times + 1)).rowcount:
        connection.execute(insert(MISSES).values(**place, times=1))
    return True


def newest(connection: Connection, day: date, most: int = 20) -> Sequence[Miss]:
    """What was searched in vain most often in the last three months, by at least two days or times."""
    times = func.sum(MISSES.c.times).label("times")
    since = (day - timedelta(days=KEPT)).isoformat()
    query = select(MISSES.c.words, MISSES.c.language, times).where(MISSES.c.day >= since)
    grouped = query.group_by(MISSES.c.words, MISSES.c.language).having(func.sum(MISSES.c.times) > 1)
    rows = connection.execute(grouped.order_by(times.desc(), MISSES.c.words).limit(most))
    return [Miss(row.words, row.language, int(row.times)) for row in rows]
