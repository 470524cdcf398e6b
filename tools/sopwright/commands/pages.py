"""The addresses of documents' pages on the company's own sites."""

from sopwright.edition.project import site_address
from sopwright.model.handbook import Document, Handbook
from sopwright.visibility import decide_audience


def page_address(handbook: Handbook, document: Document, language: str) -> str:
    """Where a document's page stands in a language: on the site of the first audience that may read it.

    Args:
        handbook: The handbook; its organisation's ``site_url`` says where the sites stand.
        document: The document.
        language: The language.

    Returns:
        The address; empty where the register names none, or no audience may read it.
    """
    registers, metadata = handbook.registers, document.metadata
    readers = (
        key
        for key, audience in registers.audiences.rows.items()
        if decide_audience(audience, metadata.visibility, registers.roles).allowed
    )
    audience = next(readers, "")
    site = site_address(handbook, audience, language).rstrip("/")
    return f"{site}/{metadata.book}/{document.id}.html" if site and audience else ""
