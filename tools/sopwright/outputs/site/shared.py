"""The two pages that an audience's languages share: the choice of a language, and "this page does not exist"."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopwright.edition.facts import Facts
from sopwright.outputs.site.render import TEMPLATES


def shared_pages(root: Path, editions: Sequence[Facts]) -> dict[str, str]:
    """The pages by file name; each stands by itself, without the theme."""
    environment = Environment(
        loader=FileSystemLoader(root / TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return {
        "index.html": environment.get_template("choose.html").render(editions=editions, first=editions[0]),
        "404.html": environment.get_template("missing.html").render(editions=editions, first=editions[0]),
    }
