"""``sopwright search``: ask the index of a built site."""

import json
from pathlib import Path

from rich.console import Console

from sopwright.commands import exits
from sopwright.search.engine import Engine, Hit, Results
from sopwright.search.files import INDEX, UnreadableIndexError, read

SITE = Path("build", "site")


def search(
    root: Path, query: str, audience: str, language: str, limit: int, as_json: bool, out: Console, faults: Console
) -> int:
    """Print what an audience finds in a language."""
    home = root / SITE / audience / language
    wrong = _wrong(root / SITE, audience, language)
    if wrong:
        faults.print(wrong, soft_wrap=True)
        return exits.USAGE
    try:
        results = Engine(read(home / INDEX)).search(query, limit)
    except UnreadableIndexError as error:
        faults.print(f"{error}\nWrite it anew: sopwright build --only site", soft_wrap=True)
        return exits.USAGE
    if as_json:
        out.out(json.dumps(_data(results), ensure_ascii=False, indent=2), highlight=False)
    else:
        _show(results, out, faults)
    return exits.CLEAN


def _wrong(site: Path, audience: str, language: str) -> str:
    """What is wrong with the names; they are looked up among the folders, so that no other path is ever opened."""
    for folder, name, kind in ((site, audience, "an audience"), (site / audience, language, "a language")):
        built = sorted(place.name for place in folder.iterdir() if place.is_dir()) if folder.is_dir() else []
        if not built:
            return f"There is nothing in {folder}. Build the site first: sopwright build --only site"
        if name not in built:
            return f"`{name}` is not {kind} that is built; there are {', '.join(built)}."
    return ""


def _data(results: Results) -> object:
    return {
        "answers": [
            {"kind": card.kind, "title": card.title, "lines": card.lines, "path": card.path} for card in results.cards
        ],
        "hits": [
            {
                "document": hit.document,
                "anchor": hit.place.anchor,
                "kind": hit.place.kind,
                "step": hit.place.number or None,
                "title": hit.title,
                "heading": hit.place.title,
                "path": hit.path,
                "score": hit.score,
            }
            for hit in results.hits
        ],
    }


def _show(results: Results, out: Console, faults: Console) -> None:
    for card in results.cards:
        out.print(f"= {card.title}", soft_wrap=True)
        for line in card.lines:
            out.print(f"  {line}", soft_wrap=True)
    for hits in grouped(results.hits):
        out.print(f"{hits[0].document} {hits[0].title}", soft_wrap=True)
        for hit in hits:
            step = f"{hit.place.number}. " if hit.place.number else ""
            out.print(f"  {step}{hit.place.title}  {hit.path}", soft_wrap=True)
    if not results.hits and not results.cards:
        faults.print("Nothing found.")


def grouped(hits: tuple[Hit, ...]) -> list[list[Hit]]:
    """Hits by document; the document of the best hit first."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.document, []).append(hit)
    return list(groups.values())
