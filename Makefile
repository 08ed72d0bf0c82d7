# grondstof. `make run` and `make test` do all the set-up themselves; `make help` lists the rest.
# Settings on the command line: PORT=9000 (site), PYTHON=python3.13 (interpreter), ARGS="-k name"
# (passed on to pytest; `make bench ARGS=--browser` measures what a browser sees as well).

PYTHON ?= python3
PORT   ?= 8000
ARGS   ?=

VENV  := .venv
BENCH := .venv-bench
BIN   := $(VENV)/bin
PIP    = -m pip install --disable-pip-version-check --no-warn-script-location

# A stamp is newer than all it depends on: then there is nothing to install.
RUN   := $(VENV)/run.stamp
CHECK := $(VENV)/check.stamp
TEST  := $(VENV)/test.stamp
ORACLES := $(BENCH)/bench.stamp

.DEFAULT_GOAL := help
.PHONY: help run edition test test-browser check format docs bench pins clean

help: ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: edition ## Build the edition, print the list, serve the site on http://127.0.0.1:8000
	@echo "The site is at http://127.0.0.1:$(PORT) ; stop it with Ctrl-C."
	@$(BIN)/grondstof serve --port $(PORT)

edition: $(RUN) ## Build the edition and print the list
	@$(BIN)/grondstof edition build
	@$(BIN)/grondstof list

test: $(TEST) ## Run all tests, those in a browser and on Spark included
	@sh tools/browser.sh $(BIN)/python
	@sh tools/java.sh
	@$(BIN)/python -m pytest $(ARGS)

test-browser: $(CHECK) ## Run the tests in a browser alone, in under five minutes
	@sh tools/browser.sh $(BIN)/python
	@$(BIN)/python -m pytest tests/browser --durations=10 $(ARGS)

check: $(CHECK) ## Format, lint, types and contracts, in under a minute
	@echo "format";    $(BIN)/ruff format --check --quiet .
	@echo "lint";      $(BIN)/ruff check --quiet .
	@echo "types";     $(BIN)/mypy
	@echo "contracts"; $(BIN)/lint-imports --no-logo

format: $(CHECK) ## Repair the format and what lint can repair
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(CHECK) ## Write the reference pages that are made from the code
	@$(BIN)/python tools/reference.py

bench: $(TEST) $(ORACLES) ## Measure speed and size; rewrites docs/benchmarks.md
	@$(BIN)/python benchmarks/run.py --oracles $(BENCH)/bin/python $(ARGS)

pins: $(TEST) ## Rewrite requirements/*.txt from what is installed
	@$(BIN)/python tools/pins.py

clean: ## Remove environments, generated data and caches
	rm -rf $(VENV) $(BENCH) .data dist .mypy_cache .pytest_cache .ruff_cache .hypothesis \
	    .import_linter_cache .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUN): requirements/build.txt requirements/run.txt requirements/report.txt pyproject.toml \
        tools/environment.sh
	@PYTHON=$(PYTHON) sh tools/environment.sh $(VENV)
	@echo "Installing grondstof into $(VENV) (once; about a minute)"
	@$(BIN)/python $(PIP) -r requirements/build.txt -r requirements/run.txt -r requirements/report.txt
	@$(BIN)/python $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(CHECK): $(RUN) requirements/test.txt requirements/letters.txt requirements/fetch.txt
	@echo "Installing the tools of checks and tests (once; about a minute)"
	@$(BIN)/python $(PIP) -r requirements/test.txt -r requirements/letters.txt -r requirements/fetch.txt
	@touch $@

$(TEST): $(CHECK) requirements/spark.txt
	@echo "Installing Spark for the tests (once; about 500 MB)"
	@$(BIN)/python $(PIP) -r requirements/spark.txt
	@touch $@

$(ORACLES): requirements/bench.txt tools/environment.sh
	@PYTHON=$(PYTHON) sh tools/environment.sh $(BENCH)
	@echo "Installing the programs to compare with into $(BENCH) (once)"
	@$(BENCH)/bin/python $(PIP) -r requirements/bench.txt
	@touch $@
