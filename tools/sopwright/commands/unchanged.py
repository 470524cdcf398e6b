"""What ``sopwright verify --cache`` found for exactly these files, so that the next run need not look again."""

import hashlib
from datetime import date
from pathlib import Path

from sopwright import __version__
from sopwright.history.git import NoHistory, git
from sopwright.history.repository import HEAD, Repository

PLACE = Path("build", ".cache", "verified")
"""Below the handbook's folder: the last state that was found without a fault, and what was counted."""

Counts = tuple[int, int, int]
"""Records, those that are new, languages of documents that are approved."""


def state_of(root: Path, base: str, day: date) -> str:
    """What the outcome of a run depends on, as a digest.

    Args:
        root: The handbook's folder.
        base: The commit before the change, or an empty text.
        day: The day: keys, posts and emergencies end by it.

    Returns:
        The digest; empty where a file differs from the newest commit, or there is no history.

    Raises:
        HistoryError: There is no commit of that name.
    """
    try:
        repository = Repository.find(root)
    except NoHistory:
        return ""
    listed = git(repository.root, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".").decode()
    built = f"?? {repository.prefix}{PLACE.parts[0]}/"
    if any(not line.startswith(built) for line in listed.split("\0") if line):
        return ""
    before = repository.resolve(base) if base else ""
    parts = (__version__, repository.resolve(HEAD), repository.prefix, before, day.isoformat())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def recall(root: Path, state: str) -> Counts | None:
    """What was counted in this state, if it was found without a fault."""
    place = root / PLACE
    words = place.read_text(encoding="ascii", errors="replace").split() if state and place.is_file() else []
    if len(words) != 4 or words[0] != state or not all(word.isdecimal() for word in words[1:]):
        return None
    return int(words[1]), int(words[2]), int(words[3])


def remember(root: Path, state: str, counts: Counts) -> None:
    """Keep what was counted in a state without a fault."""
    if not state:
        return
    place = root / PLACE
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_suffix(".new")
    aside.write_text(" ".join([state, *map(str, counts)]) + "\n", encoding="ascii")
    aside.replace(place)
