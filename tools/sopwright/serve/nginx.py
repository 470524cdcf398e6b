"""A configuration of nginx for the same settings."""

from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sopwright.serve.frame import TEMPLATES
from sopwright.serve.gate.gate import DIRECT, INTERNAL
from sopwright.serve.layers.forms import LARGEST
from sopwright.serve.layers.headers import HEADERS, TRANSPORT
from sopwright.serve.settings import Settings


def configuration(settings: Settings, root: Path) -> str:
    """What nginx needs to stand before this server, to be completed by an administrator; it is no HTML to escape."""
    loader = FileSystemLoader(root / TEMPLATES)
    templates = Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    parts = urlsplit(settings.address)
    headers = {name: value for name, value in HEADERS.items() if name != "Cache-Control"}  # nginx keeps ours
    return templates.get_template("nginx.conf").render(
        upstream=settings.listen,
        secure=settings.secure,
        host=parts.netloc,
        name=parts.hostname,
        largest=LARGEST,
        proxy=settings.proxy if settings.sign_in == "proxy" else None,
        files=settings.files == "nginx",
        marker=DIRECT,
        internal=INTERNAL,
        build=(root / "build").resolve().as_posix(),
        headers=headers | (TRANSPORT if settings.secure else {}),
    )
