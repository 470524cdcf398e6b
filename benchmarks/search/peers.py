"""What other engines make of the same units: Material's search in its own worker, Pagefind, SQLite's trigrams."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import material
from playwright.sync_api import Page, sync_playwright

from sopwright.search.units import Unit

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TOP = 10
LUNR = {"ru": "ru", "zh-Hant": "zh"}
"""The languages of the handbook that lunr has, beside English, which Material takes for all others."""

SETUP = """
async ([docs, lang]) => {
  const worker = new Worker("/workers/search.js");
  const said = () => new Promise(done => { worker.onmessage = event => done(event.data); });
  window.ask = async query => {
    const answer = said();
    worker.postMessage({ type: 2, data: query });
    return (await answer).data.items.flat().sort((one, other) => other.score - one.score).map(item => item.location);
  };
  const ready = said();
  const config = { lang: [lang], separator: "[\\\\s\\\\-]+", pipeline: ["stopWordFilter"],
    fields: { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1000000 } } };
  worker.postMessage({ type: 0, data: { config, docs, options: { suggest: false } } });
  await ready;
}
"""
ASK = "async queries => { const all = []; for (const query of queries) all.push(await ask(query)); return all; }"
PAGEFIND = """
async queries => {
  const pagefind = await import("/pagefind/pagefind.js");
  const all = [];
  for (const query of queries) {
    const found = (await pagefind.search(query)).results.slice(0, 10);
    all.push(await Promise.all(found.map(async result => (await result.data()).url)));
  }
  return all;
}
"""


@contextmanager
def served(folder: Path) -> Iterator[Page]:
    """A page of Chromium on a server that serves a folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
            yield page
            browser.close()
        server.shutdown()


def texts(units: Sequence[Unit]) -> list[tuple[str, str]]:
    """Title and words of each unit; its document's number and title are part of the title, as on a page."""
    titles = {unit.document: unit.title for unit in units if not unit.anchor}
    rows: list[tuple[str, str]] = []
    for unit in units:
        fields = dict(unit.fields)
        words = " ".join(fields[name] for name in ("facts", "measures", "body") if fields.get(name))
        rows.append((f"{unit.document} {titles[unit.document]}: {unit.title}", words))
    return rows


def lunr(units: Sequence[Unit], queries: Sequence[str], language: str, folder: Path) -> list[list[int]]:
    """Material's search: its own worker, with the stemmer of the language where lunr has one."""
    scripts = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    shutil.copytree(scripts / "lunr", folder / "lunr")
    (folder / "workers").mkdir()
    worker = next(path for path in (scripts / "workers").glob("search*.js"))
    shutil.copyfile(worker, folder / "workers" / "search.js")
    (folder / "page.html").write_text("<!doctype html>", encoding="utf-8")
    docs = [
        {"location": f"{number}.html", "title": escape(title), "text": escape(text)}
        for number, (title, text) in enumerate(texts(units))
    ]
    asked = [" ".join(f"{term}*" for term in re.sub(r"[*+\-:^~\"]", " ", query).split()) for query in queries]
    with served(folder) as page:
        page.evaluate(SETUP, [docs, LUNR.get(language, "en")])
        answers = page.evaluate(ASK, asked)
    return [[int(location.removesuffix(".html")) for location in found[:TOP]] for found in answers]


def pagefind(
    program: Path, units: Sequence[Unit], queries: Sequence[str], language: str, folder: Path
) -> list[list[int]]:
    """Pagefind, each unit a page of the language."""
    shell = '<!doctype html><html lang="{}"><head><title>{}</title></head><body><main>{}</main></body></html>'
    for number, (title, text) in enumerate(texts(units)):
        body = f"<h1>{escape(title)}</h1><p>{escape(text)}</p>"
        (folder / f"{number}.html").write_text(shell.format(language, escape(title), body), encoding="utf-8")
    subprocess.run([program, "--site", folder], check=True, capture_output=True)
    (folder / "page.html").write_text(shell.format(language, "", ""), encoding="utf-8")
    with served(folder) as page:
        answers = page.evaluate(PAGEFIND, list(queries))
    return [[int(url.rpartition("/")[2].removesuffix(".html")) for url in found] for found in answers]


def trigrams(units: Sequence[Unit], queries: Sequence[str]) -> list[list[int]]:
    """SQLite's full-text search over trigrams: those of the query joined by OR, the title counted five times."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table units using fts5(title, words, tokenize='trigram')")
    rows = ((number, *row) for number, row in enumerate(texts(units), 1))
    database.executemany("insert into units (rowid, title, words) values (?, ?, ?)", rows)
    statement = "select rowid - 1 from units where units match ? order by bm25(units, 5.0, 1.0), rowid limit 10"
    found: list[list[int]] = []
    for query in queries:
        words = re.findall(r"\w+", query)
        threes = dict.fromkeys(word[place : place + 3] for word in words for place in range(len(word) - 2))
        match = " OR ".join(f'"{three}"' for three in threes)
        found.append([int(unit) for (unit,) in database.execute(statement, (match,))] if threes else [])
    return found
