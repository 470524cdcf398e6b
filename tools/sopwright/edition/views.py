"""What is projected once for all audiences that see the same."""

from collections.abc import Callable

from sopwright.edition.asking import Memo
from sopwright.edition.records import Content, DocumentView

Terms = frozenset[str]


class Views:
    """The views of one handbook's documents in one language, on one day."""

    def __init__(self) -> None:
        self.documents: Memo[DocumentView] = Memo()
        self._terms: dict[int, tuple[Content, Terms]] = {}

    def terms(self, view: DocumentView, find: Callable[[DocumentView], Terms]) -> Terms:
        """The terms that a document says; the same content says the same."""
        known = self._terms.get(id(view.content))
        if known is None:
            known = self._terms[id(view.content)] = (view.content, find(view))
        return known[1]
