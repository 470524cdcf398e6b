"""Real Git repositories for tests: the small handbook, with a commit for each list of edits."""

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tests.repositories import apply, copy

PERSON = {"NAME": "Lee Lead", "EMAIL": "l@example.test"}


def git(root: Path, *arguments: str, email: str = PERSON["EMAIL"], at: str = "2026-01-15T09:00:00+00:00") -> str:
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in PERSON.items()}
    who |= {"GIT_AUTHOR_EMAIL": email, "GIT_COMMITTER_EMAIL": email, "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    quiet = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "PATH": "/usr/bin:/bin", "HOME": str(root)}
    done = subprocess.run(["git", *arguments], cwd=root, env={**quiet, **who}, check=True, capture_output=True)
    return done.stdout.decode().strip()


def begin(root: Path, *, site: bool = False) -> str:
    """A repository with the small handbook; the id of its first commit."""
    copy(root, site=site)
    git(root, "init", "--quiet", "--initial-branch=main")
    return commit(root, [])


def commit(root: Path, edits: Iterable[Mapping[str, Any]], message: str = "Change", **when: str) -> str:
    """Make edits and commit everything; the commit's id."""
    for edit in edits:
        apply(root, edit)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", f"--message={message}", **when)
    return git(root, "rev-parse", "HEAD")
