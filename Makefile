# `make demo` and `make test` each work as the only command on a fresh clone.
# They need Python 3.11 or newer with its venv module, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CHROMIUM ?= chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
  --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars

DOCS := NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs

.PHONY: demo test docs format benchmarks screenshots clean python browser

demo: $(VENV)/installed  ## read the first case, print its brief, write brief.html
	@$(BIN)/pourparler demo
	@echo "To type pourparler as above, first: source $(BIN)/activate"

test: $(VENV)/installed-for-tests browser  ## all that has to hold before a change is merged
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n auto

docs: $(VENV)/installed-for-tests  ## build the documentation into site/; `make test` checks it
	$(DOCS) build --quiet --strict

format: $(VENV)/installed-for-tests  ## bring code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmarks: $(VENV)/installed-for-tests  ## print speed, memory and ratios to a peer
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@for script in reader ledger positions guarantees; do echo "== $$script"; $(BIN)/python benchmarks/$$script.py || exit 1; done

screenshots: $(VENV)/installed  ## take the picture of the brief that the README shows
	@folder=$$(mktemp -d) && cd $$folder && \
	  $(abspath $(BIN))/pourparler read ukraine-2025 >/dev/null && \
	  $(abspath $(BIN))/pourparler brief ukraine-2025 -o brief.html && \
	  $(CHROMIUM) --window-size=1280,1260 --screenshot=$(CURDIR)/docs/images/brief.png \
	    file://$$folder/brief.html 2>/dev/null; rm -rf $$folder

clean:
	rm -rf $(VENV) ukraine-2025 brief.html site

$(VENV)/installed: pyproject.toml constraints.txt | python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-for-tests: pyproject.toml constraints.txt | python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@ $(VENV)/installed

# Where nobody has to be asked: on Debian, as root. Without it the tests in a browser are skipped,
# and say so in red. It never fails, and gives up after three minutes.
browser:
	@for name in chromium chromium-browser google-chrome-stable google-chrome; do \
	  command -v $$name >/dev/null && exit; done; \
	if [ "$$(id -u)" = 0 ] && grep -qs '^ID=debian' /etc/os-release; then \
	  echo "installing chromium for the tests in a browser"; \
	  DEBIAN_FRONTEND=noninteractive timeout 180 sh -c \
	    'apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium' \
	    </dev/null >/dev/null 2>&1 && exit; fi; \
	echo "no chromium: the tests in a browser will be skipped" >&2

python:
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "error: $(PYTHON) is not Python 3.11 or newer with its venv module" >&2; \
	  echo "hint: apt-get install python3 python3-venv, or name another one: make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12" >&2; \
	  exit 1; }
