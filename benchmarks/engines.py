"""What runs in a process of its own: an engine that sets a book, and what that took."""

import importlib
import pickle
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sopwright.outputs.book.press import Press
from sopwright.outputs.book.prints import Print

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Took:
    """A book that was set, with CPU and wall seconds, and the most memory that the process held."""

    pdf: bytes
    cpu: float
    wall: float
    megabytes: float


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


SETTERS = {"Typst": set_with_typst, "WeasyPrint": set_with_weasyprint}


def measure(engine: str, given: Path, taken: Path) -> None:
    """Set the book that stands in one file, and write what it took to another."""
    paper = pickle.loads(given.read_bytes())  # noqa: S301  # the benchmark's own file
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    pdf = SETTERS[engine](paper)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = usage.ru_utime + usage.ru_stime - before.ru_utime - before.ru_stime
    took = Took(pdf, cpu, time.monotonic() - start, usage.ru_maxrss / 1024)
    taken.write_bytes(pickle.dumps(tuple(vars(took).values())))


if __name__ == "__main__":
    measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
