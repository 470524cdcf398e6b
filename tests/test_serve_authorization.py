"""Every page x every role x anonymous: the answers stand in `authorization.yml`, written by hand."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from httpx2 import Response
from starlette.testclient import TestClient

from sopwright.serve.routes.registry import PAGES, SIGN_IN
from sopwright.serve.tokens import form_token
from tests.serving import Serving, build, serving

MATRIX: Mapping[str, Mapping[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("authorization.yml").read_text(encoding="utf-8")
)
PEOPLE = {"anonymous": "", "nobody": "n.nobody", "agent": "a.agent", "lead": "l.lead", "manager": "m.manager"}
NOBODY = {"file": "registers/people.yml", "append": "n.nobody: {name: Nat Nobody, email: x@example.test}"}
AUDIT = {"file": "registers/training.yml", "write": "auditors: [manager]\n"}
ELSEWHERE = {"GET /sign-in/answer"}
"""Pages of another way to sign in than the development's; here nobody has them."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("authorization"), edits=[NOBODY, AUDIT]) as made:
        files = "books/agents/en/service.pdf", "books/leads/en/service.pdf", "register/leads/en/register.csv"
        build(made.root, dict.fromkeys(files, b"file"))
        yield made


def ask(browser: TestClient, row: str) -> Response:
    """Make the request of a row, with the form's token where it is a form."""
    method, address = row.split(" ")
    address = MATRIX[row].get("at", address)
    if method == "GET":
        return browser.get(address)
    browser.get("/sign-in")
    secret = browser.cookies.get("session") or browser.cookies["browser"]
    return browser.post(address, data={"form_token": form_token(secret), **MATRIX[row].get("form", {})})


def said(row: str, answer: Response) -> int | str:
    """An answer in the words of the matrix."""
    if answer.status_code == 401 and row.startswith("POST"):
        return "sign-in"
    if answer.status_code == 303 and answer.headers["location"].startswith("/sign-in"):
        return "sign-in"
    if answer.status_code == 404 and "This page does not exist" in answer.text:
        return "missing"
    if answer.status_code == 403 and "There is no edition of the handbook for you yet" in answer.text:
        return "explained"
    return answer.status_code


@pytest.mark.parametrize("row", [row for row in MATRIX if row not in ELSEWHERE])
def test_everybody_gets_what_the_matrix_says(server: Serving, row: str) -> None:
    found = {
        name: said(row, ask(server.signed_in(person) if person else server.browser(), row))
        for name, person in PEOPLE.items()
    }
    assert found == {name: MATRIX[row][name] for name in PEOPLE}


def test_every_page_stands_in_the_matrix() -> None:
    pages = {page for group in (PAGES, *SIGN_IN.values()) for page in group}
    registered = {f"{method} {page.path}" for page in pages for method in page.methods}
    assert registered - MATRIX.keys() == set()
    trees = {row for row in MATRIX if re.match(r"(GET|POST) /(public|agents|leads|books|register|there-is)", row)}
    assert MATRIX.keys() - registered == trees
