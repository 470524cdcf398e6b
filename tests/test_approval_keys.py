"""Keys and the programs that use them: which key is taken, and what is said where there is none."""

import base64
import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sopwright.approval import ssh_keygen
from sopwright.approval.keyring import find_key
from sopwright.approval.keys import fault_of
from sopwright.approval.signing import sign
from sopwright.approval.ssh_keygen import SigningError
from sopwright.approval.sshsig import public_half
from sopwright.model.handbook import Handbook
from sopwright.model.registers import Person
from tests.repositories import PROJECT
from tests.signing import judge, key_of, managers, person, public, record, statement

EXAMPLE = PROJECT / "approvals" / "example-keys" / "r.tan"
DAY = date(2026, 5, 4)

People = dict[str, Person]


@pytest.fixture
def people() -> People:
    return managers()


@pytest.fixture
def data(handbook: Handbook) -> bytes:
    return statement(handbook.registers, "m.manager")


@pytest.fixture
def without_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("without_programs")
def test_without_ssh_keygen_the_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="openssh-client"):
        sign(b"x", tmp_path / "key")
    claim = ssh_keygen.Claim("m", "ssh-ed25519 AAAA", b"x", b"y")
    with pytest.raises(SigningError, match="`ssh-keygen` is not on this machine"):
        ssh_keygen.verify([claim])
    (tmp_path / "ssh-keygen").write_text("#!/bin/sh\n", encoding="ascii")
    (tmp_path / "ssh-keygen").chmod(0o755)
    with pytest.raises(SigningError, match="`sh` is not on this machine"):
        ssh_keygen.verify([claim])


def test_a_stopped_shell_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssh_keygen, "_EACH", "exit 9")
    with pytest.raises(SigningError, match="was stopped"):
        ssh_keygen.verify([ssh_keygen.Claim("m", "ssh-ed25519 AAAA", b"x", b"y")])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Permissions 0644 for 'x' are too open.\nbad permissions", "chmod 600"),
        ("incorrect passphrase supplied to decrypt private key", "passphrase"),
        ("something else", "something else"),
        ("", "no reason"),
    ],
)
def test_why_it_cannot_sign_is_told_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    key = key_of("max")  # made by the real program
    fake = tmp_path / "ssh-keygen"
    fake.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{said}\nEND\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(SigningError, match=told):
        sign(b"x", key)


def test_a_key_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="there is no key"):
        sign(b"x", tmp_path / "key")


def test_a_file_that_is_no_key_cannot_sign(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hello\n", encoding="ascii")
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(SigningError, match="could not sign"):
        sign(b"x", tmp_path / "key")


def test_keys_of_other_forms_are_refused_in_words() -> None:
    good = public(key_of("max"))
    assert fault_of(good) == ""
    assert "another kind" in fault_of(good.replace("ssh-ed25519", "ecdsa-sha2-nistp256", 1))
    assert "not a public key" in fault_of("ssh-ed25519 AAAA!")
    assert "not a public key" in fault_of("ssh-ed25519 AAAA")
    assert "do not count" in fault_of(public(key_of("old", "rsa")))


def test_a_private_key_says_whose_it_is_without_its_passphrase(tmp_path: Path) -> None:
    assert public_half(key_of("max").read_bytes()) == public(key_of("max"))
    locked = tmp_path / "locked"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret words", "-C", "", "-f", str(locked)]
    subprocess.run(command, check=True)
    assert public_half(locked.read_bytes()) == public(locked)


def private(blob: bytes) -> bytes:
    body = base64.encodebytes(blob)
    return b"-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + b"-----END OPENSSH PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", private(b"openssh-key-v2\0xxxx"), private(b"openssh-key-v1\0" + b"\0\0\0\0" * 3 + b"\0\0\0\2")],
)
def test_other_files_are_no_private_keys(data: bytes) -> None:
    with pytest.raises(ValueError, match="key"):
        public_half(data)


def find(people: People, folder: Path, given: Path | None = None, **environment: str) -> tuple[Path, str]:
    return find_key("m.manager", people, given, environment, DAY, folder)


def test_the_key_is_the_one_named_or_that_of_the_environment(people: People, tmp_path: Path) -> None:
    key = key_of("max")
    assert find(people, tmp_path, key) == (key, public(key))
    assert find(people, tmp_path, SOPWRIGHT_KEY=str(key)) == (key, public(key))
    half = key.with_name("max.pub")
    assert find(people, tmp_path, half) == (half, public(key))


def test_a_key_of_another_form_is_known_by_the_public_half_beside_it(people: People, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("-----BEGIN EC PRIVATE KEY-----\n", encoding="ascii")
    with pytest.raises(SigningError, match="not a private key"):
        find(people, tmp_path, tmp_path / "old")
    (tmp_path / "old.pub").write_text(f"{public(key_of('max'))} comment\n", encoding="ascii")
    assert find(people, tmp_path, tmp_path / "old")[1] == public(key_of("max"))


@pytest.mark.parametrize(
    ("name", "words"),
    [("nia", "it belongs to `n.manager`"), ("nobody", "nobody has it there; the register lists 1 key")],
)
def test_a_key_of_somebody_else_is_refused_before_signing(
    people: People, tmp_path: Path, name: str, words: str
) -> None:
    with pytest.raises(SigningError, match=words):
        find(people, tmp_path, key_of(name))


def test_a_key_out_of_its_time_is_refused_before_signing(people: People, tmp_path: Path) -> None:
    people["m.manager"] = person(key_of("max"), until=date(2026, 5, 3))
    with pytest.raises(SigningError, match="does not count on 2026-05-04"):
        find(people, tmp_path, key_of("max"))


def test_without_a_key_it_is_said_what_to_do(people: People, tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="there is no key"):
        find(people, tmp_path, tmp_path / "none")
    with pytest.raises(SigningError, match="--key or SOPWRIGHT_KEY, or load it with `ssh-add`"):
        find(people, tmp_path)
    with pytest.raises(SigningError, match="ssh-add"):
        find(people, tmp_path, SSH_AUTH_SOCK=str(tmp_path / "none"), PATH=os.environ["PATH"])
    people["m.manager"] = person()
    with pytest.raises(SigningError, match=r"lists no key of `m[.]manager` yet"):
        find(people, tmp_path)


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[str]:
    """An ssh-agent with Max's key."""
    socket = str(tmp_path / "agent")
    process = subprocess.Popen(["ssh-agent", "-D", "-a", socket], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()  # it speaks when it listens
        environment = {**os.environ, "SSH_AUTH_SOCK": socket}
        subprocess.run(["ssh-add", "-q", str(key_of("max"))], env=environment, check=True)
        yield socket
    finally:
        process.terminate()
        process.communicate()


def test_the_agents_key_signs(
    data: bytes, people: People, agent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_AUTH_SOCK", agent)
    key, shown = find(people, tmp_path, SSH_AUTH_SOCK=agent, PATH=os.environ["PATH"])
    assert shown == public(key_of("max"))
    assert judge(record(data, sign(data, key)), people).valid
    people["m.manager"] = person(key_of("nia"))
    with pytest.raises(SigningError, match=r"no key of `m[.]manager` was found"):
        find(people, tmp_path, SSH_AUTH_SOCK=agent, PATH=os.environ["PATH"])
    (tmp_path / "nia.pub").write_text(public(key_of("nia")), encoding="ascii")
    with pytest.raises(SigningError, match="the ssh-agent does not sign"):
        sign(data, tmp_path / "nia.pub")
