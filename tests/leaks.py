"""Canaries: a word in each place that a secret may stand in, and a search that finds it in any form it may take."""

import base64
import binascii
import gzip
import re
import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

_LATIN = "bcdfghjklmnpqrstvwxz"
_CYRILLIC = "бвгджзклмнпрстфхцчш"
_ESCAPES = re.compile(r"\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|\\u\{([0-9a-f]{1,6})\}")


def word(language: str = "en") -> str:
    """A word in a language's letters that stands nowhere else."""
    letters = _CYRILLIC if language == "bg" else _LATIN
    return "".join(secrets.choice(letters) for _ in range(20))


@dataclass(frozen=True)
class Find:
    """A canary where it was found."""

    token: str
    path: str
    """Below the folder that was searched."""
    form: str
    """How it was written there: ``text``, ``utf-16``, ``gzip text`` ..."""


@dataclass
class Search:
    """Looks for words in files; what the same bytes hold is looked for once."""

    tokens: Iterable[str]
    _known: dict[bytes, frozenset[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tokens = tuple(self.tokens)
        self._binary = [(token, form, needle) for token in self.tokens for form, needle in _binary_forms(token)]

    def folder(self, folder: Path) -> list[Find]:
        """Every canary in the names and the contents of a folder's files."""
        found: list[Find] = []
        for place in sorted(folder.rglob("*")):
            path = place.relative_to(folder).as_posix()
            found.extend(Find(token, path, f"name {form}") for token, form in self.data(path.encode()))
            if place.is_file():
                found.extend(Find(token, path, form) for token, form in self.data(place.read_bytes()))
        return found

    def data(self, data: bytes) -> frozenset[tuple[str, str]]:
        """The canaries in some bytes, each with its form."""
        if data not in self._known:
            self._known[data] = frozenset(
                (token, f"{layer}{form}") for layer, inner in _layers(data) for token, form in self._plain(inner)
            )
        return self._known[data]

    def _plain(self, data: bytes) -> Iterator[tuple[str, str]]:
        text = data.decode("utf-8", "replace").casefold()
        decoded = _decoded(text)
        for token in self.tokens:
            if token.casefold() in text:
                yield token, "text"
            elif token.casefold() in decoded:
                yield token, "escaped"
        lower, joined = data.lower(), b"".join(data.split()).translate(bytes.maketrans(b"-_", b"+/"))
        haystacks = {"utf-16": data, "hexadecimal": lower, "base64": joined}
        for token, form, needle in self._binary:
            if needle in haystacks[form]:
                yield token, form


def _layers(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves, and what is packed in them."""
    yield "", data
    if data.startswith(b"\x1f\x8b"):
        yield from (("gzip " + layer, inner) for layer, inner in _layers(gzip.decompress(data)))
    if data.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(data)) as archive:
            yield "zip ", "\n".join(archive.namelist()).encode()
            for name in archive.namelist():
                yield from (("zip " + layer, inner) for layer, inner in _layers(archive.read(name)))
    if data.startswith(b"\x89PNG"):
        yield from (("deflated ", inner) for inner in _deflated(data))


def _deflated(png: bytes) -> Iterator[bytes]:
    """The compressed texts of a PNG picture."""
    place = 8
    while place + 8 <= len(png):
        length = int.from_bytes(png[place : place + 4], "big")
        if png[place + 4 : place + 8] in (b"zTXt", b"iTXt", b"iCCP"):
            body = png[place + 8 : place + 8 + length]
            start = body.find(b"\x78")  # a zlib stream begins with it
            if start >= 0:
                yield zlib.decompressobj().decompress(body[start:])
        place += length + 12


def _decoded(text: str) -> str:
    """A text with its URL, HTML and JSON escapes resolved, those inside each other, too."""
    for _ in range(4):
        text, before = unescape(unquote(_ESCAPES.sub(_character, text))), text
        if text == before:
            break
    return text.casefold()


def _character(match: re.Match[str]) -> str:
    return chr(min(int(match[1] or match[2] or match[3], 16), 0x10FFFF))


def _binary_forms(token: str) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-16-le", "utf-16-be"):
        yield "utf-16", token.encode(encoding)
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = token.encode(encoding)
        yield "hexadecimal", binascii.hexlify(raw)
        yield from (("base64", needle) for needle in _base64(raw))


def _base64(raw: bytes) -> Iterator[bytes]:
    """The characters that some bytes surely have in base64, at each of the three places they may start."""
    for before, undecided in ((0, 0), (1, 2), (2, 3)):
        whole = base64.b64encode(bytes(before) + raw).rstrip(b"=")
        end = len(whole) - 1 if (before + len(raw)) % 3 else len(whole)
        yield whole[undecided:end]
