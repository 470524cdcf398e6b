"""How fast books are set, and in how much memory: Typst against WeasyPrint on the same content.

    .venv/bin/python -m benchmarks.books [--pages 300] [--large 1500] [--language en]

The handbook's own documents are repeated until a book has about that many pages. Both engines are handed the same
book: Typst the files as the build makes them, WeasyPrint a web page with the same words, references, lists, charts,
page size and fonts (`web_book.py`). What is handed over is made beforehand; each engine then sets it in a process of
its own, which holds little else. CPU seconds are what counts on a shared machine. WeasyPrint is not among the project's
dependencies: without it only Typst is measured.
"""

import argparse
import importlib.util
import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from benchmarks.engines import DAY, ROOT, Took
from benchmarks.web_book import WebBook
from sopwright.edition.project import project
from sopwright.edition.records import BookView, DocumentView, Edition, TopicView
from sopwright.load.handbook import load
from sopwright.outputs import output
from sopwright.outputs.book.book import Workshop, book_print
from sopwright.outputs.book.books import BookOutput
from sopwright.outputs.book.press import Press
from sopwright.outputs.book.prints import Print
from sopwright.outputs.chart.fonts import FontSet

PAGES_A_DOCUMENT = 5.5
TOPIC = 6
"""Documents of a topic."""


@dataclass(frozen=True)
class Run:
    """What one book took."""

    took: Took
    pages: int

    @property
    def each(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.took.cpu / self.pages


def enlarged(language: str, pages: int) -> Edition:
    """An edition with one book of about so many pages."""
    handbook, _ = load(ROOT)
    if handbook is None:
        raise SystemExit("The handbook cannot be read.")
    edition = project(handbook, "managers", language, DAY)
    own = list(edition.documents.values())
    wanted = round(pages / PAGES_A_DOCUMENT)
    copies = [_copy(own[place % len(own)], place // len(own)) for place in range(wanted)]
    topics = tuple(
        TopicView(
            f"t{place}", f"Part {place // TOPIC + 1}", "What belongs together.", tuple(copies[place : place + TOPIC])
        )
        for place in range(0, wanted, TOPIC)
    )
    book = BookView("all", "All", "The whole handbook", topics)
    return replace(edition, books=(book,), documents={document.id: document for document in copies})


def _copy(document: DocumentView, number: int) -> DocumentView:
    prefix, _, rest = document.id.partition("-")
    alone = replace(document.content, related=())
    return replace(document, id=f"{prefix}-{number}{rest}" if number else document.id, content=alone)


def typst_files(edition: Edition, shop: Workshop) -> Print:
    """The book as the build hands it over."""
    return book_print(edition, edition.books[0], shop)


def html_files(edition: Edition, shop: Workshop) -> Print:
    """The same book for WeasyPrint."""
    return WebBook(edition, shop.fonts, (ROOT / "templates" / "fonts").as_uri()).files()


MAKERS = {"Typst": typst_files, "WeasyPrint": html_files}


def run(engine: str, language: str, pages: int) -> Run:
    """Hand a book over, and set it in a process of its own."""
    press = Press(ROOT)
    paper = MAKERS[engine](enlarged(language, pages), Workshop(press.template, FontSet(press.fonts)))
    with tempfile.TemporaryDirectory() as folder:
        given, taken = Path(folder) / "given", Path(folder) / "taken"
        given.write_bytes(pickle.dumps(paper))
        subprocess.run([sys.executable, "-m", "benchmarks.engines", engine, given, taken], cwd=ROOT, check=True)
        took = Took(*pickle.loads(taken.read_bytes()))  # noqa: S301  # written in the line above
    return Run(took, len(PdfReader(BytesIO(took.pdf)).pages))


def again(language: str) -> tuple[float, float]:
    """CPU seconds of writing an edition's books and leaflets, and of writing them again unchanged."""
    edition = enlarged(language, 60)
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "templates").symlink_to(ROOT / "templates")
        for name in ("first", "second"):
            output.folder(root / name, edition).mkdir(parents=True)
            start = time.process_time()
            BookOutput(root).write([edition], root / name)
            seconds.append(time.process_time() - start)
    return seconds[0], seconds[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--large", type=int, default=1500)
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    engines = [name for name in MAKERS if name == "Typst" or importlib.util.find_spec("weasyprint")]
    print(f"{'engine':12}{'pages':>7}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'CPU ms a page':>15}")
    runs: dict[tuple[str, int], Run] = {}
    for engine in engines:
        for pages in (given.pages, given.large) if engine == "Typst" else (given.pages,):
            one = runs[engine, pages] = run(engine, given.language, pages)
            took = one.took
            print(f"{engine:12}{one.pages:7}{took.cpu:9.1f}{took.wall:9.1f}{took.megabytes:9.0f}{one.each:15.1f}")
    small, large = runs["Typst", given.pages], runs["Typst", given.large]
    growth = large.pages / small.pages, large.took.cpu / small.took.cpu
    print(f"growth: {growth[0]:.1f} times the pages, {growth[1]:.1f} times the CPU seconds")
    if "WeasyPrint" in engines:
        other = runs["WeasyPrint", given.pages]
        print(f"CPU a page: WeasyPrint takes {other.each / small.each:.1f} times Typst's")
    first, second = again(given.language)
    print(f"written again unchanged: {first:.1f} s CPU, then {second:.1f} s")


if __name__ == "__main__":
    main()
