"""The steps of a procedure with their changes."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sopwright.edition.records import Branch, StepView, TargetView
from sopwright.edition.words import Catalogue
from sopwright.redline.blocks import Differ, all_marked
from sopwright.redline.inline import DELETED, INSERTED, mark, replaced, text
from sopwright.redline.records import ADDED, MOVED, REMOVED, SAME, StepLine
from sopwright.source.nodes import Nodes, plain

Said = Callable[[str], tuple[tuple[str, str], ...]]
"""The differences of a step as such, by its id: each one's kind, and its words."""


def step_lines(
    old: Sequence[StepView], new: Sequence[StepView], differ: Differ, words: Catalogue, said: Said
) -> tuple[StepLine, ...]:
    """All steps in the new order; one that was removed stands behind the one that it followed."""
    before = {step.id: step for step in old}
    after = {step.id: step for step in new}
    lines: list[StepLine] = []
    for step in in_order([step.id for step in old], [step.id for step in new]):
        kinds = dict(said(step))
        changes = tuple(dict.fromkeys(kinds.values()))
        if step not in after:
            lines.append(_whole(before[step], REMOVED, DELETED, words, changes))
        elif step not in before:
            lines.append(_whole(after[step], ADDED, INSERTED, words, changes))
        else:
            line = _both(before[step], after[step], differ, words)
            lines.append(replace(line, changes=changes, state=MOVED if "step-moved" in kinds else SAME))
    return tuple(lines)


def in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The new order, with what was removed behind what it followed."""
    order = list(new)
    for place, step in enumerate(old):
        if step not in order:
            order.insert(order.index(old[place - 1]) + 1 if place else 0, step)
    return order


def _whole(step: StepView, state: str, kind: str, words: Catalogue, changes: tuple[str, ...]) -> StepLine:
    """A step that came or went as a whole."""
    return StepLine(
        id=step.id,
        state=state,
        number=words.number(step.number),
        decision=step.decision,
        title=(mark(kind, _title(step)),),
        notes=tuple((mark(kind, (text(note),)),) for note in _notes(step, words).values() if note),
        body=all_marked(kind, step.body),
        ways=tuple(
            (_marked_text(kind, branch.label), _marked_text(kind, _target(branch.target, words)))
            for branch in _shown(step)
        ),
        changes=changes,
    )


def _both(old: StepView, new: StepView, differ: Differ, words: Catalogue) -> StepLine:
    before, after = _notes(old, words), _notes(new, words)
    names = dict.fromkeys([*before, *after])
    notes = tuple(replaced(before.get(name, ""), after.get(name, "")) for name in names)
    return StepLine(
        id=new.id,
        state=SAME,
        number=words.number(new.number),
        decision=new.decision,
        title=differ.inline(_title(old), _title(new)),
        notes=tuple(note for note in notes if note),
        body=differ.blocks(old.body, new.body),
        ways=tuple(_ways(old, new, words)),
        changes=(),
    )


def _title(step: StepView) -> Nodes:
    """A step's title; its id where this language has no words for it yet."""
    return step.title if plain(step.title).strip() else (text(step.id),)


def _notes(step: StepView, words: Catalogue) -> dict[str, str]:
    """What stands below a step's title, by its kind."""
    notes = {"by": step.by.name}
    notes["within"] = words("document.within", amount=step.within) if step.within else ""
    notes["wait"] = words("document.waits", amount=step.wait) if step.wait else ""
    return notes | {f"law {law.key}": law.short for law in step.laws}


def _ways(old: StepView, new: StepView, words: Catalogue) -> list[tuple[Nodes, Nodes]]:
    before = {branch.answer: branch for branch in _shown(old)}
    after = {branch.answer: branch for branch in _shown(new)}
    ways: list[tuple[Nodes, Nodes]] = []
    for answer in dict.fromkeys([*after, *before]):
        one, other = before.get(answer), after.get(answer)
        label = replaced(one.label if one else "", other.label if other else "")
        same = one is not None and other is not None and _where(one.target) == _where(other.target)
        target = _target(other.target, words) if other else ""
        ways.append((label, replaced(target if same else _target(one.target, words) if one else "", target)))
    return ways


def _shown(step: StepView) -> list[Branch]:
    """The ways on that are worth a line: not the one to the step that stands below anyway."""
    return [branch for branch in step.branches if step.decision or branch.target.number != step.number + 1]


def _where(target: TargetView) -> tuple[str, str, str]:
    """What a way leads to, whatever its number and title are now."""
    link = target.link
    return target.step, link.document if link else "", link.anchor if link else ""


def _target(target: TargetView, words: Catalogue) -> str:
    if target.step:
        return f"{words('document.next', number=words.number(target.number))}: {target.title}"
    if target.link is not None:
        return words("document.other_procedure", title=f"{target.link.document} {target.link.title}")
    return words("document.end")


def _marked_text(kind: str, words: str) -> Nodes:
    return (mark(kind, (text(words),)),) if words else ()
