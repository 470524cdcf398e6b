"""Every audience's site for the browser tests, as a server sends it, but to anybody."""

from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from sopwright.serve.gate.trees import BESIDE
from sopwright.serve.layers.headers import HEADERS


class StaticHandler(SimpleHTTPRequestHandler):
    """Files below ``build/site/``, the books and registers beside them, with the server's headers."""

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        place = super().translate_path(path)
        below = Path(place).relative_to(self.directory)
        return str(Path(self.directory).parent / below) if below.parts[:1] and below.parts[0] in BESIDE else place

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory) / self.path.split("/")[1] / "404.html"
        if code != HTTPStatus.NOT_FOUND or not missing.is_file():
            super().send_error(code, message, explain)
            return
        data = missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the terminal quiet."""
