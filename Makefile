# What a newcomer types. Everything needed beyond python3, make and git is installed into .venv.
PYTHON ?= python3
VENV := .venv/bin

COMPILE := PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= $(VENV)/pip-compile --generate-hashes \
    --allow-unsafe --strip-extras --quiet --no-header --no-annotate --no-emit-index-url --no-emit-trusted-host \
    --no-emit-find-links --no-emit-options --pip-args '--only-binary :all:'

.DEFAULT_GOAL := help
.PHONY: help setup browser lint test test-all run tour screenshots bench lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/installed.stamp ## build .venv from requirements.lock (done by the others when needed)

# A changed lock is installed into an empty environment: what is no longer named there is gone.
.venv/locked.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "motcua needs Python 3.11 or newer.")'
	@$(PYTHON) -c 'import ensurepip' || { echo 'Install venv first (Debian: apt-get install python3-venv).' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(VENV)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

.venv/installed.stamp: .venv/locked.stamp pyproject.toml
	$(VENV)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

lint: setup ## ruff, mypy --strict and the contracts on imports
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/mypy
	$(VENV)/lint-imports --no-logo

# Pages are tried in Debian's own Chromium; what drives it (Playwright's own node) needs libatomic.
browser: ## Chromium for the tests of pages, if it is not there (Debian, as root)
	@{ command -v chromium && PATH=$$PATH:/usr/sbin ldconfig -p | grep -q libatomic.so.1; } >/dev/null || \
	    { [ "$$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium libatomic1 >/dev/null; } || \
	    { echo 'Install Chromium first (Debian: apt-get install chromium libatomic1).' >&2; exit 1; }

test: lint browser ## lint, then the suite on SQLite and PostgreSQL
	$(VENV)/pytest -q -n auto --dist loadfile

.venv/long.stamp: requirements-long.lock .venv/installed.stamp
	$(VENV)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-long.lock
	@touch $@

test-all: lint browser .venv/long.stamp ## the same with the long tests (200 kills, load) and more random examples
	$(VENV)/pytest -q -n auto --dist loadfile -m "" --hypothesis-profile=thorough

run: setup ## a demo province on SQLite, served at the address that it prints
	$(VENV)/motcua run

tour: setup ## the demo province told in print: three channels, reports, the record checked
	$(VENV)/motcua tour

screenshots: setup browser ## the pages of the demo province as pictures in docs/screens
	$(VENV)/python -m tests.stories.screens

bench: setup ## measure, beside what people would use instead
	$(VENV)/python -m bench

# The newest releases that pyproject.toml allows, of the public index alone, with their hashes.
lock: setup ## compile requirements.lock anew
	$(VENV)/python -c "$$REQUIREMENTS" | $(COMPILE) --upgrade --output-file requirements.lock -
	$(VENV)/python -c "$$REQUIREMENTS" long | $(COMPILE) --upgrade --constraint requirements.lock --output-file requirements-long.lock -

clean: ## remove .venv and every cache
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

define REQUIREMENTS
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))
if sys.argv[1:]:
    print(*project["dependency-groups"][sys.argv[1]], sep="\n")
else:
    print(*project["project"]["dependencies"], *project["build-system"]["requires"], "editables", sep="\n")
    print(*(one for name, group in project["dependency-groups"].items() if name != "long" for one in group), sep="\n")
endef
export REQUIREMENTS
