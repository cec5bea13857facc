# make run    the main comparison (the first call also installs everything into .venv)
# make test   lint, format, types, import order, then the whole test suite
# make check  lint, format, types, import order
# make slow   the long tests
# make fuzz   read a thousand inputs made by chance of each kind (ARGS="--inputs 1000000": more; python -m tests.fuzz --help)
# make damage damaged compile caches, none of which may be used (ARGS="--caches 1000": as many; 20)
# make kill-test  kill commands at random moments and judge what they leave (KAOHE_KILLS=1000 for the full number; 40;
#             KAOHE_KILLS_SEED=1 for other moments; KAOHE_KILLS_COUNTS=FILE adds up what was tried)
# make same-bits  run a small study in every setting (threads, locales, processors, Pythons); write docs/same_bits.json
# make bench  measure, and write docs/benchmarks.md (with ARGS="--only start", some of it)
# make pages  write the generated pages of docs/ (with RUN="patterns claims falsifiability known_answers", run anew first)
# make docs   the same, then all pages and the Python reference as a site to be read from disk: site/index.html
# make gallery  reports of four counties, printed by a browser and LibreOffice and looked over, in gallery/
# make page   build kaohe/page/kaohe.html, the model in one HTML file (ARGS=--engine: its engine anew, which needs wasm-ld)
# make audit  known vulnerabilities of the packages that are pinned (asks pip-audit's data base online; fails without it)
# make lock   rebuild requirements.txt and requirements-dev.txt from pyproject.toml (UPGRADE=1: the newest versions)
# make clean  remove .venv and the tools' caches; results stay
#
# PYTHON=...  the interpreter to use instead of the first suitable one found
# WORKERS=... processes that run tests side by side (2; 0 for one in the foreground)
# ARGS=...    further arguments for `kaohe main`, pytest or `python -m docs`

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
TOOLS := $(VENV)/tools
PYTHON ?=
ARGS ?=
RUN ?=
WORKERS ?= 2
CANDIDATES = $(if $(PYTHON),$(PYTHON),python3.11 python3.12 python3.13 python3.14 python3 python)

# True for an interpreter that can be used and can get packages into an environment.
USABLE = import sys; from importlib.util import find_spec as found; \
	sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 14) \
	and found("venv") and (found("ensurepip") or found("pip"))))

.PHONY: run test check slow fuzz damage kill-test same-bits bench pages docs gallery page audit lock lock-benchmarks clean
.DELETE_ON_ERROR:

run: $(STAMP)
	$(BIN)/kaohe main $(ARGS)

test: check
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

slow: $(TOOLS)
	$(BIN)/python -m pytest -m slow $(ARGS)

fuzz: $(TOOLS)
	$(BIN)/python -m tests.fuzz $(ARGS)

damage: $(TOOLS)
	$(BIN)/python -m tests.damage $(ARGS)

kill-test: $(TOOLS)
	$(BIN)/python -m pytest -m kills $(ARGS)
	$(BIN)/python -m tests.kills

same-bits: $(TOOLS)
	$(BIN)/python -m tests.settings $(ARGS)
	$(BIN)/python -m docs

bench: $(TOOLS)
	$(BIN)/python -m benchmarks $(ARGS)

gallery: $(TOOLS)
	$(BIN)/python -m docs.gallery $(ARGS)

page: $(TOOLS)
	$(BIN)/python -m app.build $(ARGS)

pages: $(TOOLS)
	$(BIN)/python -m docs $(if $(RUN),--run $(RUN)) $(ARGS)

docs: pages
	$(BIN)/python -m docs.site

# The interpreter's own pip is asked to install into the new environment where the system has no
# ensurepip (Debian without python3-venv); the requirements bring a pip of their own.
$(STAMP): requirements.txt pyproject.toml
	@rm -f $@
	@python=; for candidate in $(CANDIDATES); do \
		if "$$candidate" -c '$(USABLE)' >/dev/null 2>&1; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "kaohe needs CPython 3.11 to 3.14 with venv and pip; tried: $(CANDIDATES)." >&2; \
		echo "Install one of them, or name one: make PYTHON=python3.11 ..." >&2; \
		exit 1; \
	fi; \
	set -e; \
	if ! $(BIN)/python -c '$(USABLE)' >/dev/null 2>&1; then \
		echo "Creating $(VENV) with $$("$$python" --version)"; \
		rm -rf $(VENV); \
		"$$python" -m venv $(VENV) >/dev/null 2>&1 || "$$python" -m venv --clear --without-pip $(VENV); \
	fi; \
	echo "Installing what kaohe needs into $(VENV) (some minutes the first time)"; \
	if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	else pip="$$python -m pip --python $(BIN)/python"; fi; \
	$$pip install -qq --disable-pip-version-check --require-hashes -r requirements.txt; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

# Linters, test tools and every extra, beside what a run needs.
$(TOOLS): $(STAMP) requirements-dev.txt
	@rm -f $@
	@echo "Installing the tools of tests and docs into $(VENV)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Two files for every platform and for CPython 3.11 to 3.14: what a run and the build back end need, and all
# that with the test tools and extras. Addresses are in neither. Pins that still fit are kept. uv is fetched where
# it is missing.
COMPILE = $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock:
	@test -x $(BIN)/python || $(MAKE) $(STAMP)
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet "uv>=0.5"
	$(COMPILE) --extra build --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra build --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt pyproject.toml

# What kaohe is measured against, at the versions of requirements.txt where both have a package.
lock-benchmarks: requirements.txt
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock-benchmarks" \
		--constraint requirements.txt --override benchmarks/overrides.in \
		$(if $(UPGRADE),--upgrade) --output-file benchmarks/requirements.txt benchmarks/requirements.in

audit: $(STAMP)
	@$(BIN)/python -m pip_audit --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet "pip-audit>=2.7"
	$(BIN)/python -m pip_audit --strict --disable-pip --require-hashes -r requirements.txt $(ARGS)
	$(BIN)/python -m pip_audit --strict --disable-pip --require-hashes -r requirements-dev.txt $(ARGS)

clean:
	rm -rf $(VENV) build dist site .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
