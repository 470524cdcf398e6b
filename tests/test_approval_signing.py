"""Whether a signature counts: whose key, when, for what purpose, on which bytes."""

import base64
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.approval import ssh_keygen
from sopwright.approval.keys import example_fingerprints, fingerprint, is_example
from sopwright.approval.signing import Verdict, sign, verify_all
from sopwright.approval.sshsig import public_half, read_signature
from sopwright.model.handbook import Handbook
from sopwright.model.registers import Person
from tests.repositories import PROJECT
from tests.signing import SIGNED, judge, key_of, managers, person, public, record, signature, statement

EXAMPLE = PROJECT / "approvals" / "example-keys" / "r.tan"
DAY = date(2026, 5, 4)

People = dict[str, Person]


@pytest.fixture
def people() -> People:
    return managers()


@pytest.fixture
def data(handbook: Handbook) -> bytes:
    return statement(handbook.registers, "m.manager")


def test_a_signature_by_the_person_counts(data: bytes, people: People) -> None:
    verdict = judge(record(data, sign(data, key_of("max"))), people)
    assert verdict == Verdict(True, assurance="signed", signer="m.manager")


def test_many_are_verified_at_once_and_each_by_itself(handbook: Handbook, people: People) -> None:
    records = []
    for number in range(1, 8):
        data = statement(handbook.registers, "m.manager", revision=number)
        by = key_of("max" if number % 3 else "nia")
        records.append(record(data, sign(data, by), f"approvals/SVC-001/en/{number:04}-second-line.json"))
    verdicts = verify_all(records, people, at=lambda _: SIGNED)
    assert [verdicts[one.name].valid for one in records] == [True, True, False, True, True, False, True]
    assert verify_all([], people, at=lambda _: SIGNED) == {}


def other_key(data: bytes) -> bytes:
    return sign(data, key_of("nobody"))


def other_person(data: bytes) -> bytes:
    return sign(data, key_of("nia"))


def other_purpose(data: bytes) -> bytes:
    return signature(data, key_of("max"), "git")


def other_bytes(data: bytes) -> bytes:
    return sign(data + b" ", key_of("max"))


def followed(data: bytes) -> bytes:
    return sign(data, key_of("max")) + b"x"


def twice(data: bytes) -> bytes:
    return sign(data, key_of("max")) * 2


def longer_inside(data: bytes) -> bytes:
    return armoured(unarmoured(sign(data, key_of("max"))) + b"\0")


def shorter_inside(data: bytes) -> bytes:
    return armoured(unarmoured(sign(data, key_of("max")))[:-1])


def another_version(data: bytes) -> bytes:
    return armoured(unarmoured(sign(data, key_of("max"))).replace(b"SSHSIG\0\0\0\1", b"SSHSIG\0\0\0\2"))


def another_form(_data: bytes) -> bytes:
    return armoured(b"PGPSIG\0\0\0\1" + b"\0" * 40)


def no_base64(_data: bytes) -> bytes:
    return b"-----BEGIN SSH SIGNATURE-----\nAAAAA\n-----END SSH SIGNATURE-----\n"


def no_key(_data: bytes) -> bytes:
    return armoured(b"SSHSIG\0\0\0\1" + b"\0\0\0\x08\0\0\0\4 ^^ " + b"\0\0\0\0" * 4)


def unarmoured(text: bytes) -> bytes:
    return base64.b64decode(b"".join(text.splitlines()[1:-1]))


def armoured(data: bytes) -> bytes:
    body = base64.encodebytes(data)
    return b"-----BEGIN SSH SIGNATURE-----\n" + body + b"-----END SSH SIGNATURE-----\n"


