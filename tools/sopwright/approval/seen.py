"""What was verified before: a file of digests, one a line."""

from collections.abc import Collection
from pathlib import Path


def read(cache: Path | None) -> frozenset[str]:
    """The digests in the file; none without one."""
    if cache is None or not cache.is_file():
        return frozenset()
    return frozenset(cache.read_text(encoding="ascii", errors="replace").split())


def add(cache: Path | None, digests: Collection[str]) -> None:
    """Put digests into the file, beside those that are there."""
    if cache is None or not digests:
        return
    cache.parent.mkdir(parents=True, exist_ok=True)
    aside = cache.with_suffix(".new")
    aside.write_text("\n".join(sorted(read(cache) | frozenset(digests))) + "\n", encoding="ascii")
    aside.replace(cache)
