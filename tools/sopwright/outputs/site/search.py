"""The files that the search box of a site loads: the index, and the words to quote from."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from sopwright.edition.records import Edition
from sopwright.outputs.site.addresses import LAWS, MEASURES, START, document_path
from sopwright.search.cards import Places
from sopwright.search.files import INDEX, script, texts
from sopwright.search.index import Index, build
from sopwright.search.known import Known
from sopwright.search.sources import synonyms
from sopwright.search.units import units_of

DESCRIPTION = "search/opensearch.xml"
SHORT_NAME = 16
"""The longest short name that the specification allows."""
PLACES = Places(document_path, MEASURES, LAWS)
"""Where the pages of a site show what a search finds."""


def site_index(edition: Edition, known: Known | None = None) -> Index:
    """The index of an edition, with the addresses of the site's pages."""
    return build(edition, PLACES, synonyms(edition), known)


def search_files(edition: Edition, known: Known | None = None) -> Mapping[str, str]:
    """The files by name, below the language's folder.

    Args:
        edition: The edition.
        known: What was counted for other audiences in this language.
    """
    known = known or Known()
    views = edition.documents.values()
    found = (unit for view in views for unit in known.units(view, lambda view: units_of(edition, view)))
    described = {DESCRIPTION: description(edition)} if edition.address else {}
    return {INDEX: script(site_index(edition, known)), **texts(found), **described}


def description(edition: Edition) -> str:
    """What lets a browser search the handbook from its address bar (OpenSearch 1.1, draft 6)."""
    root = ET.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    for name, value in (
        ("ShortName", edition.site_name[:SHORT_NAME]),
        ("Description", edition.words("search.label")),
        ("InputEncoding", "UTF-8"),
        ("Language", edition.language),
    ):
        ET.SubElement(root, name).text = value
    template = f"{edition.address}{START}?q={{searchTerms}}"
    ET.SubElement(root, "Url", type="text/html", method="get", template=template)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"
