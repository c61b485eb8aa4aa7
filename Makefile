# Two commands: `make run` and `make test`. They need Python 3.11 or newer with venv, and nothing else.
.DEFAULT_GOAL := help
.PHONY: help run test test-all lint format types check lock translations bench clean setup setup-dev

MACHINE_PYTHON = $$(sh scripts/python.sh)
BIN = .venv/bin
JOBS ?= 2
ARGS ?=
export PORT

help:  ## What there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run:  ## Serve the demo city on this machine (PORT=8000)
	@python=$(MACHINE_PYTHON) && exec "$$python" scripts/run.py

setup:
	@python=$(MACHINE_PYTHON) && exec "$$python" scripts/set_up.py

setup-dev:
	@python=$(MACHINE_PYTHON) && exec "$$python" scripts/set_up.py --dev

test: setup-dev  ## The suite on SQLite (ARGS="-k words", JOBS=2); what is slow: make test-all
	@$(BIN)/pytest -q -n $(JOBS) --dist loadfile -m "not slow" $(ARGS)

test-all: setup-dev  ## The whole suite, what is slow too
	@$(BIN)/pytest -q -n $(JOBS) --dist loadfile $(ARGS)

lint: setup-dev  ## Style of code, templates and imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	git ls-files 'templates/*.html' | xargs -r $(BIN)/djhtml --check

format: setup-dev  ## Put code and templates into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files 'templates/*.html' | xargs -r $(BIN)/djhtml

types: setup-dev  ## mypy, strict
	$(BIN)/mypy

check: lint types test  ## Everything before a commit
	$(BIN)/python manage.py makemigrations --check --dry-run

lock: setup-dev  ## Compile requirements*.in, with hashes, for every supported Python
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate requirements.in -o requirements.txt $(ARGS)
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate requirements-dev.in -o requirements-dev.txt $(ARGS)

translations: setup-dev  ## Collect the sentences and compile the catalogues (needs gettext)
	@command -v msgfmt > /dev/null || { echo "make translations needs gettext. On Debian and Ubuntu: sudo apt install gettext" >&2; exit 1; }
	$(BIN)/python manage.py makemessages --locale fr --locale nl --no-obsolete --no-wrap --add-location file --ignore .venv --ignore var --ignore 'tests/*'
	$(BIN)/python manage.py compilemessages --locale fr --locale nl --ignore .venv --verbosity 0

bench: setup-dev  ## Speed of our pages beside three bare floors (needs PostgreSQL and wrk)
	$(BIN)/python tests/bench/run.py $(ARGS)

clean:  ## Remove what is made from the sources; the data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache var/set-up.sha256 var/static
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
