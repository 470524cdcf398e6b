"""A Git repository: its commits, and the files that they hold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sopwright.history.git import HistoryError, NoHistory, git

HEAD = "HEAD"
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./@{}^~+-]{0,199}")
_FILE = ("100644", "100755")
_LINK = "120000"
_WHO = ("-c", "--name-status", "--no-renames", "-z", "--format=commit <%ae>%n%(trailers:key=Co-authored-by)")
"""With -c a merge shows only the files in which it differs from all its parents: those it changed by itself."""

_ADDRESS = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True)
class Commit:
    """A commit of the first-parent history."""

    id: str
    time: datetime
    """When it was committed, in UTC; a statement of the committer's machine, no proof."""
    added: frozenset[str] = frozenset()
    """The files asked about that it adds."""


@dataclass(frozen=True)
class Changed:
    """A file that differs between two commits."""

    path: str
    status: str
    """``A`` added, ``M`` modified, ``D`` deleted, ``T`` of another kind, such as a symbolic link."""
    mode: str
    """What it is now: ``100644`` a file, ``120000`` a symbolic link, ``000000`` nothing."""


@dataclass(frozen=True)
class Repository:
    """The repository that a handbook stands in; all paths are below the handbook's own folder."""

    root: Path
    """The handbook's folder."""
    prefix: str = ""
    """Where that stands in the repository: empty, or ``company/`` with a slash at its end."""

    @classmethod
    def find(cls, root: Path) -> "Repository":
        """The repository of a handbook.

        Raises:
            NoHistory: The folder stands in no repository, or git is not installed.
        """
        folder = root.resolve()
        try:
            prefix = git(folder, "rev-parse", "--show-prefix").decode().rstrip("\n")
        except NoHistory:
            raise
        except HistoryError as error:
            raise NoHistory(f"{root} is not in a Git repository that can be read ({error})") from error
        return cls(folder, prefix)

    @property
    def top(self) -> Path:
        """The repository's own folder."""
        return self.root.parents[self.prefix.count("/") - 1] if self.prefix else self.root

    @cached_property
    def shallow(self) -> bool:
        """Whether this clone holds only the newest commits."""
        return git(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true"

    @property
    def hint(self) -> str:
        """What to try when something is not in the history; empty where the history is whole."""
        return "this clone holds only the newest commits; `git fetch --unshallow` gets the others" * self.shallow

    def resolve(self, name: str) -> str:
        """The id of a commit that is named by its id, a branch, a tag or ``HEAD~1``.

        Raises:
            HistoryError: There is no such commit.
        """
        words = f"`{name[:80]}` is not a commit of this repository"
        if not _NAME.fullmatch(name):
            raise HistoryError(words)
        try:
            found = git(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except NoHistory:
            raise
        except HistoryError as error:
            raise HistoryError(f"{words}; {self.hint}" if self.hint else words) from error
        return found.decode().strip()

    def commits(self, paths: Sequence[str], until: str = HEAD) -> Iterator[Commit]:
        """The commits that changed any of some files or folders, newest first.

        Only the line of first parents counts: what a branch tried out before it was merged was never published.

        Args:
            paths: Files or folders.
            until: The newest commit to look at.

        Raises:
            HistoryError: There is no such commit.
        """
        said = git(
            self.top,
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--no-renames",
            "--name-status",
            "-z",
            "--format=commit %H %ct",
            "--end-of-options",
            self.resolve(until),
            "--",
            *self._full(paths),
        )
        for head, files in _records(said):
            _, name, seconds = head.split()
            added = frozenset(path.removeprefix(self.prefix) for status, path in files if status == "A")
            yield Commit(name, datetime.fromtimestamp(int(seconds), UTC), added)

    def at_time(self, moment: datetime) -> str:
        """The id of the commit that was the newest of the first-parent line at a moment.

        Raises:
            HistoryError: All commits are younger.
        """
        seconds = int(moment.timestamp())
        before = ("rev-list", "--first-parent", "--max-count=1", f"--before={seconds}")
        found = git(self.top, *before, "--end-of-options", self.resolve(HEAD)).decode().strip()
        if not found:
            words = f"the history begins after {moment.date().isoformat()}"
            raise HistoryError(f"{words}; {self.hint}" if self.hint else words)
        return found

    def changed(self, base: str, head: str = HEAD) -> tuple[Changed, ...]:
        """The files that differ between two commits, by path; a renamed file is one deleted and one added."""
        ends = (self.resolve(base), self.resolve(head))
        said = git(self.top, "diff-tree", "-r", "-z", "--no-renames", "--raw", "--end-of-options", *ends)
        fields = said.decode("utf-8", "surrogateescape").split("\0")[:-1]
        found: list[Changed] = []
        for facts, path in zip(fields[::2], fields[1::2], strict=True):
            _, mode, _, _, status = facts.split(" ")
            if path.startswith(self.prefix):
                found.append(Changed(path.removeprefix(self.prefix), status[0], mode))
        return tuple(found)

    def contributors(self, paths: Sequence[str], since: str = "") -> frozenset[str]:
        """The e-mail addresses, in lower case, of all who changed some files since a commit, or ever without one.

        These are the authors and the co-authors named in the commits, on all branches that were merged. Nobody
        proves who they are: it may keep people from approving, never let them.
        """
        names = f"{self.resolve(since)}..{self.resolve(HEAD)}" if since else self.resolve(HEAD)
        said = git(self.top, "log", "--full-history", *_WHO, "--end-of-options", names, "--", *self._full(paths))
        found = [address for head, files in _records(said) if files for address in _ADDRESS.findall(head)]
        return frozenset(address.strip().lower() for address in found)

    @cached_property
    def writers(self) -> Mapping[str, frozenset[str]]:
        """Who ever changed each file, as :meth:`contributors` tells it, by one look at the whole history."""
        said = git(self.root, "log", "--full-history", *_WHO, "--end-of-options", self.resolve(HEAD))
        found: dict[str, set[str]] = {}
        for head, files in _records(said):
            addresses = {address.strip().lower() for address in _ADDRESS.findall(head)}
            for _, path in files:
                found.setdefault(path.removeprefix(self.prefix), set()).update(addresses)
        return {path: frozenset(addresses) for path, addresses in found.items()}

    def files(self, commit: str, paths: Sequence[str]) -> Mapping[str, bytes]:
        """The files of a commit that are, or stand below, some paths; those that are not there are left out.

        Raises:
            HistoryError: One of them is a symbolic link or has no proper name.
        """
        objects = self._entries(commit, paths)
        return dict(zip(objects, self._read(list(objects.values())), strict=True))

    def snapshot(self, commit: str, paths: Sequence[str], into: Path) -> None:
        """Write files of a commit into a folder.

        Raises:
            HistoryError: One of them is a symbolic link or has no proper name; then nothing is written.
        """
        for path, data in self.files(commit, paths).items():
            place = into / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)

    def ids(self, commit: str, paths: Sequence[str]) -> tuple[str, ...]:
        """The ids of what stands under some paths in a commit: equal ids mean equal content, empty means nothing."""
        found = {path: name for (_, _, name), path in self._tree(commit, self._full(paths))}
        return tuple(found.get(path, "") for path in self._full(paths))

    def names(self, commit: str, folder: str) -> tuple[str, ...]:
        """What stands directly in a folder of a commit, files and folders, by name."""
        return tuple(path.rpartition("/")[2] for _, path in self._tree(commit, self._full([f"{folder}/"])))

    def paths(self, commit: str) -> tuple[str, ...]:
        """The paths of all files of a commit."""
        return tuple(path.removeprefix(self.prefix) for _, path in self._tree(commit, self._full([""]), "-r"))

    def _tree(self, commit: str, paths: Sequence[str], *options: str) -> list[tuple[list[str], str]]:
        """The entries of a commit below some paths: mode, kind and object id, and the path in the repository."""
        given = [path for path in paths if path]
        said = git(self.top, "ls-tree", "-z", "--full-tree", *options, self.resolve(commit), "--", *given)
        lines = (line.partition("\t") for line in said.decode("utf-8", "surrogateescape").split("\0")[:-1])
        return [(facts.split(" "), path) for facts, _, path in lines]

    def _entries(self, commit: str, paths: Sequence[str]) -> Mapping[str, str]:
        """The object ids of the files of a commit that are, or stand below, some paths; by path."""
        entries: dict[str, str] = {}
        for (mode, _, name), path in self._tree(commit, self._full(paths), "-r") if paths else ():
            short = path.removeprefix(self.prefix)
            if mode not in _FILE:
                what = "a symbolic link" if mode == _LINK else "not a file"
                raise HistoryError(f"`{short}` is {what} in the commit {commit[:12]}; it is not followed")
            if {"", ".", "..", ".git"} & set(short.split("/")):
                raise HistoryError(f"the commit {commit[:12]} holds a file with the name {short!a}")
            entries[short] = name
        return entries

    def _read(self, objects: Sequence[str]) -> list[bytes]:
        """The contents of objects, all by one call."""
        if not objects:
            return []
        said = git(self.top, "cat-file", "--batch", given="".join(f"{name}\n" for name in objects).encode())
        contents: list[bytes] = []
        start = 0
        for name in objects:
            end = said.index(b"\n", start)
            facts = said[start:end].split(b" ")
            if len(facts) != 3:
                raise HistoryError(f"the repository lacks the object {name}; {self.hint or 'it may be damaged'}")
            size = int(facts[2])
            contents.append(said[end + 1 : end + 1 + size])
            start = end + size + 2
        return contents

    def _full(self, paths: Sequence[str]) -> list[str]:
        return [f"{self.prefix}{path}" for path in paths]


def _records(said: bytes) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What ``log --name-status -z`` prints: a line a commit, and behind it the status and the path of each file."""
    fields = iter(said.decode("utf-8", "surrogateescape").split("\0")[:-1])
    head: str | None = None
    files: list[tuple[str, str]] = []
    for field in fields:
        if field.startswith("commit "):
            if head is not None:
                yield head, files
            head, files = field, []
        elif field.strip():  # a merge that changed nothing by itself has an empty field instead
            files.append((field.strip(), next(fields)))
    if head is not None:
        yield head, files
