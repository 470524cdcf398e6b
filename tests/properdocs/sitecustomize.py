"""Python reads this file first where this folder stands in PYTHONPATH: `import mkdocs` then gives properdocs."""

import importlib

importlib.import_module("properdocs.replacement")
