"""Whether records were signed by the people they name, with keys that count."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sopwright.approval import seen, ssh_keygen
from sopwright.approval.keys import EXAMPLE_HANDBOOK, assurance_of, fault_of, is_example, owners
from sopwright.approval.ssh_keygen import Claim
from sopwright.approval.sshsig import Signature, read_signature
from sopwright.model.approval import Assurance
from sopwright.model.approvals import NAMESPACE, Record
from sopwright.model.registers import Person, PersonKey


@dataclass(frozen=True)
class Verdict:
    """Whether a record's signature counts."""

    valid: bool
    code: str = ""
    """The kind of reason why not, ``expired-key``; stable."""
    why: str = ""
    """The reason in plain words."""
    assurance: Assurance = "signed"
    signer: str = ""
    """The person whose key signed; for a decision made on a forge, whoever brought it in."""


def verify_all(
    records: Iterable[Record],
    people: Mapping[str, Person],
    *,
    at: Callable[[Record], datetime],
    cache: Path | None = None,
) -> Mapping[str, Verdict]:
    """Verify the signatures of records.

    Args:
        records: The records.
        people: The roster whose keys count.
        at: The time by which a record's key is judged: its own for one that has long been there, now for a new one.
        cache: A file of what was verified before; it is read and added to. Whoever can write it can make any
            signature count.

    Returns:
        A verdict for each record by its name.

    Raises:
        SigningError: Something has to be verified and there is no ``ssh-keygen``.
    """
    owned = owners(people)
    verdicts: dict[str, Verdict] = {}
    claims: dict[str, tuple[Record, Claim]] = {}
    for record in records:
        judged = _claim(record, people, owned, at(record))
        if isinstance(judged, Claim):
            claims[record.name] = (record, judged)
        else:
            verdicts[record.name] = judged
    good = _tried({name: claim for name, (_, claim) in claims.items()}, cache)
    return verdicts | {name: _verdict(record, claim, good[name]) for name, (record, claim) in claims.items()}


def sign(data: bytes, key: Path) -> bytes:
    """Sign a record's bytes with a private key, or with the key of an ssh-agent by its public half.

    Raises:
        SigningError: There is no ``ssh-keygen``, no such key, or it cannot be used.
    """
    return ssh_keygen.sign(data, key)


def _tried(claims: Mapping[str, Claim], cache: Path | None) -> dict[str, bool]:
    """Whether each claim is true, from the cache or else by ``ssh-keygen``."""
    tokens = {name: _token(claim) for name, claim in claims.items()}
    known = seen.read(cache)
    good = {name: tokens[name] in known for name in claims}
    fresh = [name for name in claims if not good[name]]
    good |= dict(zip(fresh, ssh_keygen.verify([claims[name] for name in fresh]), strict=True))
    seen.add(cache, [tokens[name] for name in fresh if good[name]])
    return good


def _token(claim: Claim) -> str:
    """The digest of all that ``ssh-keygen`` looks at, each part with its length before it."""
    parts = (claim.data, claim.signature, claim.line.encode())
    return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).hexdigest()


def _claim(
    record: Record, people: Mapping[str, Person], owned: Mapping[str, tuple[str, ...]], at: datetime
) -> Claim | Verdict:
    """Who would have had to sign with which key; or why that cannot count, whatever ``ssh-keygen`` says."""
    if not record.signature:
        return Verdict(False, "unsigned", "nobody signed it: the file `.sig` beside it is missing")
    if record.predicate.person not in people:
        return Verdict(False, "unknown-person", f"`{record.predicate.person}` is not in registers/people.yml")
    if record.predicate.evidence and record.predicate.decision != "approve":
        why = f"a forge's review can only approve; `{record.predicate.decision}` is signed with one's own key"
        return Verdict(False, "evidence-misplaced", why)
    try:
        signature = read_signature(record.signature)
    except ValueError as error:
        return Verdict(False, "malformed-signature", f"its signature cannot be read: {error}")
    holders = owned.get(signature.key, ())
    signer = holders[0] if record.predicate.evidence and holders else record.predicate.person
    fault = _owner_fault(signer, holders) or _key_fault(people[signer], signature, record, at)
    if fault is not None:
        return fault
    return Claim(signer, signature.key, record.data, record.signature)


def _owner_fault(signer: str, holders: Sequence[str]) -> Verdict | None:
    """Why a key is not this person's."""
    if not holders:
        return Verdict(False, "unknown-key", "the key that signed it belongs to nobody in registers/people.yml")
    if len(holders) > 1:
        return Verdict(
            False, "shared-key", f"the key that signed it is listed for {_listed(holders)}, so it is nobody's"
        )
    if signer not in holders:
        return Verdict(False, "other-person", f"it was signed with a key of `{holders[0]}`, not of `{signer}`")
    return None


def _key_fault(person: Person, signature: Signature, record: Record, at: datetime) -> Verdict | None:
    """Why a person's own key does not count."""
    unfit = fault_of(signature.key)
    if unfit:
        return Verdict(False, "unfit-key", f"the key that signed it cannot be used: {unfit}")
    entries = [entry for entry in person.keys if entry.key == signature.key]
    if record.predicate.handbook != EXAMPLE_HANDBOOK and any(is_example(entry) for entry in entries):
        why = f"it was signed with an example key, which counts in the handbook `{EXAMPLE_HANDBOOK}` only"
        return Verdict(False, "example-key", why)
    return _time_fault(entries, at.astimezone(UTC).date())


def _time_fault(entries: Sequence[PersonKey], day: date) -> Verdict | None:
    """Why a key does not count on a day; a revocation ends all its entries."""
    revoked = [entry.revoked for entry in entries if entry.revoked is not None and day >= entry.revoked]
    if revoked:
        return Verdict(False, "revoked-key", f"the key that signed it was revoked on {min(revoked)}; judged on {day}")
    if any(entry.covers(day) for entry in entries):
        return None
    key = entries[-1]
    if key.until is not None and day > key.until:
        return Verdict(False, "expired-key", f"the key that signed it counted until {key.until}; judged on {day}")
    return Verdict(False, "early-key", f"the key that signed it counts from {key.since}; judged on {day}")


def _verdict(record: Record, claim: Claim, good: bool) -> Verdict:
    if good:
        assurance: Assurance = "forge" if record.predicate.evidence else assurance_of(claim.key)
        return Verdict(True, assurance=assurance, signer=claim.person)
    namespace = read_signature(record.signature).namespace
    if namespace != NAMESPACE:
        return Verdict(False, "other-namespace", f"it was signed for the purpose `{namespace}`, not `{NAMESPACE}`")
    return Verdict(False, "wrong-signature", "the signature does not fit these words: one of them was changed")


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"`{name}`" for name in names)
