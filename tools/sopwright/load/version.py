"""Which sopwright this is: what one version remembers, no other believes."""

import hashlib
import platform
from functools import cache
from pathlib import Path

import markdown_it
import mdit_py_plugins
import pydantic
import ruamel.yaml
import yaml

_LIBRARIES = (markdown_it, mdit_py_plugins, pydantic, ruamel.yaml, yaml)
"""What decides how a file is read, besides our own code."""


@cache
def version() -> str:
    """A digest of our own code and of all that reads files for it, in hexadecimal."""
    made = hashlib.sha256(f"{platform.python_implementation()} {platform.python_version()}".encode())
    home = Path(__file__).parent.parent
    for file in sorted(home.rglob("*.py")):
        made.update(f"\n{file.relative_to(home).as_posix()} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    for library in _LIBRARIES:
        made.update(f"\n{library.__name__} {library.__version__}".encode())
    return made.hexdigest()[:32]
