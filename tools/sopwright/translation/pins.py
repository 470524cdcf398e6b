"""Accepting sections: the pins that say which source a translation was made from, and their file."""

import json
from collections.abc import Iterable, Mapping

from sopwright.model.form import Words
from sopwright.model.handbook import Document
from sopwright.model.pin import PinnedSection
from sopwright.translation.sections import sections

HEAD = "# Written by `sopwright translations accept`: the source that each section was translated from. Do not edit.\n"


def pin_name(language: str) -> str:
    """The name of a translation's file of pins."""
    return f"{language}.pin.yml"


def accepted(
    document: Document, language: str, chosen: Iterable[str], shared: Mapping[str, Words]
) -> dict[str, PinnedSection]:
    """The pins of a translation after some of its sections are accepted as they stand.

    Pins of sections that the source no longer has are dropped.

    Args:
        document: The document, which has a source text.
        language: The translation's language.
        chosen: The ids of the accepted sections; those that one of the two texts lacks are passed over.
        shared: The answers that the handbook's documents share.
    """
    source, text = document.source_text, document.texts.get(language)
    there = sections(document, source, shared) if source is not None else {}
    here = sections(document, text, shared) if text is not None else {}
    before = document.pins[language].sections if language in document.pins else {}
    revision, wanted = document.metadata.revision.number, set(chosen)
    pins: dict[str, PinnedSection] = {}
    for key, section in there.items():
        if key in wanted and key in here:
            pins[key] = PinnedSection(
                source=section.digest, own=here[key].digest, revision=revision, words=section.words
            )
        elif key in before:
            pins[key] = before[key]
    return pins


def pin_text(pins: Mapping[str, PinnedSection]) -> str:
    """The file of some pins, with its words as a reader of YAML sees them."""
    parts = [HEAD, "form: 1\nsections:\n" if pins else "form: 1\nsections: {}\n"]
    for key, pin in pins.items():
        parts.append(f"  {json.dumps(key) if key.isdigit() else key}:\n")
        parts.append(f"    source: {json.dumps(pin.source)}\n    own: {json.dumps(pin.own)}\n")
        parts.append(f"    revision: {pin.revision}\n    words: {_block(pin.words)}\n")
    return "".join(parts)


def _block(words: str) -> str:
    """Words as a literal block, or in quotes where a block would not keep them."""
    lines = words.split("\n")
    if words.startswith((" ", "\n")) or words.endswith("\n") or any(line != line.rstrip() for line in lines):
        return json.dumps(words, ensure_ascii=False)
    return "|-\n" + "\n".join(f"      {line}" if line else "" for line in lines)
