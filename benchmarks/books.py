"""How fast books are set, and in how much memory: Typst against WeasyPrint on the same content.

    .venv/bin/python -m benchmarks.books [--pages 300] [--large 1500] [--language en]

The handbook's own documents are repeated until a book has about that many pages. Both engines are handed the same
words, tables and pictures: Typst through the books' own template, WeasyPrint as HTML with the same page size, fonts and
running lines. Each run is a process of its own; CPU seconds are what counts on a shared machine. WeasyPrint is not
among the project's dependencies: without it only Typst is measured.
"""

import argparse
import importlib
import importlib.util
import multiprocessing
import resource
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from sopwright.edition.project import project
from sopwright.edition.records import BookView, DocumentView, Edition
from sopwright.load.handbook import load
from sopwright.outputs.book.book import Workshop, book_print
from sopwright.outputs.book.books import BookOutput
from sopwright.outputs.book.press import Press
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.site.addresses import Addresses
from sopwright.outputs.site.html import HtmlWriter

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
PAGES_A_DOCUMENT = 5.5


@dataclass(frozen=True)
class Run:
    """What one run took."""

    cpu: float
    wall: float
    megabytes: float
    pages: int


def enlarged(language: str, pages: int) -> Edition:
    """An edition with one book of about so many pages."""
    handbook, _ = load(ROOT)
    if handbook is None:
        raise SystemExit("The handbook cannot be read.")
    edition = project(handbook, "managers", language, DAY)
    own = list(edition.documents.values())
    wanted = round(pages / PAGES_A_DOCUMENT)
    copies = [_copy(own[place % len(own)], place // len(own)) for place in range(wanted)]
    book = BookView("all", "All", "The whole handbook", tuple(copies))
    return replace(edition, books=(book,), documents={document.id: document for document in copies})


def _copy(document: DocumentView, number: int) -> DocumentView:
    prefix, _, rest = document.id.partition("-")
    return replace(document, id=f"{prefix}-{number}{rest}" if number else document.id, related=())


def with_typst(language: str, pages: int) -> bytes:
    """The book as the build makes it, flowcharts and all."""
    edition, press = enlarged(language, pages), Press(ROOT)
    shop = Workshop(press.template, FontSet(press.fonts))
    return press.set(book_print(edition, edition.books[0], shop), DAY)


def with_weasyprint(language: str, pages: int) -> bytes:
    """The same words, tables and pictures as HTML, set by WeasyPrint as PDF/UA-1."""
    edition = enlarged(language, pages)
    html = _html(edition)
    with tempfile.TemporaryDirectory() as folder:
        for document in edition.documents.values():
            for picture in document.pictures.values():
                name = f"{picture.digest[:20]}.{picture.name.rsplit('.', 1)[-1]}"
                (Path(folder) / "pictures").mkdir(exist_ok=True)
                (Path(folder) / "pictures" / name).write_bytes(picture.data)
        pdf = (
            importlib.import_module("weasyprint")
            .HTML(string=html, base_url=folder + "/")
            .write_pdf(pdf_variant="pdf/ua-1")
        )
    return bytes(pdf)


_STYLE = """
@font-face { font-family: Noto Sans; src: url(FONTS/NotoSans-Regular.ttf) }
@font-face { font-family: Noto Sans; font-weight: 700; src: url(FONTS/NotoSans-Bold.ttf) }
@font-face { font-family: Noto Sans TC; src: url(FONTS/NotoSansTC-Regular.ttf) }
@font-face { font-family: Noto Sans TC; font-weight: 700; src: url(FONTS/NotoSansTC-Bold.ttf) }
@page { size: A4; margin: 68pt 62pt 74pt; @top-left { content: "All" } @top-right { content: string(chapter) }
  @bottom-right { content: "Page " counter(page) " of " counter(pages) } }
body { font: 10.5pt/1.5 "Noto Sans", "Noto Sans TC" } h1 { string-set: chapter content(); break-before: page }
h1, h2, h3 { break-after: avoid } table { width: 100%; border-collapse: collapse } td, th { border-bottom: .5pt solid }
img { max-width: 100% } .toc a::after { content: leader(".") target-counter(attr(href), page) }
"""


def _html(edition: Edition) -> str:
    parts = ["<ul class=toc>"]
    parts += [f'<li><a href="#{d.id}">{escape(d.id)} {escape(d.title)}</a>' for d in edition.documents.values()]
    parts.append("</ul>")
    for document in edition.documents.values():
        write = HtmlWriter(Addresses(edition, "index.html"), document)
        parts.append(f'<h1 id="{document.id}">{escape(document.id)} {escape(document.title)}</h1>')
        for section in document.sections:
            parts += [f"<h2>{write.inline(section.title)}</h2>", write.blocks(section.body)]
            for part in section.parts:
                parts += [f"<h3>{write.inline(part.title)}</h3>", write.blocks(part.body)]
            for step in document.steps if section.id == "steps" else ():
                parts += [f"<h3>{step.number} {write.inline(step.title)}</h3><p>{escape(step.by.name)}</p>"]
                parts.append(write.blocks(step.body))
        rows = "".join(f"<tr><td>{r.number}<td>{r.date}<td>{escape(r.summary)}" for r in document.revisions)
        parts.append(f"<table><thead><tr><th>1<th>2<th>3</thead>{rows}</table>")
    style = _STYLE.replace("FONTS", (ROOT / "templates" / "fonts").as_uri())
    head = f'<!doctype html><html lang="{edition.language}"><title>All</title><style>{style}</style>'
    return head + "".join(parts)


ENGINES = {"Typst": with_typst, "WeasyPrint": with_weasyprint}


def _measure(engine: str, language: str, pages: int, out: "multiprocessing.Queue[Run]") -> None:
    start = time.monotonic()
    pdf = ENGINES[engine](language, pages)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    wall = time.monotonic() - start
    count = len(PdfReader(BytesIO(pdf)).pages)
    out.put(Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, count))


def run(engine: str, language: str, pages: int) -> Run:
    """One run in a process of its own."""
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[Run] = context.Queue()
    process = context.Process(target=_measure, args=(engine, language, pages, queue))
    process.start()
    done = queue.get()
    process.join()
    return done


def again(language: str) -> tuple[float, float]:
    """CPU seconds of writing an edition's books and leaflets, and of writing them again unchanged."""
    edition = enlarged(language, 60)
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "templates").symlink_to(ROOT / "templates")
        for name in ("first", "second"):
            (root / name).mkdir()
            start = time.process_time()
            BookOutput(root).write(edition, root / name)
            seconds.append(time.process_time() - start)
    return seconds[0], seconds[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--large", type=int, default=1500)
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    engines = [name for name in ENGINES if name == "Typst" or importlib.util.find_spec("weasyprint")]
    print(f"{'engine':12}{'pages':>7}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'CPU ms a page':>15}")
    runs: dict[tuple[str, int], Run] = {}
    for engine in engines:
        for pages in (given.pages, given.large) if engine == "Typst" else (given.pages,):
            one = runs[engine, pages] = run(engine, given.language, pages)
            each = 1000 * one.cpu / one.pages
            print(f"{engine:12}{one.pages:7}{one.cpu:9.1f}{one.wall:9.1f}{one.megabytes:9.0f}{each:15.1f}")
    small, large = runs["Typst", given.pages], runs["Typst", given.large]
    print(f"growth: {large.pages / small.pages:.1f} times the pages, {large.cpu / small.cpu:.1f} times the CPU seconds")
    if "WeasyPrint" in engines:
        other = runs["WeasyPrint", given.pages]
        print(f"CPU a page: WeasyPrint takes {other.cpu / other.pages / (small.cpu / small.pages):.1f} times Typst's")
    first, second = again(given.language)
    print(f"written again unchanged: {first:.1f} s CPU, then {second:.1f} s")


if __name__ == "__main__":
    main()
