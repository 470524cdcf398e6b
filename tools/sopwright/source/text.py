"""Bytes to text: strict UTF-8, bounded, free of characters that deceive a reader."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sopwright.diagnostics import Diagnostic, Rule, Span
from sopwright.source import faults

MAX_BYTES = 1_000_000
"""No content file is larger: a procedure of 100 pages has a fifth of it."""

MAX_FAULTS = 50
"""Faults of one kind reported in one file; whoever mends those sees the rest in the next run."""

SUSPECT = re.compile(
    "[\ud800-\udfff\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Source:
    """A file's text with LF line ends."""

    path: str
    """Below the repository's root, with forward slashes."""
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends."""
        return tuple(self.text.split("\n"))

    def span(self, line: int = 1, column: int = 1) -> Span:
        """A place in this file."""
        return Span(self.path, line, column)


def decode(path: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Turn a file's bytes into text, or say where they cannot be.

    Returns:
        The source, or nothing when it could not be read, and the faults found.
    """
    if len(data) > MAX_BYTES:
        fault = faults.FILE_TOO_LARGE.at(
            Span(path),
            f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read",
            "split the document, or keep large material in a picture or an attachment",
        )
        return None, [fault]
    found: list[Diagnostic] = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        hint = "save the file as UTF-8 without a byte-order mark"
        found.append(faults.BYTE_ORDER_MARK.at(Span(path), "the file begins with a byte-order mark", hint))
    try:
        text = data.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        return None, [*found, _not_utf8(path, data, error)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(path, text)
    found.extend(_suspect_characters(source))
    return source, found


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].replace(b"\r\n", b"\n").decode("utf-8", errors="replace")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    byte = data[error.start]
    return faults.NOT_UTF8.at(
        Span(path, line, column),
        f"byte 0x{byte:02X} is not UTF-8 text ({error.reason})",
        "save the file with the encoding UTF-8",
    )


def _suspect_characters(source: Source) -> Iterator[Diagnostic]:
    if SUSPECT.search(source.text) is None:
        return
    seen: Counter[Rule] = Counter()
    for number, line in enumerate(source.lines, 1):
        for match in SUSPECT.finditer(line):
            rule, _ = _classify(match.group())
            seen[rule] += 1
            if seen[rule] <= MAX_FAULTS:
                yield suspect_fault(source.span(number, match.start() + 1), match.group())


def suspect_fault(span: Span, character: str) -> Diagnostic:
    """The fault of a character that a reader cannot see, or that changes what they see."""
    rule, what = _classify(character)
    hint = "delete it; retype the words around it if you cannot see it"
    return rule.at(span, f"{what} U+{ord(character):04X} stands in the text", hint)


def capped(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The faults of one file, but of each kind no more than are of use; none hides one of another kind."""
    seen: Counter[str] = Counter()
    kept: list[Diagnostic] = []
    for fault in found:
        seen[fault.code] += 1
        if seen[fault.code] <= MAX_FAULTS:
            kept.append(fault)
    return kept


def brief(text: str, length: int = 60) -> str:
    """A text short enough for a message."""
    return text if len(text) <= length else f"{text[:length]}…"


def _classify(character: str) -> tuple[Rule, str]:
    if character in _BIDI:
        return faults.BIDI_CONTROL, "the text-direction control character"
    point = ord(character)
    if point >= 0xE000 and not 0xF900 <= point <= 0xFFFF:
        return faults.PRIVATE_USE, "the private-use character"
    if point < 0x20 or 0x7F <= point <= 0x9F:
        return faults.CONTROL_CHARACTER, "the control character"
    return faults.INVISIBLE_CHARACTER, "the invisible character"
