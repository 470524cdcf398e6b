"""Public keys: which kinds count, how sure they are, and which are only examples."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sopwright.approval.sshsig import public_line
from sopwright.model.approval import Assurance
from sopwright.model.registers import Person, PersonKey

EXAMPLE_HANDBOOK = "brightwater"
"""The id of the organisation whose example keys count: nowhere else do they."""

_IN_DEVICE = ("sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com")
KINDS = ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", *_IN_DEVICE)
"""Kinds of keys that count; RSA is left out, so that no length has to be judged."""


def fault_of(key: str) -> str:
    """Say in words why a public key cannot be used; an empty text means that it can."""
    kind, _, body = key.partition(" ")
    try:
        blob = base64.b64decode(body, validate=True)
        same = public_line(blob) == key
    except (binascii.Error, ValueError):
        return "it is not a public key such as `ssh-ed25519 AAAA...`"
    if not same:
        return f"it calls itself `{kind}`, but holds a key of another kind"
    return "" if kind in KINDS else f"keys of the kind `{kind}` do not count here; one of {', '.join(KINDS)} does"


def fingerprint(key: str) -> str:
    """The key's fingerprint as ``ssh-keygen -l`` prints it: ``SHA256:`` and base64 without padding."""
    digest = hashlib.sha256(base64.b64decode(key.partition(" ")[2])).digest()
    return "SHA256:" + base64.b64encode(digest).decode("ascii").rstrip("=")


def assurance_of(key: str) -> Assurance:
    """How sure a signature by a key is: a key in a device cannot be copied."""
    return "hardware" if key.startswith(_IN_DEVICE) else "signed"


@cache
def example_fingerprints() -> frozenset[str]:
    """The fingerprints of the example company's keys; their private halves are published."""
    return frozenset(files("sopwright.approval").joinpath("example-keys.txt").read_text(encoding="ascii").split())


def is_example(key: PersonKey | str) -> bool:
    """Whether a key is an example, by its mark or, should that be dropped, by its fingerprint."""
    if isinstance(key, PersonKey):
        return key.example or is_example(key.key)
    return fingerprint(key) in example_fingerprints()


def owners(people: Mapping[str, Person]) -> Mapping[str, tuple[str, ...]]:
    """The people of each public key; more than one is a fault."""
    result: dict[str, tuple[str, ...]] = {}
    for name, person in people.items():
        for key in dict.fromkeys(entry.key for entry in person.keys):
            result[key] = (*result.get(key, ()), name)
    return result
