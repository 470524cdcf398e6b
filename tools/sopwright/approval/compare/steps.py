"""The differences of two step graphs."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from sopwright.approval.compare import labels
from sopwright.approval.compare.difference import Difference, Value, added_and_removed
from sopwright.approval.side import Side
from sopwright.model.metadata import Step, Target


def steps(old: Side, new: Side) -> Iterator[Difference]:
    """Steps that were removed, added, moved, or are done by others, within another time, with another way on."""
    before, after = old.document.metadata.steps, new.document.metadata.steps
    names = {**labels.titles(old), **labels.titles(new)}
    for step in before:
        if step not in after:
            yield Difference("step-removed", {"step": names.get(step, step), **_behind(list(before), step, old)}, step)
    for step in after:
        if step not in before:
            yield Difference("step-added", {"step": names.get(step, step), **_behind(list(after), step, new)}, step)
    for step in _moved([s for s in before if s in after], [s for s in after if s in before]):
        yield Difference("step-moved", {"step": names.get(step, step), **_behind(list(after), step, new)}, step)
    for step in after:
        if step in before:
            yield from _step(old, new, step)


def _behind(order: Sequence[str], step: str, side: Side) -> dict[str, Value]:
    """What a step stands behind; nothing for the first one."""
    place = order.index(step)
    before = order[place - 1] if place else ""
    return {"after": labels.titles(side).get(before, before), "number": place}


def _moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The fewest steps that have to move for one order to become the other."""
    turned = tuple(old) > tuple(new)
    one, other = (new, old) if turned else (old, new)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    stayed = {step for block in blocks for step in one[block.a : block.a + block.size]}
    return [step for step in new if step not in stayed]


def _step(old: Side, new: Side, key: str) -> Iterator[Difference]:
    before, after = old.document.metadata.steps[key], new.document.metadata.steps[key]
    if before.by != after.by:
        posts: dict[str, Value] = {
            "old": labels.row(old, "posts", before.by),
            "new": labels.row(new, "posts", after.by),
        }
        yield Difference("step-post-changed", posts, key)
    for name in ("within", "wait"):
        yield from _amount(old, new, name, key)
    laws = labels.rows("laws", old, new, name="short")
    yield from added_and_removed("step-law", "law", before.laws, after.laws, laws, key)
    yield from _ways(old, new, key)


def _amount(old: Side, new: Side, name: str, key: str) -> Iterator[Difference]:
    before: Value = labels.amount(old, getattr(old.document.metadata.steps[key], name))
    after: Value = labels.amount(new, getattr(new.document.metadata.steps[key], name))
    if before and after and before != after:
        yield Difference(f"{name}-changed", {"old": before, "new": after}, key)
    elif before and not after:
        yield Difference(f"{name}-removed", {"amount": before}, key)
    elif after and not before:
        yield Difference(f"{name}-added", {"amount": after}, key)
    elif getattr(old.document.metadata.steps[key], name) != getattr(new.document.metadata.steps[key], name):
        yield Difference(f"{name}-source-changed", {"amount": after}, key)


def _ways(old: Side, new: Side, key: str) -> Iterator[Difference]:
    """Where a step leads; an empty answer is the way on of a step without a choice."""
    before, after = _branches(old.document.metadata.steps[key]), _branches(new.document.metadata.steps[key])
    for answer in dict.fromkeys([*before, *after]):
        if before.get(answer) == after.get(answer):
            continue
        ends = {
            name: labels.target(side, branches[answer])
            for name, side, branches in (("old", old, before), ("new", new, after))
            if answer in branches
        }
        said: dict[str, Value] = {"answer": labels.answer(new if answer in after else old, answer)} if answer else {}
        name = "branch" if answer else "next"
        if len(ends) == 2:
            yield Difference(f"{name}-changed", {**said, **ends}, key)
        else:
            end, where = next(iter(ends.items()))
            yield Difference(f"{name}-{'added' if end == 'new' else 'removed'}", {**said, "target": where}, key)
    if before.keys() == after.keys() and list(before) != list(after):
        yield Difference("branches-reordered", {}, key).editorial()


def _branches(step: Step) -> dict[str, Target]:
    return dict(step.branches)
