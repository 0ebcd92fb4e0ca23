# Zhiyin 知音. `make run` starts everything, `make test` proves it, `make help` lists the rest.
# Needs Python 3.11 or newer and make; everything else comes from the lock files.

SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
PROJECT := $(VENV)/.project
export PATH := $(CURDIR)/$(BIN):$(PATH)

BUILT := zhiyin/entry/pages/built
FRONTS := $(patsubst web/%/package.json,%,$(wildcard web/*/package.json))
PAGES := $(FRONTS:%=$(BUILT)/%/.built)

# More than two cores keep busy: some tests wait for what a worker does in its time. TESTS=path runs
# a part.
JOBS ?= 5
TESTS ?= tests

# Hundreds of processes read what is compiled once, also where the shell wants nothing kept.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test test-whole test-failed test-all check format build-web openapi wheel new-module new-migration reference clean \
	install check-python check-web

help: ## Show this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

run: $(PROJECT) $(PAGES) ## Install, build, start with the demo shop (LIVE=1: with simulated visitors)
	@$(BIN)/zhiyin serve --demo $(if $(LIVE),--live)

test: $(PROJECT) $(PAGES) ## Run the tests (about ten minutes on two cores)
	@$(BIN)/python -m pytest -n $(JOBS) -m "not slow and not whole" $(TESTS)

test-whole: $(PROJECT) $(PAGES) ## Run what takes long, or begins a run or an installation of its own
	@$(BIN)/python -m pytest -n $(JOBS) -m "whole and not slow" $(TESTS)

test-failed: $(PROJECT) $(PAGES) ## Run once more, one after the other, what failed last
	@$(BIN)/python -m pytest --last-failed --last-failed-no-failures none $(TESTS) || [ $$? -eq 5 ]

test-all: $(PROJECT) $(PAGES) ## Run every test: all widths and languages, all kill tests, long fuzzing
	@$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

check: $(PROJECT) check-python check-web ## Format, lint, types, imports, lengths, translations, clients
	@echo "All checks passed."

check-python: $(PROJECT)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m tools.imports
	@$(BIN)/python -m tools.lengths
	@$(BIN)/python -m tools.layout
	@$(BIN)/python -m tools.migrations
	@$(BIN)/python -m tools.translations
	@$(BIN)/python -m tools.reference --check

check-web: $(PROJECT) $(FRONTS:%=web/%/node_modules/.installed)
	@$(BIN)/python -m tools.openapi --check
	@for front in $(FRONTS); do (cd web/$$front && npm run --silent check && npm run --silent test) || exit 1; done

format: $(PROJECT) $(FRONTS:%=web/%/node_modules/.installed) ## Put everything into shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@for front in $(FRONTS); do (cd web/$$front && npm run --silent fix) || exit 1; done

build-web: $(PROJECT) $(PAGES) ## Build console and widget

openapi: $(PROJECT) $(FRONTS:%=web/%/node_modules/.installed) ## Write the API description and the typed clients
	@$(BIN)/python -m tools.openapi

wheel: $(PROJECT) $(PAGES) ## Build the installable package with the front ends in it
	@rm -rf dist && $(BIN)/python -m build --wheel --no-isolation

new-module: $(PROJECT) ## Lay out an empty module: make new-module NAME=stock LINE=customers
	@$(BIN)/python -m tools.new_module "$(NAME)" "$(LINE)"

reference: $(PROJECT) ## Write docs/guide/reference.md from the code
	@$(BIN)/python -m tools.reference

new-migration: $(PROJECT) ## Write the next step of the database's history: make new-migration NAME=stock_items
	@$(BIN)/python -m tools.new_migration "$(NAME)"

clean: ## Remove what was installed and built; the data folder stays
	@rm -rf $(VENV) $(BUILT) dist build web/*/node_modules .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache

install: $(PROJECT) ## Install what the lock file names

$(INSTALLED): requirements/dev.lock
	@test -n "$(PYTHON)" || { echo "Zhiyin needs Python 3.11 or newer; none was found."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "This Python cannot make virtual environments. On Debian or Ubuntu, install"; \
		echo "    apt-get install python$$version-venv    (or python3-venv)"; \
		echo "and run make again."; exit 1; }
	@echo "Installing Python packages into $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(PROJECT): $(INSTALLED) pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@touch $@

web/%/node_modules/.installed: web/%/package-lock.json $(INSTALLED)
	@echo "Installing packages of web/$* …"
	@cd web/$* && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# One rule a front end, because its sources are found by folder.
define front_rule
$(BUILT)/$(1)/.built: web/$(1)/node_modules/.installed \
	$(shell find web/$(1) web/*.json web/*.mjs -type f -not -path '*/node_modules/*' -not -path '*/tests/*' 2>/dev/null)
	@echo "Building web/$(1) …"
	@cd web/$(1) && npm run --silent build
	@touch $$@
endef
$(foreach front,$(FRONTS),$(eval $(call front_rule,$(front))))
