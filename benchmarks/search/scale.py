"""How large an index becomes, and how fast it is made and asked, at 1,000 procedures in one language.

    .venv/bin/python -m benchmarks.search.scale [--language en] [--documents 1000] [--postgresql]

The procedures are made of the handbook's own sentences, shuffled by a fixed seed, with invented words so that the
vocabulary grows as that of real texts does: eight units and about 400 words each. Queries are words of them, whole,
cut, misspelt and together. The browser's part runs in Chromium, in a worker, as on the site. `--postgresql` loads
100,000 units into a cluster of its own. Making is CPU time. Asking is wall time, of each query the fastest of several
runs that begin anew: what else runs on a shared machine is not the search's.
"""

import argparse
import gzip
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright
from tests.postgres import OWNER, READER, cluster

from benchmarks.search.judged import edition
from sopwright.search.engine import Engine
from sopwright.search.files import read, script, texts
from sopwright.search.index import Document, Index, Shelf, assemble
from sopwright.search.language import language as known
from sopwright.search.postgres import SCHEMA, SECURITY, grants, store
from sopwright.search.postgres_search import open_search
from sopwright.search.synonyms import Synonyms
from sopwright.search.units import Unit, units

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "templates/site/theme/assets/sopwright/search"
QUERIES = 1_000
LETTERS = {"bg": "абвгдежзиклмнопрстуфхцчш", "ru": "абвгдежзиклмнопрстуфхцчш", "zh-Hant": ""}

RUN = """
async ([home, queries]) => {
  const started = performance.now();
  const worker = new Worker(home + "worker.js");
  let heard = () => {};
  const next = () => new Promise(done => { heard = done; });
  worker.onmessage = ({ data }) => { if (!data.quotes) heard(data); };
  worker.postMessage({ home });
  let said = next();
  const ready = await said;
  if (ready.failed) throw new Error(ready.failed);
  const times = [];
  let first = 0;
  for (let number = 0; number < queries.length; number++) {
    const begun = performance.now();
    said = next();
    worker.postMessage({ query: queries[number], number, limit: 30 });
    await said;
    times.push(performance.now() - begun);
    first ||= performance.now() - started;
  }
  return [first, times];
}
"""


def shelf(language: str, documents: int) -> Shelf:
    """Procedures of the handbook's own sentences."""
    chance = random.Random(7)  # noqa: S311  # nothing secret
    sources = [unit for unit in units(edition(language)) if unit.kind in ("step", "part", "section")]
    sentences = [
        line for unit in sources for line in unit.text.replace("。", "。\n").replace(". ", ".\n").split("\n") if line
    ]
    titles = [unit.title for unit in sources]
    invent = partial(_invented, chance, language)
    found: list[Unit] = []
    made: list[Document] = []
    for number in range(documents):
        name = f"SVC-{number:04}"
        title = f"{chance.choice(titles)} {invent()}"
        made.append(Document(name, title, "Service", f"service/{name}.html", language))
        found.append(Unit(name, "", "document", title, 0, "", (("number", name), ("title", title))))
        for step in range(1, 8):
            heading = chance.choice(titles)
            text = " ".join([*(chance.choice(sentences) for _ in range(4)), invent(), invent()])
            fields = (("place", f"{name} {title}"), ("heading", heading), ("body", text))
            found.append(Unit(name, f"s{step}", "step", heading, step, text, fields))
    return Shelf("agents", language, tuple(made), tuple(found))


def everyday(language: str) -> Synonyms:
    """What people call things, as any handbook has it."""
    return Synonyms(called={language: known(language).synonyms})


