"""What a file is, by its name: its type, and whether browsers may keep it."""

import re
from pathlib import PurePosixPath
from typing import Final

OTHER: Final = "application/octet-stream"
KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}
"""Written out, so that no file of the machine changes what is sent; all else is only downloaded."""
KEPT: Final = "private, max-age=31536000, immutable"
_HASHED: Final = re.compile(r"/assets/(?:.*/)?[^/]*[.-][0-9a-f]{8,64}\.[^/]+\Z")


def kind_of(address: str) -> str:
    """The type of a file."""
    return KINDS.get(PurePosixPath(address).suffix.lower(), OTHER)


def may_be_kept(address: str) -> bool:
    """Whether a file is one of the look's, and its name changes with its content; pictures of documents never are."""
    return _HASHED.search(address) is not None
