"""How far the translations of an edition's documents are."""

from collections.abc import Iterator

from sopwright.edition.reader import Reader
from sopwright.translation.progress import Line, Progress, line
from sopwright.translation.state import translated_into


def progress(reader: Reader) -> tuple[Line, ...]:
    """For each language the whole, then the part of each post that answers for documents."""
    return tuple(_lines(reader))


def has_progress(reader: Reader) -> bool:
    """Whether there is a translation to tell of."""
    keys = reader.handbook.language_keys
    return any(translated_into(document, keys) for document in reader.visible.values())


def _lines(reader: Reader) -> Iterator[Line]:
    every = [
        Progress.of(document.metadata.owner, reader.state(document.id, language))
        for document in reader.visible.values()
        for language in translated_into(document, reader.handbook.language_keys)
    ]
    for language in reader.handbook.language_keys:
        own = [one for one in every if one.whole.language == language]
        if own:
            yield line(language, "", own)
        for owner in dict.fromkeys(one.owner for one in own):
            yield line(language, reader.post(owner).name, [one for one in own if one.owner == owner])
