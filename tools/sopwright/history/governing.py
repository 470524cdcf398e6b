"""The rules and the rosters that decisions were made by, as they were."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from sopwright.approval.digest import canonical, digest_of, roster_of, rules_of
from sopwright.history.contents import REGISTERS
from sopwright.history.git import HistoryError
from sopwright.history.repository import Repository
from sopwright.load.registers import load_registers
from sopwright.model.handbook import Registers
from sopwright.source.tree import Tree

_FILES = tuple(f"{REGISTERS}/{name}.yml" for name in ("approval", "people", "posts"))


def governing(repository: Repository | None, current: Registers, wanted: frozenset[str]) -> Mapping[str, bytes]:
    """The canonical JSON of rules and rosters by their digest; those that neither now nor the history has are missing.

    Args:
        repository: Where earlier registers are looked for.
        current: The registers as they stand.
        wanted: The digests that records name.
    """
    found = _of(current, wanted)
    for registers in _earlier(repository) if repository is not None and found.keys() < wanted else ():
        found |= _of(registers, wanted)
        if found.keys() == wanted:
            break
    return found


def _of(registers: Registers, wanted: frozenset[str]) -> dict[str, bytes]:
    values = (rules_of(registers), roster_of(registers))
    return {digest: canonical(value) for value in values if (digest := digest_of(value)) in wanted}


def _earlier(repository: Repository) -> Iterator[Registers]:
    """The registers of each commit that changed who decides, newest first; what cannot be read is passed over."""
    try:
        commits = list(repository.commits(_FILES))
    except HistoryError:
        return  # there is no commit yet
    for commit in commits:
        with tempfile.TemporaryDirectory(prefix="sopwright-") as temporary:
            root = Path(temporary)
            repository.snapshot(commit.id, [REGISTERS], root)
            registers = load_registers(Tree(root)).registers
        if registers is not None:
            yield registers
