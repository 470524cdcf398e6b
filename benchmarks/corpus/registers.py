"""The registers of the benchmark's handbook: the repository's own, with five audiences and without signatures."""

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.corpus.plans import Plan
from benchmarks.corpus.pool import ROOT, Words

AUDIENCES = ("agents", "specialists", "team-leads", "managers", "legal")
"""Five sites of which each holds most documents, so that none is cheap to build."""
_ROW = re.compile(r"^(?=[a-z])", re.MULTILINE)
_DOCUMENT = re.compile(r"(?<=^  document: )[A-Z]+-\d+", re.MULTILINE)


@cache
def answers() -> Mapping[str, Words]:
    """The labels of all answers that procedures give."""
    files = (ROOT / "registers" / "answers.yml", Path(__file__).with_name("answers.yml"))
    return {key: words for file in files for key, words in YAML(typ="safe").load(file).items()}


def write_registers(target: Path, everything: Sequence[Plan]) -> None:
    """Write ``registers/``, ``templates/`` and ``mkdocs.yml``.

    Args:
        target: The handbook's folder.
        everything: The documents, of which the calendar names some that all may read.
    """
    for name in ("registers", "templates"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copyfile(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    registers = target / "registers"
    _change(registers / "audiences.yml", _five)
    _change(registers / "approval.yml", lambda text: text.replace("signatures: required", "signatures: advisory"))
    answers = Path(__file__).with_name("answers.yml").read_text(encoding="utf-8")
    _change(registers / "answers.yml", lambda text: text + answers)
    first = next(plan.id for plan in everything if plan.circle <= 1)
    _change(registers / "calendar.yml", lambda text: _DOCUMENT.sub(first, text))
    _change(registers / "training.yml", lambda text: re.sub(r"\[[A-Z]{3}-.*\]", "[]", text))


def _five(text: str) -> str:
    head, *rows = _ROW.split(text)
    return head + "".join(row for row in rows if row.partition(":")[0] in AUDIENCES)


def _change(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
