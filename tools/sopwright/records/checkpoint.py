"""Checkpoints: signed statements of where the chain stood, kept where who writes the database cannot change them."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import Field, ValidationError

from sopwright.approval import ssh_keygen
from sopwright.approval.digest import canonical
from sopwright.approval.ssh_keygen import Claim
from sopwright.model.approvals import Sha256
from sopwright.model.form import Form, Line
from sopwright.records.chain import Head
from sopwright.records.times import stamp

NAMESPACE = "checkpoint@sopwright"
"""The purpose of its signatures (SSHSIG); one made for anything else does not count."""
SIGNER = "records"
"""The name under which the signer's key stands while it is verified."""
_LARGEST = 10_000


class Checkpoint(Form):
    """Where the chain stood."""

    form: Line = Field(alias="schema", pattern=r"^sopwright-checkpoint/1$")
    handbook: Line
    at: Line
    seq: int = Field(ge=0)
    hash: Sha256 | None
    """That of the last row; nothing for an empty chain."""

    @property
    def head(self) -> Head:
        """As the chain calls it."""
        return Head(self.seq, self.hash or "")


@dataclass(frozen=True)
class Refused:
    """A checkpoint that does not count, and why."""

    path: Path
    why: str


def write(folder: Path, handbook: str, head: Head, now: datetime, key: Path) -> Path:
    """Sign where the chain stands, and write it: the statement, and beside it the signature. One a day is enough.

    Args:
        folder: Where checkpoints are kept.
        handbook: The company's id.
        head: Where the chain stands.
        now: The time.
        key: A private key's file, or the public half of one that the ssh-agent holds.

    Returns:
        The statement's file.

    Raises:
        SigningError: It cannot be signed.
        FileExistsError: There is one of this second already.
    """
    at = stamp(now)
    fields = {"schema": "sopwright-checkpoint/1", "handbook": handbook, "at": at, "seq": head.seq}
    data = canonical({**fields, "hash": head.hash or None})
    signature = ssh_keygen.sign(data, key, NAMESPACE)
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{at.replace(':', '')}.json"
    _new(place.with_suffix(".sig"), signature)
    _new(place, data)
    return place


def read(folder: Path, handbook: str, public: str) -> tuple[list[Checkpoint], list[Refused]]:
    """Read the checkpoints of a folder.

    Args:
        folder: Where they are kept.
        handbook: The company's id; those of another do not count.
        public: The public key that signs them, as in a ``.pub`` file.

    Raises:
        SigningError: There is no ``ssh-keygen``.
    """
    files = sorted(folder.glob("*.json"))
    key = " ".join(public.split()[:2])
    claims = [Claim(SIGNER, key, _data(file), _data(file.with_suffix(".sig")), NAMESPACE) for file in files]
    good, refused = [], []
    for file, claim, signed in zip(files, claims, ssh_keygen.verify(claims), strict=True):
        read_one = _read(claim.data) if signed else None
        if read_one is not None and read_one.handbook == handbook:
            good.append(read_one)
        else:
            why = "its signature does not fit it, or is by another key" if not signed else "it is of another handbook"
            refused.append(Refused(file, why if read_one or not signed else "it is no checkpoint"))
    return good, refused


def _read(data: bytes) -> Checkpoint | None:
    try:
        return Checkpoint.model_validate(json.loads(data))
    except (ValueError, ValidationError):
        return None


def _data(file: Path) -> bytes:
    """A file's bytes; none where it is missing, and not so many that somebody could fill the memory."""
    try:
        with file.open("rb") as opened:
            return opened.read(_LARGEST)
    except OSError:
        return b""


def _new(place: Path, data: bytes) -> None:
    with place.open("xb") as file:
        file.write(data)
