"""Requests that nobody thought of: schemathesis reads what pages there are, and asks for them in many ways."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from sopwright.serve.routes.registry import PAGES, SIGN_IN
from sopwright.serve.tokens import form_token
from tests.serving import serving

TEXT = {"type": "string"}
FIELDS = ("person", "then", "language")
"""What pages read of a query or a form."""


def description() -> dict[str, Any]:
    """The pages of the server with the development sign-in, as OpenAPI 3.1 has it."""
    paths: dict[str, dict[str, Any]] = {}
    for page in (*PAGES, *SIGN_IN["development"]):
        for method in page.methods:
            query: list[dict[str, Any]] = [{"name": name, "in": "query", "schema": TEXT} for name in FIELDS]
            inside = [name for name in re.findall(r"{(\w+)}", page.path) if name != "name"]
            query += [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in inside]
            operation: dict[str, Any] = {"parameters": query, "responses": {"default": {"description": "an answer"}}}
            if method == "POST":
                form = {"type": "object", "properties": dict.fromkeys(FIELDS, TEXT)}
                operation["requestBody"] = {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
            paths.setdefault(page.path.replace("{name}", "style.css"), {})[method.lower()] = operation
    return {"openapi": "3.1.0", "info": {"title": "sopwright", "version": "1"}, "paths": paths}


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], TestClient]]:
    """Makes browsers in which an agent is signed in."""
    with serving(tmp_path_factory.mktemp("schema")) as server:
        yield lambda: server.signed_in("a.agent")


schema = schemathesis.openapi.from_dict(description())


@schema.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_request_has_a_sound_answer(case: schemathesis.Case[Any], agent: Callable[[], TestClient]) -> None:
    browser = agent()
    token = form_token(browser.cookies["session"])
    query = {name: str(value) for name, value in (case.query or {}).items()}
    if case.method == "POST":
        body = case.body if isinstance(case.body, dict) else {}
        fields = {"form_token": token, **{name: str(value) for name, value in body.items()}}
        answer = browser.post(case.formatted_path, params=query, data=fields)
    else:
        answer = browser.request(case.method, case.formatted_path, params=query)
    assert answer.status_code in (200, 303, 400, 403, 404, 405, 431)
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/")
        assert not answer.headers["location"].startswith(("//", "/\\"))
