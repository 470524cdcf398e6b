# All that is done with this repository. `make` alone lists it.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
RUNNING := .venv/.running
TESTING := .venv/.testing
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
TRASH := build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run build check test test-slow test-properdocs wheel approve-example docs lock upgrade clean locks

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' Makefile

run: build ## Check and build everything, then serve it on this machine (PORT=8000)
	@$(BIN)/sopwright serve --port $(PORT)

build: $(RUNNING) ## Check and build every audience and language into build/
	@$(BIN)/sopwright build

check: $(RUNNING) ## Check the handbook
	@$(BIN)/sopwright check

test: $(TESTING) ## Run the linter, the type checker and all tests but the slow ones
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict
	$(BIN)/pytest -n auto -m "not slow"

test-slow: $(TESTING) ## Run the tests that take long
	$(BIN)/pytest -n auto -m slow

test-properdocs: $(TESTING) ## Run the site's tests on properdocs, a fork of MkDocs
	PYTHONPATH=$(CURDIR)/tests/properdocs $(BIN)/pytest -n auto tests/test_mkdocs.py tests/test_build.py tests/test_determinism.py

wheel: $(RUNNING) ## Write the package, with the example handbook inside, into dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

approve-example: $(TESTING) ## Let the example company's people sign what waits for them
	$(BIN)/python -m tests.approve_example

docs: $(RUNNING) ## Write docs/checks.md anew from the rules
	$(BIN)/python -m sopwright.commands.reference docs/checks.md

lock: locks ## Write the lock files anew, keeping the versions that still fit
upgrade: COMPILE += --upgrade
upgrade: locks ## Write the lock files anew with the newest versions
locks: $(TESTING)
	$(COMPILE) --group install pyproject.toml --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock

clean: ## Remove all that make has made, .venv too
	rm -rf .venv $(TRASH)
	find tools tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# The two states of .venv: able to run, and able to test as well. Each is made again when its lock file has changed.

$(RUNNING): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing into .venv ..."
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTING): requirements-dev.lock | $(RUNNING)
	@echo "Installing what the tests need into .venv ..."
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed. If it has another name: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
		{ echo "Python's venv is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear .venv