REFUSED: Mapping[str, Any] = {
    "unsigned": lambda _data: b"",
    "unknown-key": other_key,
    "other-person": other_person,
    "other-namespace": other_purpose,
    "wrong-signature": other_bytes,
    "malformed-signature": followed,
    "malformed-signature twice": twice,
    "malformed-signature longer": longer_inside,
    "malformed-signature shorter": shorter_inside,
    "malformed-signature version": another_version,
    "malformed-signature form": another_form,
    "malformed-signature base64": no_base64,
    "malformed-signature key": no_key,
    "malformed-signature long": lambda data: sign(data, key_of("max")) + b"\n" * 20_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_others_do_not_count_and_say_why(data: bytes, people: People, name: str) -> None:
    verdict = judge(record(data, REFUSED[name](data)), people)
    assert (verdict.valid, verdict.code) == (False, name.split()[0])
    assert verdict.why


@given(place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_no_changed_byte_of_a_record_or_a_signature_counts(handbook: Handbook, place: int, flip: int) -> None:
    people = {"m.manager": person(key_of("max"))}
    data = statement(handbook.registers, "m.manager")
    good = record(data, sign(data, key_of("max")))
    whole = bytearray(data + good.signature)
    place %= len(whole)
    whole[place] ^= flip
    changed = replace(good, data=bytes(whole[: len(data)]), signature=bytes(whole[len(data) :]))
    assert not judge(changed, people).valid


def test_nobody_unknown_signs(data: bytes) -> None:
    verdict = judge(record(data, sign(data, key_of("max"))), {"n.manager": person(key_of("max"))})
    assert (verdict.code, "m.manager" in verdict.why) == ("unknown-person", True)


def test_a_key_of_two_people_is_nobodys(data: bytes, people: People) -> None:
    shared = people | {"n.manager": person(key_of("nia"), key_of("max"))}
    verdict = judge(record(data, sign(data, key_of("max"))), shared)
    assert (verdict.code, "`m.manager` and `n.manager`" in verdict.why) == ("shared-key", True)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"from": date(2026, 5, 5)}, "early-key"),
        ({"until": date(2026, 5, 3)}, "expired-key"),
        ({"revoked": DAY}, "revoked-key"),
        ({"from": DAY, "until": DAY, "revoked": date(2026, 5, 5)}, ""),
    ],
)
def test_a_key_counts_in_its_time(data: bytes, people: People, fields: dict[str, Any], code: str) -> None:
    people["m.manager"] = person(key_of("max"), **fields)
    assert judge(record(data, sign(data, key_of("max"))), people).code == code


def test_a_record_that_is_new_is_judged_by_the_keys_of_today(data: bytes, people: People) -> None:
    people["m.manager"] = person(key_of("max"), until=date(2026, 5, 31))
    signed = record(data, sign(data, key_of("max")))
    assert judge(signed, people, at=signed.predicate.time).valid
    assert judge(signed, people, at=datetime(2026, 6, 1, tzinfo=UTC)).code == "expired-key"


def test_a_revocation_ends_every_entry_of_a_key(data: bytes, people: People) -> None:
    both = [
        {"key": public(key_of("max")), "from": date(2026, 1, 1)},
        {"key": public(key_of("max")), "from": date(2026, 1, 1), "revoked": date(2026, 2, 1)},
    ]
    people["m.manager"] = Person.model_validate({"name": "Max", "email": "x@example.test", "keys": tuple(both)})
    assert judge(record(data, sign(data, key_of("max"))), people).code == "revoked-key"


def test_the_day_is_that_of_utc(data: bytes, people: People) -> None:
    people["m.manager"] = person(key_of("max"), until=DAY)
    signed = record(data, sign(data, key_of("max")))
    assert judge(signed, people, at=datetime.fromisoformat("2026-05-05T01:00:00+02:00")).valid
    assert not judge(signed, people, at=datetime.fromisoformat("2026-05-04T23:00:00-02:00")).valid


def test_rsa_does_not_count(handbook: Handbook, people: People) -> None:
    people["m.manager"] = person(key_of("old", "rsa"))
    data = statement(handbook.registers, "m.manager")
    assert judge(record(data, sign(data, key_of("old", "rsa"))), people).code == "unfit-key"


def test_ecdsa_counts(handbook: Handbook, people: People) -> None:
    people["m.manager"] = person(key_of("curve", "ecdsa"))
    data = statement(handbook.registers, "m.manager")
    assert judge(record(data, sign(data, key_of("curve", "ecdsa"))), people).valid


