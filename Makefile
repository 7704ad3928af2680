# Everything a person or CI does with this project. `make run` and `make test` set up all they need.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := bot tests benchmarks

.PHONY: run workbench test quick check format bench install lock schema key clean

run: .venv/for-running
	$(BIN)/mmn-bot run

workbench: .venv/for-running
	$(BIN)/mmn-bot workbench

# Twice as many processes as cores, as many a story waits for a program; arithmetic stays on one core in each.
TESTING := OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest --dist worksteal --durations 10

test: .venv/for-developing
	$(TESTING) --numprocesses $$($(BIN)/python -c 'import os; print(2 * os.cpu_count())')

# The core alone, without the platforms, the store and the whole program.
quick: .venv/for-developing
	$(TESTING) --numprocesses auto tests/answering tests/content tests/matching tests/moderating tests/test_measuring.py tests/test_sign_patterns.py tests/test_text.py

check: .venv/for-developing
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/mmn-bot check

bench: .venv/for-developing
	$(BIN)/python benchmarks/run.py

format: .venv/for-developing
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

install: .venv/for-developing

# The editors' schema of the FAQ files, made from the definitions in bot/content/shapes.py and community_shapes.py.
schema: .venv/for-developing
	$(BIN)/python -m bot.content.schema faq/schema

# Prints a new key for MMN_BOT_KEY.
key: .venv/for-running
	@$(BIN)/python -c 'from bot.encryption import Vault; print(Vault.make_key())'

# Pins every dependency anew: names, versions and hashes only, for every system and Python that the project supports.
lock: .venv/for-developing
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(LOCK) --group build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile $(LOCK) --group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

clean:
	rm -rf .venv .*_cache .coverage .hypothesis build *.egg-info

.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed. Name it: make PYTHON=python3.12 " + "$(MAKECMDGOALS)")'
	$(PYTHON) -m venv .venv

.venv/for-running: requirements.lock pyproject.toml | .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/for-developing: requirements-dev.lock .venv/for-running
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@
