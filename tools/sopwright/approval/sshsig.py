"""Reading SSH's containers: who signed for what purpose (SSHSIG), and which public key a private one belongs to.

Formats: PROTOCOL.sshsig and PROTOCOL.key of OpenSSH. Only ``ssh-keygen`` decides whether a signature is good; what is
read here chooses the key that it is tried with, and the words when it is not.
"""

import base64
import binascii
import re
from dataclasses import dataclass

_ARMOUR = re.compile(
    rb"-----BEGIN SSH SIGNATURE-----\n"
    rb"((?:[A-Za-z0-9+/]{1,76}\n)*[A-Za-z0-9+/]{1,76}={0,2})\n"
    rb"-----END SSH SIGNATURE-----\n"
)
_PRIVATE = re.compile(
    rb"-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/=\n]+)\n-----END OPENSSH PRIVATE KEY-----\s*"
)
_MAGIC = b"SSHSIG"
_KEY_MAGIC = b"openssh-key-v1\0"
_VERSION = 1
_LONGEST = 10_000
"""Bytes; a signature by the longest key in use has a fifth of it."""


@dataclass(frozen=True)
class Signature:
    """What an SSHSIG says about itself."""

    key: str
    """The signer's public key, as in a ``.pub`` file without a comment."""
    namespace: str


class _Wire:
    """Reads SSH's wire format (RFC 4251, section 5)."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def take(self, length: int) -> bytes:
        if len(self.rest) < length:
            raise ValueError("it ends too early")
        taken, self.rest = self.rest[:length], self.rest[length:]
        return taken

    def number(self) -> int:
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        return self.take(self.number())


def read_signature(armoured: bytes) -> Signature:
    """Read a ``.sig`` file.

    Raises:
        ValueError: It is not exactly one armoured SSHSIG; the words say what is wrong.
    """
    match = _ARMOUR.fullmatch(armoured) if len(armoured) <= _LONGEST else None
    if match is None:
        raise ValueError("the file is not one SSH signature and nothing else")
    wire = _Wire(_decoded(match[1]))
    if wire.take(len(_MAGIC)) != _MAGIC or wire.number() != _VERSION:
        raise ValueError("it is not a signature of the form that `ssh-keygen -Y sign` writes")
    key, namespace = wire.string(), wire.string()
    wire.string()  # reserved
    wire.string()  # the name of the hash
    wire.string()  # the signature itself
    if wire.rest:
        raise ValueError("something follows the signature")
    return Signature(public_line(key), namespace.decode("utf-8", "replace"))


def public_line(blob: bytes) -> str:
    """A public key as in a ``.pub`` file: its type and itself.

    Raises:
        ValueError: The bytes are no public key.
    """
    kind = _Wire(blob).string()
    if not re.fullmatch(rb"[a-z0-9@.-]{1,64}", kind):
        raise ValueError("the key has no type")
    return f"{kind.decode('ascii')} {base64.b64encode(blob).decode('ascii')}"


def public_half(private: bytes) -> str:
    """The public key inside a private key's file, which stands there in clear even where the file has a passphrase.

    Raises:
        ValueError: The file is not a private key in OpenSSH's own format.
    """
    match = _PRIVATE.fullmatch(private)
    if match is None:
        raise ValueError("the file is not a private key of OpenSSH")
    wire = _Wire(_decoded(match[1]))
    if wire.take(len(_KEY_MAGIC)) != _KEY_MAGIC:
        raise ValueError("the file is not a private key of OpenSSH")
    for _ in ("cipher", "key derivation", "its options"):
        wire.string()
    if wire.number() != 1:
        raise ValueError("the file holds more than one key")
    return public_line(wire.string())


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text.replace(b"\n", b""), validate=True)
    except binascii.Error as error:
        raise ValueError("it is not base64") from error
