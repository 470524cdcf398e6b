"""The stylesheet and the logo of the server's own pages."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sopwright.model.handbook import Handbook

ASSETS = Path("templates", "serve", "assets")


@dataclass(frozen=True)
class Asset:
    """A file of the server's pages, under a name that changes with its content."""

    address: str
    data: bytes
    kind: str


def assets(root: Path, handbook: Handbook) -> Mapping[str, Asset]:
    """The stylesheet and the logo, by the names that templates use."""
    logo = handbook.registers.organisation.logo
    return {
        "style": _asset(root / ASSETS / "style.css", "text/css; charset=utf-8"),
        "logo": _asset(root / "registers" / logo, "image/svg+xml" if logo.endswith(".svg") else "image/png"),
    }


def _asset(file: Path, kind: str) -> Asset:
    data = file.read_bytes()
    return Asset(f"/assets/{hashlib.sha256(data).hexdigest()[:16]}{file.suffix}", data, kind)
