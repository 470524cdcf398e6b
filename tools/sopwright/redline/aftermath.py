"""What follows from a change: who signs it, who reads it again, which translations it reaches."""

from dataclasses import replace
from datetime import date

from sopwright.approval.change import change_between
from sopwright.approval.choose import choose
from sopwright.approval.roster import headcount
from sopwright.approval.side import Side
from sopwright.approval.subject import subject_of
from sopwright.edition.words import Catalogue
from sopwright.model.form import label
from sopwright.redline.records import Signer, Translation


def signers(new: Side, words: Catalogue, day: date, *, material: bool) -> tuple[str, tuple[Signer, ...]]:
    """The chain that the rules choose for the source text, by its name, and who decides in it, in order.

    Args:
        new: The document as it stands.
        words: The words of the reader's language.
        day: The day on which people are counted.
        material: Whether the change is material.
    """
    registers = new.handbook.registers
    subject = subject_of(new.document, new.source)
    subject = replace(subject, change="material" if material else "editorial")
    chain = choose(registers.approval, subject, headcount(registers.people.rows, day)).chain
    if chain is None:
        return "", ()
    found: list[Signer] = []
    for step in chain.steps:
        post = registers.posts.get(step.post)
        name = label(post.name, words.language) if post else step.post
        found += [Signer(step.id, name, step.consult)] * step.people
    return label(chain.name, words.language), tuple(found)


def translations(old: Side | None, new: Side) -> tuple[Translation, ...]:
    """Each other language that the document has or must have."""
    metadata = new.document.metadata
    keys = dict.fromkeys([*metadata.languages.required, *new.document.texts])
    names = new.handbook.registers.languages
    return tuple(
        Translation(names[key].name if key in names else key, _state(old, new, key))
        for key in keys
        if key != new.source
    )


def _state(old: Side | None, new: Side, language: str) -> str:
    """A translation is approved together with the source's content: whatever changes that asks for it again."""
    if new.text(language) is None:
        return "missing"
    if old is None or _words(old, language) != _words(new, language):
        return "changed"
    if _words(old, new.source) != _words(new, new.source):
        return "behind"
    touched = change_between(old, new, new.source).changes or change_between(old, new, language).changes
    return "again" if touched else "untouched"


def _words(side: Side, language: str) -> str:
    text = side.text(language)
    return text.source.text if text is not None else ""


def again(new: Side, words: Catalogue, *, material: bool) -> tuple[str, ...]:
    """The posts that must confirm that they know the document, once more."""
    training = new.document.metadata.training
    if not material or training is None:
        return ()
    posts = new.registers.posts
    return tuple(label(posts[key].name, words.language) if key in posts else key for key in training.acknowledge)
