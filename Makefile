# Aliquot's commands. `make help` lists them.
#
# Set-up leaves a stamp per lock file in .venv, named after that file's checksum: unchanged locks cost nothing, changed
# ones are installed before the next command, whatever git did to the files' times.

SHELL := /bin/sh
MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

HOST ?= 127.0.0.1
PORT ?= 8000
# Processes that share the tests.
TEST_PROCESSES ?= 2
# More options of a command: make test-sqlite ARGS='tests/spec -x', make serve ARGS='--workers 4'
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
CHECKSUM = $(shell cat $(1) | cksum | tr ' ' '-')
PYTEST := $(BIN)/python -m pytest --numprocesses $(TEST_PROCESSES) --dist worksteal
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes --no-deps

# A Python that is asked for by name replaces the one of an earlier set-up; not asked, that one stays.
ifeq ($(origin PYTHON),undefined)
PYTHON := python3
VENV_STAMP := $(firstword $(wildcard $(VENV)/.made-by-*) $(VENV)/.made-by-$(PYTHON))
else
VENV_STAMP := $(VENV)/.made-by-$(subst /,-,$(PYTHON))
endif
# An upgrade of the system can take away the Python that the environment was made with.
VENV_BROKEN := $(shell test -x $(BIN)/python || echo again)
RUN_STAMP := $(VENV)/.installed-$(call CHECKSUM,requirements.txt)
DEV_STAMP := $(VENV)/.installed-dev-$(call CHECKSUM,requirements-dev.txt)

# Lines of progress appear as they are written, also in a log.
export PYTHONUNBUFFERED := 1
# The tests start Python many times, which would compile every module again; `make clean` removes what it keeps.
unexport PYTHONDONTWRITEBYTECODE

##@ Two commands

.PHONY: run
run: setup  ## Set up what is missing and serve the demo at http://HOST:PORT/
	@$(MANAGE) start_demo --host $(HOST) --port $(PORT) $(ARGS)

.PHONY: test
test: checks test-sqlite test-postgres  ## Set up what is missing and check everything

##@ In production

.PHONY: upgrade
upgrade: setup  ## Migrate, collect static files, check the deployment
	@$(MANAGE) upgrade

.PHONY: admin
admin: setup  ## Make an administrator, who can sign in
	@$(MANAGE) createsuperuser

.PHONY: serve
serve: setup  ## Serve with granian, without any demo
	@$(MANAGE) serve --host $(HOST) --port $(PORT) $(ARGS)

##@ While developing

# All that runs no tests, side by side.
.PHONY: checks
checks: setup-dev
	@$(MAKE) --jobs=2 --output-sync=target lint types imports migrations

.PHONY: lint
lint: setup-dev  ## Check format and style
	@echo '== Format and style'
	@$(BIN)/ruff format --check --quiet --diff .
	@$(BIN)/ruff check --quiet .

.PHONY: format
format: setup-dev  ## Format, and repair what can be repaired
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

.PHONY: types
types: setup-dev  ## Check the types
	@echo '== Types'
	@$(BIN)/mypy

.PHONY: imports
imports: setup-dev  ## Check the directions of imports
	@echo '== Directions of imports'
	@$(BIN)/lint-imports --no-logo

.PHONY: migrations
migrations: setup-dev  ## Check that no migration is missing
	@echo '== Migrations'
	@$(MANAGE) makemigrations --check --dry-run

.PHONY: test-sqlite
test-sqlite: setup-dev  ## The tests on SQLite; ARGS narrows them
	@echo '== Tests on SQLite'
	@env -u DATABASE_URL $(PYTEST) $(ARGS)

# The second, small run is for what depends on how the database sorts and folds text.
.PHONY: test-postgres
test-postgres: setup-dev  ## The tests on a throw-away PostgreSQL; ARGS narrows them
	@echo '== Tests on PostgreSQL'
	@$(BIN)/python tools/with_postgres.py $(PYTEST) $(ARGS)
	@echo '== Tests of sorting on PostgreSQL with ICU'
	@$(BIN)/python tools/with_postgres.py --icu $(BIN)/python -m pytest -m collation \
	  $$(grep --recursive --files-with-matches --include='*.py' 'mark\.collation' tests)

.PHONY: faults
faults: setup-dev  ## Attacks, faults and long generated corpora, on SQLite and PostgreSQL
	@echo '== Faults on SQLite'
	@env -u DATABASE_URL $(PYTEST) -m faults $(ARGS)
	@echo '== Faults on PostgreSQL'
	@$(BIN)/python tools/with_postgres.py $(PYTEST) -m faults $(ARGS)

.PHONY: coverage
coverage: setup-dev  ## The tests on SQLite, with the lines and branches that none of them reaches
	@env -u DATABASE_URL $(PYTEST) --cov --cov-report=term-missing:skip-covered $(ARGS)

.PHONY: bench
bench: setup-dev  ## The benchmarks
	@$(BIN)/python -m pytest -p no:randomly -m bench $(ARGS)

.PHONY: messages
messages: setup-dev  ## Renew the words to translate from code and templates, and compile them
	@tools/messages.sh $(BIN)/python

.PHONY: pictures
pictures: setup-dev  ## The README's pictures, of the demo served at http://HOST:PORT/
	@$(BIN)/python tools/take_pictures.py http://$(HOST):$(PORT)

.PHONY: shell
shell: setup  ## Python with the models at hand
	@$(MANAGE) shell

.PHONY: lock
lock: setup-dev  ## Renew both lock files (UPGRADE=1 also moves to the newest releases)
	@tools/lock.sh $(BIN)/uv $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean:  ## Remove what set-up and checks left, but no data (var/ stays)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help
help:  ## This list
	@awk 'BEGIN { FS = ":.*##" } \
	  /^##@/ { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*##/ { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Set-up

.PHONY: setup setup-dev again
setup: $(RUN_STAMP)
setup-dev: $(DEV_STAMP)

$(VENV_STAMP): $(VENV_BROKEN)
	@$(PYTHON) tools/check_machine.py
	@echo 'Making the virtual environment in $(VENV) …'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUN_STAMP): $(VENV_STAMP)
	@echo 'Installing what Aliquot needs (requirements.txt) …'
	@$(PIP_INSTALL) -r requirements.txt
	@rm -f $(VENV)/.installed-*
	@touch $@

# The development lock holds every package of the other one, in the same version, so nothing is installed twice.
$(DEV_STAMP): $(RUN_STAMP)
	@echo 'Installing what development needs (requirements-dev.txt) …'
	@$(PIP_INSTALL) -r requirements-dev.txt
	@rm -f $(VENV)/.installed-dev-*
	@touch $@
