"""Keys and signed records for tests: real ones, made once."""

import hashlib
import subprocess
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sopwright.approval.signing import Verdict, verify_all
from sopwright.approval.statement import compose, written
from sopwright.model.approvals import NAMESPACE, Kind, Record, Statement
from sopwright.model.handbook import Registers
from sopwright.model.registers import Person

SINCE = date(2026, 1, 1)
SIGNED = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
DIGEST = hashlib.sha256(b"content").hexdigest()


@cache
def key_of(name: str, kind: str = "ed25519") -> Path:
    """A private key that only this run of the tests has; the public half is beside it."""
    place = Path(mkdtemp(prefix="keys-")) / name
    command = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", str(place)]
    subprocess.run(command, check=True, capture_output=True)
    return place


def public(key: Path) -> str:
    """The public half, as the register has it."""
    return key.with_name(f"{key.name}.pub").read_text(encoding="ascii").strip()


def person(*keys: Path, name: str = "Somebody", **fields: Any) -> Person:
    """Somebody with keys."""
    entries = [{"key": public(key), "from": SINCE, **fields} for key in keys]
    return Person.model_validate({"name": name, "email": "x@example.test", "keys": tuple(entries)})


def statement(registers: Registers, who: str, decision: Kind = "approve", **fields: Any) -> bytes:
    """The bytes of a decision on some content."""
    common = {"step": "second-line", "revision": 1, "changeClass": "material"}
    subject = fields.pop("subject", ("SVC-001#en", DIGEST))
    return written(compose(registers, [subject], decision, who, fields.pop("time", SIGNED), **(common | fields)))


def signature(data: bytes, key: Path, namespace: str = NAMESPACE) -> bytes:
    """A signature of any purpose, by ssh-keygen itself."""
    command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", namespace]
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout


def record(data: bytes, signed: bytes, path: str = "approvals/SVC-001/en/0001-second-line.json") -> Record:
    """A record as it is read."""
    number = int(path.rsplit("/", 1)[-1][:4])
    digest = hashlib.sha256(data).hexdigest()
    return Record(path, number, data, signed, digest, Statement.model_validate_json(data))


def judge(given: Record, people: dict[str, Person], at: datetime = SIGNED, cache: Path | None = None) -> Verdict:
    """The verdict on one record."""
    return verify_all([given], people, at=lambda _: at, cache=cache)[given.name]


def managers() -> dict[str, Person]:
    """Two people of the small handbook, each with a key of their own."""
    return {"m.manager": person(key_of("max"), name="Max Manager"), "n.manager": person(key_of("nia"))}
