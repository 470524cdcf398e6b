"""The chain of confirmations: each row holds the hash of the one before, so that none can be changed or left out."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sopwright.approval.digest import digest_of
from sopwright.records.times import day_of


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A person confirms a document: what the statement says, of exactly this content, in this language."""

    seq: int
    """Counted from 1 without a gap."""
    id: str
    document: str
    language: str
    content: str
    """The digest of the content that was read (SHA-256, in hexadecimal)."""
    material: str
    """The digest that stays the same through editorial changes."""
    revision: int
    person: str
    """A pseudonymous reference."""
    cycle: int
    """0 for the first time, and one more for each refresher of the same content."""
    at: str
    """The server's time, in UTC."""
    statement: str
    """Which words were confirmed."""
    build: str
    """Which build of the handbook was served."""
    prev: str
    """The hash of the row before; empty for the first."""
    hash: str = ""

    def day(self, zone: ZoneInfo) -> date:
        """The company's calendar day on which it was made."""
        return day_of(self.at, zone)

    def computed(self) -> str:
        """The hash that the other fields have: SHA-256 of their canonical JSON (RFC 8785)."""
        fields = asdict(self)
        del fields["hash"]
        return digest_of({"schema": "sopwright-acknowledgement/1", **fields})


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the chain does not hold."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain stood at some time."""

    seq: int
    """How many rows it had."""
    hash: str
    """That of the last of them; empty for none."""


def verify(rows: Iterable[Acknowledgement], heads: Iterable[Head] = ()) -> Iterator[Broken]:
    """Find where a chain does not hold.

    Args:
        rows: All rows, by their number.
        heads: Where it is known to have stood, from checkpoints. Without any, nobody can tell whether the newest rows
            were taken away, or all rows were written anew.
    """
    wanted = {head.seq: head.hash for head in heads}
    last, before = 0, ""
    for row in rows:
        if row.seq != last + 1:
            yield Broken(row.seq, f"number {last + 1} is missing before it")
        if row.prev != before:
            yield Broken(row.seq, "it does not name the hash of the row before it")
        if row.hash != row.computed():
            yield Broken(row.seq, "its hash does not fit its words: one of them was changed")
        if wanted.get(row.seq, row.hash) != row.hash:
            yield Broken(row.seq, "a checkpoint has another hash for it")
        last, before = row.seq, row.hash
    for seq in sorted(wanted):
        if seq > last:
            yield Broken(seq, f"a checkpoint counts {seq} rows; there are {last}")
