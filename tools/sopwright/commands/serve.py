"""``sopwright serve``: look at the built sites on this machine."""

from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rich.console import Console

from sopwright.commands import exits

BESIDE = ("books", "register")
"""The outputs beside the site that it links to."""
HOST = "127.0.0.1"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the sites and what stands beside them to this machine only.

    There is no sign-in, so every audience can be looked at.
    """

    def end_headers(self) -> None:
        """Send the headers that an intranet server should send, too."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        """Answer a request; the root lists the audiences."""
        if self.path.split("?", 1)[0] == "/":
            self._list()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Answer with what a request would bring, without its words."""
        if self.path.split("?", 1)[0] == "/":
            self._list()
        else:
            super().do_HEAD()

    def translate_path(self, path: str) -> str:
        """The file of an address; the books and the register stand beside the sites."""
        place = super().translate_path(path)
        below = Path(place).relative_to(self.directory)
        return str(Path(self.directory).parent / below) if below.parts[:1] and below.parts[0] in BESIDE else place

    def list_directory(self, path: object) -> None:
        """Never list a folder."""
        del path
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the audience's own page where an address does not exist."""
        wanted = self.path.split("/")[1] if code == HTTPStatus.NOT_FOUND else ""
        if wanted in self._audiences():
            self._html((Path(self.directory) / wanted / "404.html").read_bytes(), HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the terminal quiet."""

    def _audiences(self) -> list[str]:
        return sorted(place.name for place in Path(self.directory).iterdir() if (place / "404.html").is_file())

    def _list(self) -> None:
        items = "".join(f'<li><a href="{escape(name)}/">{escape(name)}</a></li>' for name in self._audiences())
        head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Audiences</title>'
        self._html(f"{head}<h1>Audiences</h1><ul>{items}</ul>".encode(), HTTPStatus.OK)

    def _html(self, data: bytes, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def serve(root: Path, port: int, out: Console) -> int:
    """Serve the built sites until interrupted."""
    folder = root / "build" / "site"
    if not folder.is_dir():
        out.print("There is no build/site yet. Run `sopwright build` first.")
        return exits.USAGE
    try:
        server = ThreadingHTTPServer((HOST, port), partial(SiteHandler, directory=str(folder)))
    except OSError as error:
        out.print(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.")
        return exits.USAGE
    with server:
        out.print(f"Serving at http://{HOST}:{server.server_port}/ - stop with Ctrl+C.", soft_wrap=True)
        server.serve_forever()
    return exits.CLEAN
