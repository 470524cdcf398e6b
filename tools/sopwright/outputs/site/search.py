"""The files that the search box of a site loads: the index, and the words to quote from."""

from collections.abc import Mapping

from sopwright.edition.records import Edition
from sopwright.outputs.site.addresses import LAWS, MEASURES, document_path
from sopwright.search.cards import Places
from sopwright.search.files import INDEX, script, texts
from sopwright.search.index import build
from sopwright.search.sources import synonyms
from sopwright.search.units import units

PLACES = Places(document_path, MEASURES, LAWS)
"""Where the pages of a site show what a search finds."""


def search_files(edition: Edition) -> Mapping[str, str]:
    """The files by name, below the language's folder."""
    return {INDEX: script(build(edition, PLACES, synonyms(edition))), **texts(units(edition))}
