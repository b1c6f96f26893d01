# The one front door. `make` alone lists what there is.
# Needs Python 3.11 or later, pip and make; everything else goes into $(VENV).

PYTHON ?= python3
VENV ?= .venv
DEMO_CASE := examples/cambridgeshire_2025.json
DEMO_AS_OF := 2025-09-01
PYTEST_ARGS ?= -n auto --hypothesis-profile=ci

BIN := $(VENV)/bin
PACKAGING := pyproject.toml hatch_build.py README.md LICENSE LICENSE-LAW.md
# Folders are listed too: a folder is newer once a file in it is deleted.
SOURCES := $(shell find src -name __pycache__ -prune -o ! -name _compiled.json -print)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONPATH

.SILENT:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help demo test check bench docs format clean

help: ## list these commands
	awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s%s\n", $$1, $$2}' Makefile

demo: $(VENV)/.wheel ## work out the deadlines of an example case
	$(BIN)/send-deadlines evaluate $(DEMO_CASE) --as-of $(DEMO_AS_OF)

test: $(VENV)/.wheel $(VENV)/.tools $(VENV)/.browser ## build the wheel, install it and test it (PYTEST_ARGS="-k ...")
	$(BIN)/pytest $(PYTEST_ARGS)

check: $(VENV)/.wheel $(VENV)/.tools ## everything a change must pass: style, types, imports, tests
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo
	$(MAKE) --no-print-directory test

bench: $(VENV)/.wheel $(VENV)/.tools ## run the measurements in bench/
	set -e; for script in bench/*.py; do $(BIN)/python "$$script"; done

docs: $(VENV)/.wheel $(VENV)/.tools ## build the documentation site in build/docs
	$(BIN)/python docs/build.py build/docs

format: $(VENV)/.tools ## put the code in the house style
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

clean: ## remove everything these commands made
	rm -rf .venv .venv-* "$(VENV)" build dist .*_cache .hypothesis src/send_deadlines/law/_compiled.json
	find src tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/pyvenv.cfg:
	$(PYTHON) -m venv $(VENV)

# The built wheel is what is installed, never the source tree.
$(VENV)/.wheel: $(VENV)/pyvenv.cfg $(PACKAGING) $(SOURCES)
	echo "building the wheel and installing it in $(VENV)" >&2
	rm -rf $(VENV)/built
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir $(VENV)/built .
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall $(VENV)/built/*.whl
	$(BIN)/python -m pip install --quiet "$$(echo $(VENV)/built/*.whl)[cli]"
	touch $@

$(VENV)/.tools: pyproject.toml | $(VENV)/.wheel
	echo "installing the tools in $(VENV)" >&2
	$(BIN)/python -m pip install --quiet "$$(echo $(VENV)/built/*.whl)[dev]"
	touch $@

# The tests look at pages in Chromium: the machine's own, or that of its packages (with all it needs), or else playwright's.
$(VENV)/.browser: | $(VENV)/.tools
	{ command -v chromium || command -v chromium-browser || command -v google-chrome || \
	    command -v google-chrome-stable; } >/dev/null || \
	    { apt-get update -q && apt-get install -qy --no-install-recommends chromium; } || \
	    $(BIN)/playwright install --with-deps chromium </dev/null || $(BIN)/playwright install chromium
	touch $@
