"""The headings of a translation beside those of its source."""

from collections.abc import Iterator

from sopwright.checks.languages.translations import Translation
from sopwright.checks.structure.headings import first_misplaced, template_sections, was_meant
from sopwright.checks.structure.steps import STEPS
from sopwright.diagnostics import Span
from sopwright.model.handbook import Handbook
from sopwright.model.text import Section, Text

Faults = Iterator[tuple[Span, str, str]]
"""The place, what is wrong, and how to mend it."""

_HINT = "give the translation the same headings, with the same ids, in the same order"


def heading_faults(handbook: Handbook, translation: Translation) -> Faults:
    """The differences between the headings that no other rule speaks about.

    The template's rule judges sections that it requires, does not know or wants in another order; the steps' rules
    judge what stands under *Steps*.
    """
    rules = template_sections(handbook, translation.document)
    required = {rule.id for rule in rules if rule.required}
    known = {rule.id for rule in rules} or set(translation.levels[1])
    yield from _missing(translation, required)
    yield from _foreign(translation, known)
    yield from _moved(translation)
    yield from _reordered(translation, by_template=bool(rules))


def _missing(translation: Translation, required: set[str]) -> Faults:
    headings = [section.heading for section in translation.text.sections]
    there, here = translation.levels
    for section in translation.source.sections:
        if section.id and section.id not in here.keys() | required and not was_meant(section.id, headings, there):
            message = f"the section `{section.id}` (`{section.title}`) of `{translation.source.language}` is missing"
            yield translation.top, message, _HINT


def _foreign(translation: Translation, known: set[str]) -> Faults:
    there, _ = translation.levels
    for section in translation.text.sections:
        parts = () if _is_steps(translation, section) else section.parts
        for heading in [section.heading, *(part.heading for part in parts)]:
            judged_elsewhere = heading is section.heading and section.id not in known
            if heading["id"] and heading["id"] not in there and not judged_elsewhere:
                message = f"the text in `{translation.source.language}` has no heading `{heading['id']}`"
                yield translation.text.at(heading), message, _HINT


def _moved(translation: Translation) -> Faults:
    there, here = _owners(translation.source), _owners(translation.text)
    levels_there, levels_here = translation.levels
    for heading in translation.text.headings():
        key = heading["id"]
        if key not in levels_there or levels_here[key] != heading["level"]:
            continue
        if levels_there[key] != levels_here[key]:
            message = f"the heading `{key}` has level {levels_here[key]}, in the source {levels_there[key]}"
            yield translation.text.at(heading), message, _HINT
        elif key in there and here.get(key) in levels_there and there[key] != here[key]:
            message = f"`{key}` stands under `{here[key]}`, in the source under `{there[key]}`"
            yield translation.text.at(heading), message, _HINT


def _reordered(translation: Translation, *, by_template: bool) -> Faults:
    source, text = translation.source, translation.text
    orders = [([part.id for part in section.parts], section) for section in source.sections]
    pairs = [(order, text.section(section.id)) for order, section in orders if not _is_steps(translation, section)]
    lists = [([part.id for part in own.parts], order) for order, own in pairs if own is not None]
    if not by_template:
        lists.append(([section.id for section in text.sections], [section.id for section in source.sections]))
    for found, order in lists:
        wrong = first_misplaced(found, order)
        if wrong is not None:
            heading = next(heading for heading in text.headings() if heading["id"] == wrong[0])
            yield text.at(heading), f"`{wrong[0]}` stands where the source has `{wrong[1]}`", _HINT


def _is_steps(translation: Translation, section: Section) -> bool:
    return section.id == STEPS and bool(translation.document.metadata.steps)


def _owners(text: Text) -> dict[str, str]:
    """The section of each level-3 heading."""
    return {part.id: section.id for section in reversed(text.sections) for part in section.parts if part.id}
