"""nginx before the server, with the configuration that `sopwright serve --nginx` prints."""

import gzip
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2
import pytest

from sopwright.serve.layers.headers import HEADERS
from sopwright.serve.person import Identity
from sopwright.serve.run import bind
from tests.conftest import Run
from tests.serving import PAGE, Serving, build, in_thread, serving

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
BOOK = bytes(range(256)) * 400
AROUND = """\
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/handbook.conf;
}}
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def short() -> Iterator[Path]:
    """A folder with a short name: a socket's must not be long."""
    with TemporaryDirectory(prefix="sw-") as folder:
        yield Path(folder)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, short: Path) -> Iterator[Serving]:
    settings: dict[str, Any] = {
        "sign_in": "openid",
        "openid": {"issuer": "https://sign-in.example", "client_id": "handbook"},
        "address": f"http://127.0.0.1:{free_port()}",
        "listen": f"unix:{short / 's'}",
        "database": f"sqlite:///{short / 'records.db'}",
        "files": "nginx",
    }
    with serving(tmp_path_factory.mktemp("nginx"), **settings) as made:
        build(
            made.root,
            {
                "books/agents/en/service.pdf": BOOK,
                "books/leads/en/service.pdf": b"secret",
                "site/agents/en/style.css": b"body{}",
                "site/agents/en/style.css.gz": gzip.compress(b"body{}"),
                "site/agents/en/a page, 日.html": PAGE,
            },
        )
        yield made


@pytest.fixture(scope="module")
def printed(server: Serving) -> str:
    """What the command prints for the server's settings."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.settings.model_dump(exclude={"openid", "roles", "proxy"}).items():
            if isinstance(value, str) and value:
                patch.setenv(f"SOPWRIGHT_{name.upper()}", value)
        patch.setenv("SOPWRIGHT_OPENID__ISSUER", "https://sign-in.example")
        patch.setenv("SOPWRIGHT_OPENID__CLIENT_ID", "handbook")
        command = [sys.executable, "-m", "sopwright", "serve", "--nginx", "--root", str(server.root)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def nginx(server: Serving, short: Path, printed: str) -> Iterator[None]:
    """Both, running."""
    (short / "handbook.conf").write_text(printed, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    (short / "nginx.conf").write_text(AROUND.format(folder=short, user=user), encoding="utf-8")
    command = [NGINX, "-c", str(short / "nginx.conf"), "-e", str(short / "error.log")]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    listening = bind(server.settings.listen)
    with listening, in_thread(server.app, listening), subprocess.Popen(command) as process:
        try:
            _await(server.settings.address)
            yield
        finally:
            process.terminate()


def _await(address: str) -> None:
    for _ in range(200):
        try:
            httpx2.get(f"{address}/healthz")
        except httpx2.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(address)


@pytest.fixture
def agent(server: Serving, nginx: None) -> Iterator[httpx2.Client]:
    """The browser of an agent who is signed in."""
    del nginx
    cookies = {"session": server.service.sessions.begin(Identity("a.agent"))}
    with httpx2.Client(base_url=server.settings.address, cookies=cookies, headers={"Accept": "text/html"}) as client:
        yield client


def test_nginx_sends_what_the_server_allows(agent: httpx2.Client) -> None:
    page = agent.get("/agents/en/index.html")
    assert (page.status_code, page.content) == (200, PAGE)
    assert page.headers["server"] == "nginx"
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for name, value in HEADERS.items():
        assert page.headers.get_list(name) == [value]
    assert "x-accel-redirect" not in page.headers
    assert agent.get("/agents/en/a%20page%2C%20%E6%97%A5.html").content == PAGE


def test_denied_and_missing_are_the_same(agent: httpx2.Client) -> None:
    missing = agent.get("/agents/en/nothing.html")
    assert missing.status_code == 404
    paths = ["/leads/en/index.html", "/books/leads/en/service.pdf", "/.files/site/agents/en/index.html", "/.files/"]
    paths += ["/.files/site/leads/en/index.html", "/.files/../registers/people.yml", "/agents/..%2fleads/en/index.html"]
    for path in paths:
        answer = agent.get(path)
        assert (answer.status_code, answer.content) == (404, missing.content), path
        assert {**answer.headers, "date": ""} == {**missing.headers, "date": ""}


def test_strangers_get_nothing(server: Serving, nginx: None) -> None:
    del nginx
    for headers in ({}, {"X-Remote-User": "a.agent"}, {"X-Sopwright-Direct": "1"}, {"X-Accel-Redirect": "/.files/"}):
        answer = httpx2.get(f"{server.settings.address}/agents/en/index.html", headers=headers)
        assert answer.status_code == 401
    assert (
        httpx2.get(server.settings.address, headers={"Host": "evil.example", "Accept": "text/html"})
        .headers["location"]
        .startswith("/sign-in")
    )


def test_parts_tags_and_encodings_are_nginxs(agent: httpx2.Client) -> None:
    part = agent.get("/books/agents/en/service.pdf", headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, BOOK[5:10])
    tag = agent.get("/agents/en/index.html").headers["etag"]
    again = agent.get("/agents/en/index.html", headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["cache-control"]) == (304, "private, no-store")
    style = agent.get("/agents/en/style.css", headers={"Accept-Encoding": "gzip"})
    assert (style.headers["content-encoding"], style.content) == ("gzip", b"body{}")


def test_a_file_that_is_away_for_a_moment_is_sent_by_the_server(server: Serving, agent: httpx2.Client) -> None:
    site = server.root / "build" / "site"
    assert agent.get("/agents/en/index.html").status_code == 200
    site.rename(site.with_name(".old-site"))
    shutil.copytree(site.with_name(".old-site"), site.with_name("new"))
    (site.with_name("new") / "agents" / "en" / "index.html").write_bytes(b"another build")
    waiting = subprocess.Popen(["sh", "-c", f"sleep 0.5; mv {site.with_name('new')} {site}"])
    answer = agent.get("/agents/en/index.html")
    waiting.wait()
    assert (answer.status_code, answer.content) == (200, b"another build")
    shutil.rmtree(site.with_name(".old-site"))


def test_with_tls_the_certificate_is_left_to_the_administrator(tmp_path: Path, run: Run, server: Serving) -> None:
    config = tmp_path / "serve.toml"
    lines = 'sign_in = "proxy"', 'address = "https://handbook.example"', 'database = "sqlite:////var/lib/records.db"'
    config.write_text("\n".join([*lines, "[proxy]", 'addresses = ["127.0.0.1"]']), encoding="utf-8")
    outcome = run("serve", "--nginx", "--config", config, "--root", server.root)
    assert outcome.code == 0
    assert "ssl_certificate     /etc/ssl/certs/handbook.example.pem;" in outcome.out
    assert "proxy_set_header X-Remote-User $remote_user;" in outcome.out
    assert "alias" not in outcome.out  # the server sends files itself
