"""How the server is set up: by environment variables ``SOPWRIGHT_*`` and one TOML file."""

from collections.abc import Mapping
from functools import cached_property
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

PREFIX = "SOPWRIGHT_"
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


def is_loopback(host: str) -> bool:
    """Whether a host name or address stands for this machine only."""
    return host in (*LOOPBACK_NAMES, "::1")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    if not parts.hostname or parts.username or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("an address is a scheme and a host, like `https://handbook.example.com`")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(parts.hostname)):
        raise ValueError("an address begins with `https://`; `http://` is only for this machine (127.0.0.1)")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _issuer(address: str) -> str:
    parts = urlsplit(address)
    _origin(f"{parts.scheme}://{parts.netloc}")
    if parts.query or parts.fragment:
        raise ValueError("an issuer has neither `?` nor `#`")
    return address


def _listening(place: str) -> str:
    if place.startswith("unix:/"):
        return place
    host, colon, port = place.rpartition(":")
    if not (colon and host and port.isdecimal() and int(port) < 65536):
        raise ValueError("the server listens at `host:port` or `unix:/folder/name.sock`")
    return place


def _network(name: str) -> str:
    ip_network(name)
    return name


Origin = Annotated[str, AfterValidator(_origin)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,63}$")]


class Part(BaseModel):
    """Some settings that belong together."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OpenId(Part):
    """The company's sign-in by OpenID Connect."""

    issuer: Annotated[str, AfterValidator(_issuer)]
    client_id: Annotated[str, Field(min_length=1)]
    client_secret: SecretStr = SecretStr("")
    client_secret_file: Path | None = None
    """A file that holds the secret, such as one of systemd's credentials."""
    scopes: tuple[str, ...] = ("openid", "profile")
    person: Name = "preferred_username"
    """The claim that holds the key in ``registers/people.yml``; with ``email`` the address there is compared."""
    groups: Name = "groups"
    """The claim that holds the groups."""

    @property
    def secret(self) -> str:
        """The client's secret; empty for a public client.

        Raises:
            OSError: Its file cannot be read.
        """
        if self.client_secret_file is not None:
            return self.client_secret_file.read_text(encoding="utf-8").strip()
        return self.client_secret.get_secret_value()


class Proxy(Part):
    """A proxy that has signed the reader in and says so in headers."""

    addresses: tuple[Annotated[str, AfterValidator(_network)], ...] = ()
    """The addresses of the proxy; none where the server listens at a unix socket."""
    person: Name = "X-Remote-User"
    """The header that holds the key in ``registers/people.yml``."""
    groups: Name = "X-Remote-Groups"
    """The header that holds the groups, with commas between them."""

    def trusts(self, peer: str | None) -> bool:
        """Whether headers of this peer are believed; a peer without an address came through the unix socket."""
        if peer is None:
            return not self.addresses
        return any(ip_address(peer) in ip_network(network) for network in self.addresses)


class Settings(BaseSettings):
    """The settings of ``sopwright serve``; without any it serves this machine with the development sign-in."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
        extra="forbid",
        frozen=True,
    )

    sign_in: Literal["development", "openid", "proxy"] = "development"
    address: Origin = "http://127.0.0.1:8000"
    """Where readers find the server, as their browsers write it."""
    listen: Annotated[str, AfterValidator(_listening)] = "127.0.0.1:8000"
    database: Annotated[str, Field(repr=False)] = ""
    """``sqlite:////var/lib/sopwright/records.db`` or ``postgresql://...``; for development a file below ``build/``."""
    visitors: bool = False
    """Whether those who have not signed in may read the tree of the role ``visitor``."""
    session_hours: Annotated[int, Field(ge=1, le=168)] = 12
    openid: OpenId | None = None
    proxy: Proxy | None = None
    roles: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """The roles of each group of the sign-in; without any, posts in the registers decide."""
    files: Literal["server", "nginx"] = "server"
    """Who sends files: this server, or nginx by ``X-Accel-Redirect``."""
    metrics_token: SecretStr = SecretStr("")
    """What Prometheus must send as its bearer token; without one there are no metrics."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        complaint = next(iter(_complaints(self)), "")
        if complaint:
            raise ValueError(complaint)
        return self

    @property
    def secure(self) -> bool:
        """Whether browsers reach the server by TLS."""
        return self.address.startswith("https:")

    @cached_property
    def hosts(self) -> frozenset[str]:
        """What may stand in a request's Host header."""
        parts = urlsplit(self.address)
        if self.sign_in == "development":
            return frozenset(f"{name}:{parts.port}" if parts.port else name for name in LOOPBACK_NAMES)
        return frozenset({parts.netloc})

    @property
    def origins(self) -> frozenset[str]:
        """Where forms may be sent from."""
        scheme = urlsplit(self.address).scheme
        return frozenset(f"{scheme}://{host}" for host in self.hosts)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The command line before the environment before the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _complaints(settings: Settings) -> list[str]:
    """What does not fit together, in the words of who has to mend it."""
    found: list[str] = []
    host = settings.listen.rpartition(":")[0]
    local = is_loopback(host)
    if settings.sign_in == "development":
        if not local:
            found.append(
                "the development sign-in lets anyone be anyone, so it listens on 127.0.0.1 only, "
                f"not on `{settings.listen}`;"
                ' choose `sign_in = "openid"` or `"proxy"`'
            )
        if not is_loopback(urlsplit(settings.address).hostname or ""):
            found.append(f"the development sign-in is for this machine only, not for readers of `{settings.address}`")
        if settings.openid or settings.proxy or settings.roles:
            found.append('`openid`, `proxy` and `roles` are set, but `sign_in` is "development"; set `sign_in` too')
        return found
    if not settings.database:
        found.append(
            "`database` is missing; write where the records are kept, `sqlite:////var/lib/sopwright/records.db`"
        )
    if settings.sign_in == "openid" and settings.openid is None:
        found.append('`sign_in` is "openid", but `openid.issuer` and `openid.client_id` are missing')
    if settings.sign_in == "proxy":
        found.extend(_about_proxy(settings))
    return found


def _about_proxy(settings: Settings) -> list[str]:
    if settings.proxy is None:
        return ['`sign_in` is "proxy", but the part `[proxy]` is missing']
    by_socket = settings.listen.startswith("unix:")
    if by_socket == bool(settings.proxy.addresses):
        return ["the proxy is known by the unix socket in `listen` or by `proxy.addresses`: set exactly one of them"]
    return []
