"""Where prints stand, so that others can link to them."""

NAME = "books"
"""The folder below ``build/``; in it each edition has its own, ``<audience>/<language>/``."""


def book_file(book: str) -> str:
    """A book's file in its edition's folder."""
    return f"{book}.pdf"


def leaflet_file(document: str) -> str:
    """A leaflet's file in its edition's folder."""
    return f"leaflets/{document}.pdf"
