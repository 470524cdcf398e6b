"""What the preview puts on a page: its bar, which audience and language are shown, and what is wrong."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopwright.edition.words import Catalogue
from sopwright.preview.faults import Found, of_folder, view, worst
from sopwright.preview.pages import Address
from sopwright.preview.working import Working
from sopwright.source.tree import Tree

TEMPLATES = "templates/preview"
ELSEWHERE = 20
"""How many faults of other files a page lists; the rest are counted."""


@dataclass(frozen=True)
class Choice:
    """An entry of a switch."""

    address: str
    name: str
    chosen: bool


class Panel:
    """Fills the preview's own templates."""

    def __init__(self, root: Path) -> None:
        self._tree = Tree(root)
        self._environment = Environment(
            loader=FileSystemLoader(root / TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def panel(self, working: Working, address: Address, folder: str, found: Found, trouble: str) -> str:
        """The bar and the faults of a page.

        Args:
            working: The handbook as it is being written.
            address: The page's address.
            folder: The folder of the document that it shows; empty for a list.
            found: What is wrong with the handbook.
            trouble: Why the page is shown in an earlier state.
        """
        words = words_of(working, address.language)
        here, elsewhere = of_folder(found.all, folder)
        shown = {
            "switches": _switches(working, address, words),
            "faults": len(here) + len(elsewhere),
            "worst": worst((*here, *elsewhere)),
            "checking": not found.current,
            "earlier": trouble,
            "here": [view(self._tree, fault) for fault in here],
            "elsewhere": [view(self._tree, fault) for fault in elsewhere[:ELSEWHERE]],
            "others": len(elsewhere),
            "open": not here and working.handbook is None,
        }
        return self._fill("panel.html", words, shown)

    def page(self, working: Working, address: Address, kind: str, trouble: str = "") -> bytes:
        """A page in the place of one that is missing (``missing``) or cannot be shown (``broken``)."""
        words = words_of(working, address.language)
        start = f"/{address.audience}/{address.language}/" if kind == "missing" and _is_known(working, address) else ""
        told = {"title": f"preview.{kind}_title", "words": f"preview.{kind}", "trouble": trouble, "start": start}
        return self._fill("page.html", words, told).encode()

    def _fill(self, name: str, words: Catalogue, values: Mapping[str, Any]) -> str:
        template = self._environment.get_template(name)
        return template.render(values, t=words, count=words.count, language=words.language)


def tag_of(panel: str) -> str:
    """Tells this state of a panel from every other."""
    return hashlib.sha256(panel.encode()).hexdigest()[:20]


def words_of(working: Working, language: str) -> Catalogue:
    """The interface's words in a language, or in the first that can be read: faults are shown in any state."""
    words, registers = working.shared.words, working.shared.registers
    locales = {key: row.locale for key, row in registers.languages.rows.items()} if registers is not None else {}
    chosen = next((key for key in (language, "en", *words) if "preview" in words.get(key, {})), "en")
    return Catalogue(chosen, locales.get(chosen, "en"), words.get(chosen, {}))


def _is_known(working: Working, address: Address) -> bool:
    registers = working.shared.registers
    return registers is not None and address.audience in registers.audiences and address.language in registers.languages


def _switches(working: Working, address: Address, words: Catalogue) -> list[tuple[str, list[Choice]]]:
    registers = working.shared.registers
    if registers is None:
        return []
    audiences = [
        Choice(
            str(Address(key, address.language, address.path)), _name(row.name, words.language), key == address.audience
        )
        for key, row in registers.audiences.rows.items()
    ]
    languages = [
        Choice(str(Address(address.audience, key, address.path)), row.name, key == address.language)
        for key, row in registers.languages.rows.items()
    ]
    return [("audience", audiences), ("language", languages)]


def _name(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language) or next(iter(labels.values()))