def example_person(*, marked: bool) -> Person:
    key = {"key": public_half(EXAMPLE.read_bytes()), "from": date(2026, 1, 1), "example": marked}
    return Person.model_validate({"name": "Rachel Tan", "email": "x@example.test", "keys": (key,)})


@pytest.mark.parametrize("marked", [True, False])
def test_example_keys_count_in_the_example_only(handbook: Handbook, marked: bool) -> None:
    people = {"m.manager": example_person(marked=marked)}
    data = statement(handbook.registers, "m.manager")
    assert judge(record(data, sign(data, EXAMPLE)), people).code == "example-key"
    organisation = handbook.registers.organisation.model_copy(update={"id": "brightwater"})
    data = statement(replace(handbook.registers, organisation=organisation), "m.manager")
    assert judge(record(data, sign(data, EXAMPLE)), people).valid


def test_every_example_key_is_listed() -> None:
    keys = [file for file in EXAMPLE.parent.iterdir() if file.suffix != ".md"]
    found = {fingerprint(public_half(file.read_bytes())) for file in keys}
    assert found == example_fingerprints()
    listed = subprocess.run(["ssh-keygen", "-l", "-f", EXAMPLE], capture_output=True, text=True, check=False)
    shown = listed.stdout.split()[1] if listed.returncode == 0 else fingerprint(public_half(EXAMPLE.read_bytes()))
    assert shown in found
    assert not is_example(public(key_of("max")))


def test_what_came_from_a_forge_is_less_sure_and_names_who_brought_it(handbook: Handbook, people: People) -> None:
    evidence = {
        "forge": "github",
        "repository": "acme/handbook",
        "change": 7,
        "review": 9,
        "account": 5,
        "commit": "0" * 40,
    }
    data = statement(handbook.registers, "m.manager", evidence=evidence)
    verdict = judge(record(data, sign(data, key_of("nia"))), people)
    assert verdict == Verdict(True, assurance="forge", signer="n.manager")
    assert judge(record(data, sign(data, key_of("nobody"))), people).code == "unknown-key"
    refusal = statement(handbook.registers, "m.manager", "refuse", reason="no", evidence=evidence)
    assert judge(record(refusal, sign(refusal, key_of("nia"))), people).code == "evidence-misplaced"


def test_what_was_verified_before_is_not_verified_again(
    data: bytes, people: People, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache" / "signatures"
    tried: list[int] = []
    real = ssh_keygen.verify

    def counting(claims: Sequence[ssh_keygen.Claim]) -> list[bool]:
        tried.append(len(claims))
        return real(claims)

    monkeypatch.setattr(ssh_keygen, "verify", counting)
    good, bad = record(data, sign(data, key_of("max"))), record(data, other_bytes(data), "approvals/x/en/0001-a.json")
    for _ in range(2):
        verdicts = verify_all([good, bad], people, at=lambda _: SIGNED, cache=cache)
        assert (verdicts[good.name].valid, verdicts[bad.name].valid) == (True, False)
    assert tried == [2, 1]
    assert len(cache.read_text(encoding="ascii").split()) == 1
    people["m.manager"] = person(key_of("nia"))
    assert not judge(good, people, cache=cache).valid
    people["m.manager"] = person(key_of("max"), until=date(2026, 5, 3))
    assert judge(good, people, cache=cache).code == "expired-key"
    assert judge(good, {"m.manager": person(key_of("max"))}).valid
    assert tried == [2, 1, 0, 0, 1]


def test_the_cache_holds_for_these_very_bytes_and_person(handbook: Handbook, people: People, tmp_path: Path) -> None:
    data = statement(handbook.registers, "m.manager")
    good = record(data, sign(data, key_of("max")))
    assert judge(good, people, cache=tmp_path / "seen").valid
    assert not judge(replace(good, data=data + b" "), people, cache=tmp_path / "seen").valid
    people["n.manager"], people["m.manager"] = people["m.manager"], people["n.manager"]
    assert judge(good, people, cache=tmp_path / "seen").code == "other-person"


def test_a_signature_says_its_key_and_purpose(data: bytes) -> None:
    read = read_signature(signature(data, key_of("max"), "file"))
    assert (read.key, read.namespace) == (public(key_of("max")), "file")
