"""``sopwright build --shard`` and ``--merge``: one build divided over several machines."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sopwright.edition.plan import Projection
from sopwright.outputs.output import Output
from sopwright.outputs.parts import FILE, Part, PartError, share, whole
from sopwright.outputs.write import join

FOLDER = "shards"


def folder_of(build: Path, shard: tuple[int, int]) -> Path:
    """Where a part is written, below ``build/``."""
    return build / FOLDER / f"{shard[0]}-of-{shard[1]}"


def begin(folder: Path) -> None:
    """From now on the part's folder is not complete."""
    (folder / FILE).unlink(missing_ok=True)


def end(
    folder: Path, shard: tuple[int, int], made_of: str, outputs: Sequence[Output], documents: Mapping[str, int],
    audiences: Sequence[str],
) -> None:  # fmt: skip
    """From now on it is."""
    names = tuple(output.name for output in outputs)
    Part(made_of, *shard, names, tuple(audiences), documents).write(folder)


def languages_of(languages: Sequence[str], shard: tuple[int, int] | None) -> tuple[str, ...]:
    """The languages that a run makes.

    Raises:
        PartError: There are more parts than languages.
    """
    return tuple(languages) if shard is None else share(languages, *shard)


def merge(folders: Sequence[Path], made_of: str, outputs: Sequence[Output], plan: Projection, target: Path) -> int:
    """Join the parts of a build, and return how many documents they hold.

    Raises:
        PartError: They do not make a whole.
    """
    parts = {folder: Part.read(folder) for folder in folders}
    for folder, part in parts.items():
        lacking = [output.name for output in outputs if output.name not in part.outputs]
        if lacking or part.audiences != tuple(plan.audiences):
            raise PartError(f"{folder} was asked for other outputs or audiences")
    places = whole(parts, made_of)
    if places.keys() != set(plan.languages):
        raise PartError(f"the parts hold {', '.join(places)}; the handbook has {', '.join(plan.languages)}")
    facts = [plan.facts(audience, language) for audience in plan.audiences for language in plan.languages]
    join(outputs, facts, places, target)
    return sum(sum(part.languages.values()) for part in parts.values())
