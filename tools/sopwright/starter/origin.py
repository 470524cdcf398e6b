"""Where the example handbook is: inside the installed package, or around its source."""

from collections.abc import Mapping
from pathlib import Path

INSIDE = Path(__file__).parents[1] / "example"
"""Where a wheel carries it (see ``pyproject.toml``)."""
AROUND = Path(__file__).parents[3]

PARTS = ("handbook", "policies", "registers", "templates")
SHELL = "mkdocs.yml"


def example() -> Mapping[str, Path]:
    """The example's files: path with forward slashes to the file."""
    root = INSIDE if INSIDE.is_dir() else AROUND
    found = {SHELL: root / SHELL}
    for part in PARTS:
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and not path.is_symlink():
                found[path.relative_to(root).as_posix()] = path
    return found


def languages() -> tuple[str, ...]:
    """The languages that the example has words for; the one that its documents are written in comes first."""
    found = {Path(name).stem for name in example() if name.startswith("templates/words/")}
    return ("en", *sorted(found - {"en"}))
