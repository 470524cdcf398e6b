"""Compressed siblings: ``page.html.gz`` beside ``page.html``, for static servers that hand them out as they are."""

import gzip
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

TEXTS = (".html", ".css", ".js", ".svg", ".xml", ".json", ".csv", ".txt")
"""How the names of files end that are worth compressing."""
SMALLEST = 1024
"""Bytes of the smallest file that is compressed: a smaller one fits into one packet anyway."""


class NoCompressorError(Exception):
    """The library that compresses is not installed."""


@dataclass(frozen=True)
class Form:
    """A way to compress."""

    ending: str
    """Of the sibling's name."""
    compress: Callable[[bytes], bytes]
    """The same bytes give the same bytes, whenever it runs."""


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise NoCompressorError(f"compressing needs the package `{name}`: pip install 'sopwright[compress]'") from error


def _gzip() -> Form:
    return Form(".gz", lambda data: gzip.compress(data, 6, mtime=0))


def _brotli() -> Form:
    library = _library("brotli")
    return Form(".br", lambda data: bytes(library.compress(data, quality=5)))


def _zstd() -> Form:
    """Zstandard: Python's own from 3.14 on."""
    if sys.version_info >= (3, 14):
        own = _library("compression.zstd")
        return Form(".zst", lambda data: bytes(own.compress(data, 10)))
    library = _library("zstandard")
    return Form(".zst", lambda data: bytes(library.ZstdCompressor(level=10).compress(data)))


FORMS: Mapping[str, Callable[[], Form]] = {"gzip": _gzip, "brotli": _brotli, "zstd": _zstd}
"""By the names that HTTP and ``--compress`` use for them."""


def form(name: str) -> Form:
    """A way to compress.

    Args:
        name: A key of `FORMS`.

    Raises:
        NoCompressorError: Its library is not installed.
    """
    return FORMS[name]()


def is_worth(path: str, data: bytes) -> bool:
    """Whether a file gets compressed siblings."""
    return path.endswith(TEXTS) and len(data) >= SMALLEST