def _invented(chance: random.Random, language: str) -> str:
    """A word that is rare: one of many, the first ones more often."""
    number = int(chance.paretovariate(0.6) * 7) % 40_000
    letters = LETTERS.get(language, "abdefghiklmnoprstuvz")
    if not letters:
        return chr(0x4E00 + number % 3000) + chr(0x4E00 + number // 13 % 3000)
    word = ""
    while number or len(word) < 5:
        number, rest = divmod(number, len(letters))
        word += letters[rest] + "аеиоу"[rest % 5] if letters[0] == "а" else letters[rest] + "aeiou"[rest % 5]
    return word


def queries(index: Index) -> Iterator[str]:
    """Words that are not only there to ask, frequent ones more often: whole, cut, misspelt, and three together."""
    chance = random.Random(11)  # noqa: S311  # nothing secret
    stop = frozenset(index.facts.stop)
    weights = [0 if form in stop else len(found) for form, found in zip(index.forms, index.postings, strict=True)]
    for number in range(QUERIES):
        word, second, third = chance.choices(index.forms, weights, k=3)
        place = chance.randrange(len(word))
        yield (
            word,
            word[: max(1, place)],
            word[:place] + word[place + 1 :] or word,
            word[:place] + "e" + word[place:],
            f"{word} {second} {third[:3]}",
        )[number % 5]


def frequent(index: Index, words: int, count: int = 50) -> Iterator[str]:
    """The worst: several of the sixty words that stand in most places, all of which only tell little."""
    chance = random.Random(13)  # noqa: S311  # nothing secret
    stop = frozenset(index.facts.stop)
    order = sorted(range(len(index.forms)), key=lambda place: -len(index.postings[place]))
    known = [index.forms[place] for place in order if index.forms[place] not in stop][:60]
    for _ in range(count):
        yield " ".join(chance.sample(known, words))


def timed(ask: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """Milliseconds for each query."""
    times: list[float] = []
    for query in asked:
        begun = time.perf_counter()
        ask(query)
        times.append(1_000 * (time.perf_counter() - begun))
    return times


def best(run: Callable[[], Sequence[float]], runs: int) -> list[float]:
    """Of each query the fastest of several runs, each of which begins with nothing in memory."""
    return [min(found) for found in zip(*(run() for _ in range(runs)), strict=True)]


def shown(times: Sequence[float]) -> str:
    """Median, 95th and 99th of a hundred, worst."""
    order = sorted(times)
    p95, p99 = (order[int(share * len(order))] for share in (0.95, 0.99))
    return f"median {statistics.median(order):.2f}, p95 {p95:.2f}, p99 {p99:.2f}, worst {order[-1]:.1f} ms"


def in_browser(folder: Path, asked: Sequence[str]) -> tuple[float, list[float]]:
    """The first result after the worker is made, and each query, in Chromium."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
            page = browser.new_page()
            page.goto(f"{home}page.html")
            first, times = page.evaluate(RUN, [home, list(asked)])
            browser.close()
        server.shutdown()
    return first, times


def in_postgresql(language: str, runs: int) -> None:
    """Each query against 100,000 units."""
    index = assemble(shelf(language, 12_500), everyday(language))
    with cluster() as server:
        with server.connect(OWNER) as connection:
            connection.execute(SCHEMA + SECURITY + grants(READER))
            store(connection, index)
            connection.commit()
            connection.autocommit = True
            connection.execute("vacuum analyze handbook_postings")
        with server.connect(READER) as connection:
            search = open_search(connection, index.audience, language)
            ask = partial(search.search, connection)
            print(f"{language}, PostgreSQL, 100,000 units (asked for: p95 20 ms)")
            print(f"  the queries above: {shown(best(lambda: timed(ask, list(queries(index))), runs))}")
            for words in (1, 2, 3, 5, 10):
                asked = list(frequent(index, words))
                print(f"  {words} of the most frequent words: {shown(best(partial(timed, ask, asked), runs))}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--language", default="en")
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true")
    options = parser.parse_args()
    language = options.language
    if options.postgresql:
        in_postgresql(language, options.runs)
        return
    made = shelf(language, options.documents)
    begun = time.process_time()
    index = assemble(made, everyday(language))
    spent = time.process_time() - begun
    begun = time.process_time()
    text = script(index)
    written = time.process_time() - begun
    size = len(gzip.compress(text.encode(), 9))
    print(f"{language}: {len(made.units)} units, {len(index.forms)} words, {len(index.stems)} stems")
    print(f"  made in {spent:.2f} CPU s, written in {written:.2f} (asked for: 2 s for 1,000 documents)")
    print(f"  {size / 1e6:.2f} MB gzipped, {len(text.encode()) / 1e6:.2f} MB plain (asked for: 1.5 MB)")
    asked = list(queries(index))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "search" / "texts").mkdir(parents=True)
        (folder / "search" / "index.js").write_text(text, encoding="utf-8")
        for place, words in texts(made.units).items():
            (folder / place).write_text(words, encoding="utf-8")
        (folder / "page.html").write_text("<!doctype html>", encoding="utf-8")
        for file in SCRIPTS.glob("*.js"):
            (folder / file.name).write_bytes(file.read_bytes())
        times = best(lambda: timed(Engine(read(folder / "search" / "index.js")).search, asked), options.runs)
        print(f"  Python: {shown(times)} (asked for: p95 10 ms)")
        runs = [in_browser(folder, asked) for _ in range(options.runs)]
        times = [min(found) for found in zip(*(times for _, times in runs), strict=True)]
        first = min(first for first, _ in runs)
        print(f"  Chromium: first result after {first:.0f} ms (asked for: 300); {shown(times)} (asked for: p95 15 ms)")


if __name__ == "__main__":
    main()
