"""What all requests share, and the way to it from one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment
from sqlalchemy import Engine
from starlette.requests import HTTPConnection

from sopwright.model.handbook import Handbook
from sopwright.records.desk import Desk
from sopwright.serve.assets import Asset
from sopwright.serve.gate.build import Build
from sopwright.serve.identity.provider import Provider
from sopwright.serve.identity.sign_ins import SignIns
from sopwright.serve.metrics import Metrics
from sopwright.serve.person import Person
from sopwright.serve.sessions import Sessions
from sopwright.serve.settings import Settings


@dataclass
class Service:
    """The server's parts; made once, and handed to every layer and page."""

    settings: Settings
    root: Path
    """The handbook's folder."""
    engine: Engine
    now: Callable[[], datetime]
    handbook: Handbook
    """The handbook whose build is served; another one takes its place when a new build is there."""
    sessions: Sessions
    sign_ins: SignIns
    provider: Provider | None
    """The OpenID provider, where that is the way to sign in."""
    templates: Environment
    assets: Mapping[str, Asset]
    build: Build
    metrics: Metrics
    records: Desk
    """What readers confirm and say."""

    @property
    def zone(self) -> ZoneInfo:
        """The company's time zone."""
        return ZoneInfo(self.handbook.registers.organisation.time_zone)

    def today(self) -> date:
        """The day by the company's calendar."""
        return self.now().astimezone(self.zone).date()


def service_of(request: HTTPConnection) -> Service:
    """The service that a request came to."""
    service: Service = request.scope["state"]["service"]
    return service


def person_in(request: HTTPConnection) -> Person:
    """Who makes a request."""
    person: Person = request.scope["state"]["person"]
    return person
