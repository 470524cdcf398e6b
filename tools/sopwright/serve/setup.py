"""Reading the settings, and saying in words what is wrong with them."""

import os
from collections.abc import Mapping
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict, SettingsError

from sopwright.serve.settings import PREFIX, Settings

OF_OTHERS = ("SOPWRIGHT_KEY",)
"""Variables that other commands read."""
_SECRET = ("secret", "token", "database")
_PLAIN = {"missing": "this setting is missing", "extra_forbidden": "there is no such setting"}


class SettingsRefusedError(Exception):
    """The settings are wrong; the message says which and why, a line each."""


def read_settings(file: Path | None, **given: Any) -> Settings:
    """Read the settings.

    Args:
        file: The TOML file; nothing for the environment alone.
        given: What the command line says; it goes before the environment, which goes before the file.

    Raises:
        SettingsRefusedError: Something is unknown, misfits, or does not go together.
    """
    unknown = _unknown(os.environ)
    if unknown:
        raise SettingsRefusedError(f"{', '.join(unknown)}: there is no such setting.")

    class Read(Settings):
        model_config = SettingsConfigDict(toml_file=file)

    try:
        return Read(**given)
    except TOMLDecodeError as error:
        raise SettingsRefusedError(f"{file} is no TOML file: {error}.") from error
    except SettingsError as error:
        raise SettingsRefusedError(f"{error}.") from error
    except ValidationError as error:
        raise SettingsRefusedError("\n".join(_said(fault) for fault in error.errors(include_url=False))) from error


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    names = sorted(name for name in environment if name.upper().startswith(PREFIX) and name not in OF_OTHERS)
    return [name for name in names if name.upper().split("__")[0] not in known]


def _said(fault: Any) -> str:
    place = ".".join(str(part) for part in fault["loc"])
    message = _PLAIN.get(fault["type"]) or str(fault["msg"]).removeprefix("Value error, ")
    if not place:
        return f"{message}."
    shown = f"; here: `{fault['input']}`" if fault["type"] not in _PLAIN and not _is_secret(place, fault) else ""
    return f"{place}: {message}{shown}."


def _is_secret(place: str, fault: Any) -> bool:
    """Whether a value must not be shown: what should have been one value and is many may hold secrets, too."""
    return any(word in place for word in _SECRET) or isinstance(fault["input"], dict)
