"""Calling git: read-only, without a shell, deaf to what the surroundings or the repository would make it do."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "core.attributesFile=/dev/null",
    "protocol.allow=never",
    "log.showSignature=false",
    "gc.auto=0",
)
"""Nothing that a repository's own configuration names is run, and nothing is fetched."""


class HistoryError(Exception):
    """Why something cannot be learned from the history, in plain words."""


class NoHistory(HistoryError):  # noqa: N818  # a state of affairs: callers that can do without catch it
    """There is no repository here, or no git to read it with."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints.

    Raises:
        NoHistory: git is not installed.
        HistoryError: git refused; the message holds its own words.
    """
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    command = ["git", "--no-pager", "--literal-pathspecs", "--no-replace-objects", *settings, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # a list of arguments, no shell; names are checked by the callers
            command, cwd=folder, input=given, capture_output=True, env=environment(os.environ), check=False
        )
    except FileNotFoundError as error:
        if not folder.is_dir():
            raise
        words = "git is not installed, so earlier contents cannot be read: install the package `git`"
        raise NoHistory(words) from error
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise HistoryError(f"git {arguments[0]} failed: {said or f'code {done.returncode}'}")
    return done.stdout


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """An environment without git's own variables: they could lead it to another repository or program."""
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
