# netmeet: `make run` sets up and starts it, `make test` checks all of it. `make help` lists the rest.
# Works with GNU make 3.81 (macOS) and later. Needs Python 3.11 or newer; everything else comes through pip.

.DEFAULT_GOAL := help
.PHONY: help run test check format layout-report lock clean python bench

VENV := .venv
# Programs are run as modules: the scripts in .venv/bin stop working when this folder is moved or renamed.
RUN := $(VENV)/bin/python -m
# PyMeeus comes as source only: it is built as new packages are, without a setuptools of our own.
PIP := PIP_USE_PEP517=1 $(RUN) pip --disable-pip-version-check --quiet --no-input
# Setting up again is needed when one of these changes, or when Python or the fetched styles are gone.
INPUTS := setup.cfg setup.py pyproject.toml package.json package-lock.json requirements.lock
GONE := $(shell test -x .venv/bin/python && test -f static/vendor/.complete || echo gone)
.PHONY: gone

help: ## list what make can do here
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/ready-to-run ## set up, then serve an invented case on this computer
	@$(RUN) netmeet demo

# The order: what is fastest and most often wrong comes first. pytest's own summary stays the last thing printed.
test: $(VENV)/ready-to-test check ## set up, then lint, check types and imports, and run all tests with coverage
	@$(RUN) pytest -n auto --ignore=tests/browser --cov --cov-report=
	@$(RUN) pytest tests/browser --cov --cov-append --cov-report= --cov-fail-under=95
	@said=$$($(RUN) coverage report --include='netmeet/domain/*' --fail-under=100) || { \
		echo "$$said"; echo "Every branch in netmeet/domain/ needs a test; the lines above have none."; exit 1; }

check: $(VENV)/ready-to-test ## lint, format, types, imports, spelling (pre-commit runs the same)
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(VENV)/bin/python -c 'from importlinter.cli import lint_imports_command as check; check(["--no-logo"])'
	@$(RUN) codespell_lib

format: $(VENV)/ready-to-test ## put the code into the one format
	@$(RUN) ruff check --fix-only --quiet .
	@$(RUN) ruff format .

layout-report: $(VENV)/ready-to-test ## measure how well genograms are laid out and write docs/layout-report.md
	@$(RUN) tests.report.layout

bench: $(VENV)/ready-to-test ## measure how quick it is, and write docs/performance.md
	@$(RUN) tests.bench

lock: $(VENV)/ready-to-test ## choose and pin the newest versions that setup.cfg allows
	@$(PIP) install uv
	@set -e; for out in requirements.lock "requirements-server.lock --extra server --constraint requirements.lock" \
		"requirements-test.lock --extra server --extra test --constraint requirements-server.lock"; do \
		$(RUN) uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
			--no-emit-index-url --custom-compile-command "make lock" setup.cfg --output-file $$out; \
	done
	@$(PIP) uninstall --yes uv

clean: ## remove everything that make built; what was saved in netmeet stays
	rm -rf $(VENV) build dist *.egg-info static/vendor .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(VENV)/ready-to-run: $(INPUTS) $(GONE) | python
	@$(call set-up,requirements.lock,.)
	@touch $@

$(VENV)/ready-to-test: $(INPUTS) requirements-test.lock $(GONE) | python
	@$(call set-up,requirements-test.lock,.)
	@touch $@ $(VENV)/ready-to-run

# $(call set-up,LOCK,.): libraries by their pinned hashes, then netmeet itself with its styles and fonts.
define set-up
echo "Setting up netmeet: fetching libraries (about half a minute the first time) ..."; \
$(PIP) install --require-hashes -r $(1) || { \
	echo; echo "netmeet's libraries could not be fetched; pip says why above."; \
	echo "Check that this computer reaches the Python package index (behind a proxy, set HTTPS_PROXY), then run make again."; \
	exit 1; }; \
echo "Setting up netmeet: fetching styles and fonts ..."; \
$(PIP) install --no-deps --editable $(2) || { \
	echo; echo "netmeet could not be installed; the reason stands above. Put it right, then run make again."; exit 1; }
endef

# The first of these that is new enough and can make a virtual environment. `make run PYTHON=/path/to/python3.12` overrides.
PYTHON := python3.13 python3.12 python3.11 python3.14 python3

python:
	@if $(RUN) pip --version >/dev/null 2>&1 && $(VENV)/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then exit 0; fi; \
	for name in $(PYTHON); do \
		$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
		new=$$name; \
		$$name -c 'import ensurepip, venv' >/dev/null 2>&1 || continue; \
		echo "Setting up netmeet: making $(VENV) with $$($$name --version) ..."; \
		$$name -m venv --clear $(VENV) && exit 0; \
		echo "$$name could not make $(VENV); the reason stands above. Is the disk full, or this folder read-only?"; exit 1; \
	done; \
	if [ -n "$$new" ]; then \
		echo "Python's venv module is missing ($$new has none). Install it, then run make again:"; \
		echo "    sudo apt install -y python3-venv        (Debian and Ubuntu)"; \
	else \
		echo "netmeet needs Python 3.11 or newer, and none was found (looked for: $(PYTHON)). Install it, then run make again:"; \
		echo "    sudo apt install -y python3 python3-venv    (Debian 12, Ubuntu 24.04 and newer)"; \
		echo "    brew install python@3.13                    (macOS)"; \
	fi; exit 1
