"""The settings: where they come from, which goes before which, and that wrong ones are refused in words."""

from pathlib import Path

import pytest

from sopwright.serve.settings import Settings
from sopwright.serve.setup import SettingsRefusedError, read_settings

GOOD = """\
sign_in = "openid"
address = "https://Handbook.example"
listen = "unix:/run/sopwright.sock"
database = "postgresql://sopwright:hidden@db/records"
[openid]
issuer = "https://sign-in.example/realm"
client_id = "handbook"
client_secret = "hidden"
"""


def read(folder: Path, toml: str) -> Settings:
    file = folder / "serve.toml"
    file.write_text(toml, encoding="utf-8")
    return read_settings(file)


def test_a_file_is_read_and_the_environment_goes_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPWRIGHT_OPENID__CLIENT_ID", "another")
    monkeypatch.setenv("SOPWRIGHT_ROLES", '{"everybody": ["agent"]}')
    settings = read(tmp_path, GOOD)
    assert (settings.address, set(settings.hosts)) == ("https://handbook.example", {"handbook.example"})
    assert settings.openid is not None
    assert (settings.openid.client_id, settings.openid.secret) == ("another", "hidden")
    assert settings.roles == {"everybody": ("agent",)}
    assert "hidden" not in repr(settings)


def test_the_secret_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from a file\n", encoding="utf-8")
    settings = read(tmp_path, GOOD.replace('client_secret = "hidden"', f'client_secret_file = "{secret}"'))
    assert settings.openid is not None
    assert settings.openid.secret == "from a file"  # noqa: S105


PROXY = 'sign_in = "proxy"\naddress = "https://h.example"\ndatabase = "sqlite:///r.db"\n'
WRONG = {
    "no TOML": ("= x", "is no TOML file"),
    "unknown": ("sign-in = 1\n", "sign-in: there is no such setting"),
    "unknown in a part": (GOOD + "secret = 1\n", "openid.secret: there is no such setting"),
    "missing in a part": (GOOD.replace('client_id = "handbook"', ""), "openid.client_id: this setting is missing"),
    "another word": ('sign_in = "nobody"\n', "'development', 'openid' or 'proxy'; here: `nobody`"),
    "an open address": (GOOD.replace("https://Hand", "http://Hand"), "an address begins with `https://`"),
    "a path in the address": (GOOD.replace("k.example", "k.example/x"), "a scheme and a host"),
    "somebody in the address": (GOOD.replace("//Hand", "//me@Hand"), "a scheme and a host"),
    "an open issuer": (GOOD.replace("https://sign", "http://sign"), "openid.issuer: an address begins with"),
    "a strange place": (GOOD.replace("unix:/run", "run"), "`host:port` or `unix:/folder/name.sock`"),
    "no database": (GOOD.replace("database", "#"), "`database` is missing"),
    "no provider": (GOOD.partition("[")[0], "`openid.issuer` and `openid.client_id` are missing"),
    "no proxy": (PROXY, "the part `[proxy]` is missing"),
    "a proxy by nothing": (PROXY + "[proxy]\n", "set exactly one of them"),
    "a proxy by both": (PROXY + 'listen = "unix:/s"\n[proxy]\naddresses = ["10.0.0.7"]\n', "set exactly one of them"),
    "a proxy by a name": (PROXY + '[proxy]\naddresses = ["proxy"]\n', "'proxy' does not appear to be an IP"),
    "development for others": ('address = "https://h.example"\n', "not for readers of `https://h.example`"),
    "development on a network": ('listen = "10.0.0.1:80"\n', "listens on 127.0.0.1 only, not on `10.0.0.1:80`"),
    "development by a socket": ('listen = "unix:/run/s"\n', "listens on 127.0.0.1 only, not on `unix:/run/s`"),
    "development with roles": ('[roles]\na = ["b"]\n', 'but `sign_in` is "development"'),
}


@pytest.mark.parametrize(("toml", "said"), WRONG.values(), ids=WRONG)
def test_wrong_settings_are_refused_with_what_is_wrong(tmp_path: Path, toml: str, said: str) -> None:
    with pytest.raises(SettingsRefusedError) as refused:
        read(tmp_path, toml)
    assert said in str(refused.value)
    assert "hidden" not in str(refused.value)


def test_a_variable_that_is_misspelt_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPWRIGHT_KEY", "of another command")
    assert read_settings(None).sign_in == "development"
    monkeypatch.setenv("SOPWRIGHT_ADRESS", "x")
    with pytest.raises(SettingsRefusedError, match="SOPWRIGHT_ADRESS: there is no such setting"):
        read_settings(None)


def test_a_variable_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPWRIGHT_ROLES", "{")
    with pytest.raises(SettingsRefusedError, match="roles"):
        read_settings(None)


def test_what_is_set_by_no_settings_is_for_this_machine_only() -> None:
    settings = read_settings(None)
    assert settings.hosts == {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}
    assert settings.listen.startswith("127.0.0.1:")
