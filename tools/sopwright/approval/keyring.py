"""Finding the key that somebody signs with: the one they name, or the one their ssh-agent holds."""

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from sopwright.approval.keys import owners
from sopwright.approval.ssh_keygen import SigningError, program
from sopwright.approval.sshsig import public_half
from sopwright.model.registers import Person

VARIABLE = "SOPWRIGHT_KEY"
"""The environment variable that names the key's file."""


def find_key(
    person: str,
    people: Mapping[str, Person],
    given: Path | None,
    environment: Mapping[str, str],
    day: date,
    folder: Path,
) -> tuple[Path, str]:
    """Find the key that a person signs with.

    Args:
        person: Who signs; a key of ``people``.
        people: The roster.
        given: The file that the person named, if any; else the environment's, else the agent's key is taken.
        environment: The process's environment.
        day: The day on which the key has to count.
        folder: Where the public half of the agent's key is put.

    Returns:
        The file to sign with, and the public key, as in a ``.pub`` file without a comment.

    Raises:
        SigningError: There is no key, or it is not one of the person's that count on the day.
    """
    named = given or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    if named is not None:
        key = _public_key(named)
        _judge(key, str(named), person, people, day)
        return named, key
    own = [entry.key for entry in people[person].keys if entry.covers(day)]
    held = [key for key in _agent(environment) if key in own]
    if not held:
        raise SigningError(
            f"no key of `{person}` was found: name its file with --key or {VARIABLE}, or load it with `ssh-add`; "
            f"{_listed(person, people)}"
        )
    place = folder / "agent.pub"
    place.write_text(f"{held[0]}\n", encoding="ascii")
    return place, held[0]


def _public_key(file: Path) -> str:
    """The public half of a key's file, without asking for its passphrase."""
    if not file.is_file():
        raise SigningError(f"there is no key `{file}`")
    for candidate in (file, file.with_name(f"{file.name}.pub")):
        data = candidate.read_bytes() if candidate.is_file() else b""
        if data and candidate.suffix == ".pub":
            return " ".join(data.decode("utf-8", "replace").split()[:2])
        try:
            return public_half(data)
        except ValueError:
            continue
    raise SigningError(f"`{file}` is not a private key of OpenSSH; `ssh-keygen -t ed25519` makes one")


def _judge(key: str, name: str, person: str, people: Mapping[str, Person], day: date) -> None:
    holders = owners(people).get(key, ())
    if person not in holders:
        whose = f"it belongs to `{holders[0]}`" if holders else "nobody has it there"
        raise SigningError(
            f"the key `{name}` is not one of `{person}` in registers/people.yml: {whose}; {_listed(person, people)}"
        )
    if not any(entry.key == key and entry.covers(day) for entry in people[person].keys):
        raise SigningError(f"the key `{name}` of `{person}` does not count on {day}: see registers/people.yml")


def _listed(person: str, people: Mapping[str, Person]) -> str:
    count = len(people[person].keys)
    return (
        f"the register lists {count} key{'' if count == 1 else 's'} of this person"
        if count
        else (f"the register lists no key of `{person}` yet; add the public half there")
    )


def _agent(environment: Mapping[str, str]) -> list[str]:
    """The public keys that the ssh-agent holds; none without an agent."""
    if not environment.get("SSH_AUTH_SOCK"):
        return []
    command = [program("ssh-add"), "-L"]
    done = subprocess.run(command, capture_output=True, check=False, text=True, env=dict(environment))  # noqa: S603  # fixed
    return [" ".join(line.split()[:2]) for line in done.stdout.splitlines()] if done.returncode == 0 else []
