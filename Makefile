# Everything a person or CI does with this project. `make run` and `make test` set up all they need.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := bot tests benchmarks

.PHONY: run workbench pictures test quick check format bench install lock schema key clean

run: .venv/for-running
	$(BIN)/mmn-bot run

workbench: .venv/for-running
	$(BIN)/mmn-bot workbench

# Twice as many processes as cores, as many a story waits for a program; arithmetic stays on one core in each. What pytest
# makes of the files of tests is kept for the next run.
TESTING := PYTHONDONTWRITEBYTECODE= OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest --dist worksteal --durations 10

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

# The pictures in docs/pictures, of replies on each platform and of the workbench, taken in Chromium.
pictures: .venv/for-developing
	$(BIN)/python tests/workbench/pictures.py

# Prints a new key for MMN_BOT_KEY.
key: .venv/for-running
	@$(BIN)/python -c 'from bot.encryption import Encryption; print(Encryption.make_key())'

# Pins every dependency anew: names, versions and hashes only, for every system and Python that the project supports.
lock: .venv/for-developing
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile $(LOCK) --group build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile $(LOCK) --group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

clean:
	rm -rf .venv .*_cache .coverage .hypothesis build *.egg-info

# ---- the virtual environment -----------------------------------------------------------------------------------------

PIP := PYTHONUNBUFFERED=1 $(BIN)/python -m pip install --disable-pip-version-check --progress-bar off --no-deps
# Somebody else's environment, lent by a link, would be changed for them too.
define refuse_link
	@test ! -L .venv || { echo '.venv is a link: make would change what it leads to. Take the link away, then try again.' >&2; exit 1; }
endef
# Installs a lock file, and tells each package: what takes a minute should not be silent.
define install_lock
	@echo "Installing the $$(grep -c '^[a-z]' $(1)) packages of $(1) into .venv. The first time takes a minute or two." >&2
	@{ $(PIP) --require-hashes --requirement $(1) || touch .venv/failed; } | awk '/^Collecting/ { print "  " $$2; fflush() }' >&2
	@if [ -e .venv/failed ]; then rm .venv/failed; echo 'The packages could not be installed: the lines above say why. Then try again.' >&2; exit 1; fi
endef

.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed. Name it: make PYTHON=python3.12 " + "$(MAKECMDGOALS)")'
	@echo 'Making a virtual environment in .venv.' >&2
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo 'Python could not make a virtual environment: install its venv module (on Debian and Ubuntu: apt install python3-venv), then try again.' >&2; exit 1; }

.venv/for-running: requirements.lock pyproject.toml | .venv
	$(refuse_link)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo '.venv has no pip: install the venv module of Python (on Debian and Ubuntu: apt install python3-venv), then `make clean`, and try again.' >&2; exit 1; }
	$(call install_lock,requirements.lock)
	@$(PIP) --quiet --no-build-isolation --editable .
	@touch $@
	@echo 'Installed.' >&2

.venv/for-developing: requirements-dev.lock .venv/for-running
	$(refuse_link)
	$(call install_lock,requirements-dev.lock)
	@touch $@
	@echo 'Installed what tests and checks need.' >&2
