"""``sopwright build --shard`` and ``--merge``: one build divided over several machines."""

from collections.abc import Sequence
from pathlib import Path

from sopwright.edition.plan import Projection
from sopwright.outputs.output import Output
from sopwright.outputs.parts import Part, PartError, whole
from sopwright.outputs.write import join

FOLDER = "shards"


def folder_of(build: Path, shard: tuple[int, int]) -> Path:
    """Where a part is written, below ``build/``."""
    return build / FOLDER / f"{shard[0]}-of-{shard[1]}"


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
