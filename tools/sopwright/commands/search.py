"""``sopwright search``: ask the index of a built site, or write indexes for other search engines."""

import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console

from sopwright.checks.run import examine
from sopwright.commands import exits
from sopwright.diagnostics import has_errors
from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.model.handbook import Handbook
from sopwright.outputs.site.search import PLACES, site_index
from sopwright.outputs.write import swap
from sopwright.report import text
from sopwright.search import export as exports
from sopwright.search import postgres
from sopwright.search.engine import Engine, Hit, Results
from sopwright.search.files import INDEX, UnreadableIndexError, read
from sopwright.search.units import units

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


def export(root: Path, today: date, form: str, target: Path, audiences: Sequence[str], faults: Console) -> int:
    """Write every chosen audience's handbook for another search engine, in a folder of its own for each audience."""
    examined = examine(root, today)
    if examined.handbook is None or has_errors(examined.diagnostics):
        faults.print(text.render(examined.diagnostics), end="", soft_wrap=True)
        return exits.FAULTS
    known = examined.handbook.registers.audiences.rows
    unknown = [name for name in audiences if name not in known]
    if unknown:
        faults.print(f"`{unknown[0]}` is not an audience of this handbook; it has {', '.join(known)}.", soft_wrap=True)
        return exits.USAGE
    if target.exists() and any(target.iterdir()):
        faults.print(f"{target} is not empty; name a new folder, so that nothing old is taken for new.", soft_wrap=True)
        return exits.USAGE
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        for audience in audiences or known:
            _export(examined.handbook, today, form, aside / audience, audience)
        swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    faults.print(f"Wrote {form} for {', '.join(audiences or known)} in {target}.", soft_wrap=True)
    return exits.CLEAN


def _export(handbook: Handbook, today: date, form: str, folder: Path, audience: str) -> None:
    folder.mkdir(parents=True)
    editions = [project(handbook, audience, language, today) for language in handbook.language_keys]
    roles = handbook.registers.audiences[audience].roles
    for name, content in _exported(editions, form, roles).items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(content)


def _exported(editions: Sequence[Edition], form: str, roles: Iterable[str]) -> Mapping[str, Iterable[str]]:
    """The files of one audience."""
    if form == "postgresql":
        return {"handbook.sql": postgres.script(site_index(edition) for edition in editions)}
    files: dict[str, Iterable[str]] = {}
    for edition in editions:
        if form == "opensearch":
            files |= {
                name: [content] for name, content in exports.opensearch(site_index(edition), units(edition)).items()
            }
        else:
            files[f"{edition.language}.jsonl"] = exports.documents(edition, PLACES, roles)
    return files
