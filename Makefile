# `make run` on a fresh machine (Python 3.11+, Node 20+) needs no other command; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8642
BIN := .venv/bin
STATIC := backend/nas_navigator/static/index.html
SOURCES := $(shell find frontend/src frontend/public -type f 2>/dev/null) $(wildcard frontend/*.json frontend/*.ts frontend/*.html)
# What the browser tests and the Fashion-MNIST journey need beside Python and Node, where it can be installed.
APT_PACKAGES := chromium dataset-fashion-mnist docker-compose postgresql
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup run test acceptance appearance check format schemas bench wheel clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

setup: .venv/.installed $(STATIC) ## create the environment and build the front end

run: setup ## start the server with the example study (NO_OPEN=1: without opening a browser)
	$(BIN)/nas-navigator serve --port $(PORT) --example $(if $(NO_OPEN),,--open)

test: setup .venv/.tested ## install what tests need and run everything that CI runs
	$(MAKE) check
	$(BIN)/python -m pytest -m "not acceptance and not timed" --numprocesses auto --dist loadfile
	$(BIN)/python -m pytest -m "not acceptance and timed"

acceptance: setup .venv/.tested ## what takes too long for `make test`
	$(BIN)/python -m pytest -m acceptance -s

appearance: setup .venv/.tested ## accept how the page looks now as how it should look; see tests/e2e/test_appearance.py
	NAS_NAVIGATOR_ACCEPT=1 $(BIN)/python -m pytest -q tests/e2e/test_appearance.py

check: .venv/.tested frontend/node_modules/.installed ## linters, types, import rules, generated files, audit (fast)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python shared_schemas/generate.py --check
	cd frontend && npm run --silent check
	$(BIN)/python tests/audit.py

format: .venv/.tested frontend/node_modules/.installed ## let the formatters and fixers do what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd frontend && npm run --silent format

schemas: .venv/.tested frontend/node_modules/.installed ## JSON Schema and TypeScript from the pydantic models
	$(BIN)/python shared_schemas/generate.py

bench: .venv/.tested ## the benchmarks, as JSON lines
	@for name in evaluate distance layout stream; do $(BIN)/nas-navigator bench $$name --json || exit 1; done

wheel: $(STATIC) .venv/.tested ## the package with the built front end inside
	$(BIN)/python -m build --wheel

clean: ## remove everything that the other targets made
	rm -rf .venv dist frontend/node_modules backend/nas_navigator/static test-results

.venv/.installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/.tested: .venv/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	sh tests/install_system_packages.sh $(APT_PACKAGES)
	touch $@

frontend/node_modules/.installed: frontend/package.json frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund --loglevel=error
	touch $@

$(STATIC): frontend/node_modules/.installed $(SOURCES)
	cd frontend && npm run --silent build
	touch $@
