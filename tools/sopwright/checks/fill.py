"""Several processes that read documents, look at each alone, and leave what they found in the memory."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from sopwright.checks.check import Context, note_all
from sopwright.checks.notes import Notes
from sopwright.checks.registry import CHECKS
from sopwright.checks.remembered import key_of
from sopwright.load.handbook import handbook_of
from sopwright.load.memory import Memory
from sopwright.load.parts import document_part, part
from sopwright.load.shared import load_shared
from sopwright.model.approvals import Approvals
from sopwright.source.look import Sight, moment

FEWEST = 40
"""For fewer documents it takes longer to start a process than to read them here."""


def fill(root: Path, memory: Memory, workers: int, folders: Sequence[str]) -> Mapping[str, Sight]:
    """Look at documents in several processes, for the memory.

    Args:
        root: The folder that holds the handbook.
        memory: Where it is put.
        workers: How many processes.
        folders: The documents' folders.

    Returns:
        What was seen in each folder; nothing where all is left to the caller.
    """
    if workers < 2 or memory.folder is None or len(folders) < FEWEST:
        return {}
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        shares = [folders[start::workers] for start in range(workers)]
        found = list(pool.map(partial(_look, root, memory.folder), shares))
    return {folder: sight for sights in found for folder, sight in sights.items()}


def _look(root: Path, place: Path, folders: Sequence[str]) -> Mapping[str, Sight]:
    now, memory = moment(), Memory(place)
    shared = part(None, root, now, load_shared)
    handbook = handbook_of(shared.value, Approvals(), ())
    context = Context(handbook).without_documents() if handbook is not None else None
    sights: dict[str, Sight] = {}
    for folder in folders:
        one = document_part(None, None, root, folder, now, memory)
        sights[folder] = one.sight
        if context is not None and one.value.document is not None:
            notes = Notes()
            note_all(context.alone(one.value.document), notes, CHECKS)
            memory.put(key_of(one.sight, shared.sight), notes.values)
    return sights
