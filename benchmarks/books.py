"""How fast books are set, and in how much memory: Typst against WeasyPrint on the same content.

    .venv/bin/python -m benchmarks.books [--pages 300] [--large 1500] [--language en]

The handbook's own documents are repeated until a book has about that many pages. Both engines are handed the same
words, tables, pictures and flowcharts: Typst the files of the book as the build makes them, WeasyPrint an HTML page
with the same page size, fonts and running lines. What is handed over is made beforehand; each engine then sets it in a
process of its own. CPU seconds are what counts on a shared machine. WeasyPrint is not among the project's dependencies:
without it only Typst is measured.
"""

import argparse
import importlib
import importlib.util
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from sopwright.edition.project import project
from sopwright.edition.records import BookView, DocumentView, Edition, TopicView
from sopwright.load.handbook import load
from sopwright.outputs.book.book import Workshop, book_print
from sopwright.outputs.book.books import BookOutput
from sopwright.outputs.book.charts import charts_of
from sopwright.outputs.book.look import Page
from sopwright.outputs.book.press import Press
from sopwright.outputs.book.prints import Print
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.site.addresses import Addresses, picture_path
from sopwright.outputs.site.html import HtmlWriter

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
PAGES_A_DOCUMENT = 5.5
TOPIC = 6
"""Documents of a topic."""


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
    return replace(document, id=f"{prefix}-{number}{rest}" if number else document.id, related=())


def typst_files(edition: Edition, shop: Workshop) -> Print:
    """The book as the build hands it over."""
    return book_print(edition, edition.books[0], shop)


def set_with_typst(paper: Print) -> bytes:
    """The book as PDF/A-2a and PDF/UA-1."""
    return Press(ROOT).set(paper, DAY)


def set_with_weasyprint(paper: Print) -> bytes:
    """The book as PDF/UA-1."""
    weasyprint = importlib.import_module("weasyprint")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in paper.files.items():
            (Path(folder) / name).parent.mkdir(exist_ok=True)
            (Path(folder) / name).write_bytes(data)
        page = weasyprint.HTML(filename=f"{folder}/main.html")
        return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))


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


def html_files(edition: Edition, shop: Workshop) -> Print:
    """The same words, tables, pictures and flowcharts for WeasyPrint."""
    files: dict[str, bytes] = {}
    parts = ["<ul class=toc>"]
    parts += [f'<li><a href="#{d.id}">{escape(d.id)} {escape(d.title)}</a>' for d in edition.documents.values()]
    parts.append("</ul>")
    for document in edition.documents.values():
        parts.extend(_html(edition, document))
        for place, chart in enumerate(charts_of(document, edition.words, shop.fonts, Page("a4")), 1):
            name = f"charts/{document.id}-{place}.svg"
            files[name] = chart.svg.encode()
            parts.append(f'<img src="{name}" alt="{escape(chart.description)}">')
        for picture in document.pictures.values():
            files[picture_path(picture)] = picture.data
    style = _STYLE.replace("FONTS", (ROOT / "templates" / "fonts").as_uri())
    head = f'<!doctype html><html lang="{edition.language}"><title>All</title><style>{style}</style>'
    return Print({**files, "main.html": (head + "".join(parts)).encode()}, {})


def _html(edition: Edition, document: DocumentView) -> Iterator[str]:
    write = HtmlWriter(Addresses(edition, "index.html"), document)
    yield f'<h1 id="{document.id}">{escape(document.id)} {escape(document.title)}</h1>'
    for section in document.sections:
        yield f"<h2>{write.inline(section.title)}</h2>{write.blocks(section.body)}"
        for part in section.parts:
            yield f"<h3>{write.inline(part.title)}</h3>{write.blocks(part.body)}"
        for step in document.steps if section.id == "steps" else ():
            yield f"<h3>{step.number} {write.inline(step.title)}</h3><p>{escape(step.by.name)}</p>"
            yield str(write.blocks(step.body))
            for branch in step.branches if step.decision else ():
                yield f"<p>{escape(branch.label)}: {escape(branch.target.title)}</p>"
    for rows in (
        [(m.name, "; ".join(f"{t.team}: {t.words}" for t in m.targets)) for m in document.measures],
        [(law.name, law.citation, law.jurisdiction) for law in document.laws],
        [(str(r.number), str(r.date), r.change, r.summary) for r in document.revisions],
    ):
        cells = ("".join(f"<td>{escape(cell)}" for cell in row) for row in rows)
        yield f"<table><tbody>{''.join(f'<tr>{row}' for row in cells)}</table>"


MAKERS = {"Typst": typst_files, "WeasyPrint": html_files}
SETTERS = {"Typst": set_with_typst, "WeasyPrint": set_with_weasyprint}


def _measure(engine: str, paper: Print, out: "multiprocessing.Queue[Run]") -> None:
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    pdf = SETTERS[engine](paper)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    wall = time.monotonic() - start
    cpu = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
    count = len(PdfReader(BytesIO(pdf)).pages)
    out.put(Run(cpu, wall, usage.ru_maxrss / 1024, count))


def run(engine: str, language: str, pages: int) -> Run:
    """Hand a book over, and set it in a process of its own."""
    press = Press(ROOT)
    paper = MAKERS[engine](enlarged(language, pages), Workshop(press.template, FontSet(press.fonts)))
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[Run] = context.Queue()
    process = context.Process(target=_measure, args=(engine, paper, queue))
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
    engines = [name for name in MAKERS if name == "Typst" or importlib.util.find_spec("weasyprint")]
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
