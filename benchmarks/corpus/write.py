"""Writing a whole handbook."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from benchmarks.corpus.metadata import metadata, revisions
from benchmarks.corpus.plans import Plan, plans, wider
from benchmarks.corpus.pool import LANGUAGES
from benchmarks.corpus.registers import answers, write_registers
from benchmarks.corpus.words import Part, Writer
from sopwright.model.pin import PinnedSection, digest
from sopwright.translation.pins import pin_name, pin_text

SEED = 7


def write_handbook(target: Path, procedures: int, seed: int = SEED) -> int:
    """Write a handbook that ``sopwright check`` finds no fault in.

    Args:
        target: A folder that does not exist yet, or is empty.
        procedures: How many procedures; there are a few policies besides.
        seed: Another one makes another handbook.

    Returns:
        How many documents were written.
    """
    everything = plans(procedures, seed)
    write_registers(target, everything)
    for plan in everything:
        _write_document(target / plan.folder, plan, everything, seed)
    return len(everything)


def _write_document(folder: Path, plan: Plan, everything: Sequence[Plan], seed: int) -> None:
    folder.mkdir(parents=True)
    chance = Random(f"{seed}:{plan.number}:related")  # noqa: S311  # nothing secret
    related = sorted({wider(plan, everything, chance).id for _ in range(3)})
    _write(folder / f"{plan.kind}.yml", metadata(plan, related, seed))
    writer = Writer(plan, everything, seed)
    parts = writer.parts(writer.title())
    for language in LANGUAGES:
        _write(folder / f"{language}.md", "\n\n".join(part.text(language) for part in parts) + "\n")
        if language != "en":
            _write(folder / pin_name(language), pin_text(_pins(plan, parts, language)))


def _pins(plan: Plan, parts: Sequence[Part], language: str) -> Mapping[str, PinnedSection]:
    """Pins as if each section had been accepted just now: the words stand in their one form already."""
    pins = {}
    for part in parts:
        there, here = (_with_answers(plan, part, key) for key in ("en", language))
        pins[part.id] = PinnedSection.model_construct(
            source=digest(there), own=digest(here), revision=revisions(plan), words=there
        )
    return pins


def _with_answers(plan: Plan, part: Part, language: str) -> str:
    labels = [f"%% {answer}: {answers()[answer][language]}" for answer in plan.answers(part.id)]
    return "\n\n".join(text for text in (part.text(language), "\n".join(labels)) if text)


def _write(file: Path, text: str) -> None:
    file.write_bytes(text.encode("utf-8"))
