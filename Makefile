# wres-calc. `make` alone lists what there is. Works with GNU make 3.81 (macOS) and later; needs Python 3.11+ and git.
# Another interpreter: make test PYTHON=python3.12

PYTHON  ?= python3
VENV    ?= .venv
PACKING  = .venvs/packing
RELEASING = .venvs/releasing
WORKERS ?= 2
SAMPLE  ?= sample_data/large/2025
PYTHONS ?= python3.11 python3.12 python3.13 python3.14
LOCK    ?= requirements/dev.txt
LOWEST  ?= --ignore=tests/architecture
ARGS    ?=
CASES   ?= 100000
FIRST   ?= 1000000
ROOMS   ?=
NUMBER  ?=
SEED    ?= 1
OUT     ?=

BIN     := $(VENV)/bin
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
READY   := $(VENV)/ready-$(VERSION)
PIP     := $(BIN)/python -m pip --disable-pip-version-check -qq
PYTEST  := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv demo test test-long coverage golden check lint types floors format schemas docs pictures accessibility sample-data bench bench-one bench-batch bench-scale pythons lowest fuzz mutants supply-chain nightly dist wheel portable lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

venv: $(READY)  ## a virtual environment in .venv with the project and its tools

# The version is in the name: another PYTHON makes the environment anew.
$(READY): $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "wres-calc needs Python 3.11 or newer; '$(PYTHON)' is $(or $(VERSION),not there)." >&2; \
	  echo "Name another one, for instance: make $(or $(MAKECMDGOALS),test) PYTHON=python3.12" >&2; exit 1; }
	@echo "Making $(VENV) with Python $(VERSION) (once; a minute) ..." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r $(LOCK)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## the nine indicators of a synthetic trust: terminal report and workbook
	$(BIN)/wres calc $(SAMPLE)

test: $(READY)  ## the tests, without those that take minutes
	$(PYTEST) -n $(WORKERS) --dist worksteal -m "not long" $(ARGS)

test-long: $(READY)  ## the tests that take minutes
	$(PYTEST) -n $(WORKERS) --dist worksteal -m long $(ARGS)

coverage: $(READY)  ## the branches of src that the tests of every change reach; fails below 95%
	$(PIP) install --require-hashes -r requirements/mutants.txt
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(WORKERS) --dist worksteal -m "not long" $(ARGS)
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --skip-covered --fail-under=95

golden: $(READY)  ## the golden files anew (OUT=folder: every output whole, to compare two revisions)
	$(BIN)/python -m tests.golden.make $(OUT)

check: lint types floors test  ## all that a change must pass (schemas, documents and README are among the tests)

lint: $(READY)  ## ruff: rules and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)  ## mypy, strict
	$(BIN)/mypy

floors: $(READY)  ## imports go down only
	$(BIN)/lint-imports --no-logo --no-cache

format: $(READY)  ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(READY)  ## write schemas/*.schema.json anew
	$(BIN)/wres schema schemas

docs: $(READY)  ## write the generated parts of README.md and docs/ anew, and build the site in site/
	$(BIN)/python tools/docs.py
	$(PIP) install --require-hashes -r requirements/docs.txt
	$(BIN)/mkdocs build --strict

pictures: $(READY)  ## the documents' pictures anew, and pages to look at (needs LibreOffice, pdftoppm, Chromium)
	$(BIN)/python tools/pictures.py

accessibility: $(READY)  ## hold the web pages to WCAG 2.2 AA with axe-core (needs Chromium, pdftotext, npm)
	npm install --silent --no-save --prefix .accessibility axe-core@4.14.1
	$(BIN)/python tools/accessibility.py .accessibility/node_modules/axe-core/axe.min.js

sample-data: $(READY)  ## write sample_data/ anew
	$(BIN)/wres sample sample_data/small --staff 24 --seed 793
	$(BIN)/wres sample sample_data/large --staff 8000 --seed 3 --years 2024,2025

bench: bench-one bench-batch  ## time wres beside the scripts one would write without it

bench-one: $(READY)  ## the first half of it: start-up, one trust, one and a half million rows
	$(PIP) install --require-hashes -r requirements/bench.txt
	$(BIN)/python benchmarks/bench.py

bench-batch: $(READY)  ## the second: a batch of 220 trusts beside DuckDB, pandas and the bare reading of its files
	$(PIP) install --require-hashes -r requirements/bench.txt
	$(BIN)/python benchmarks/bench_batch.py

bench-scale: $(READY)  ## ten years of England in one Parquet file a table: seconds, memory, the same figures
	$(BIN)/python benchmarks/bench_scale.py

pythons:  ## the tests on every supported Python that is here
	@passed=""; failed=""; for python in $(PYTHONS); do \
	  $$python -c '' 2>/dev/null || { echo "$$python: not here"; continue; }; \
	  echo "=== $$python"; \
	  if $(MAKE) --no-print-directory test PYTHON=$$python VENV=.venvs/$$python; \
	  then passed="$$passed $$python"; else failed="$$failed $$python"; fi; \
	done; echo "Passed:$$passed. Failed:$$failed."; test -n "$$passed" && test -z "$$failed"

# The guards of tests/architecture compare texts that newer versions word differently; they are held to the newest.
lowest:  ## the tests on the lowest versions that pyproject.toml allows
	@$(MAKE) --no-print-directory test VENV=.venvs/lowest LOCK=requirements/lowest.txt ARGS='$(LOWEST)'

fuzz: $(READY)  ## samples changed and damaged at random (CASES, from FIRST on), held to the naive calculator
	$(BIN)/python tools/fuzz.py --cases $(CASES) --first $(FIRST)

mutants: $(READY)  ## change the program in one place at a time: does a test notice? (ROOMS="figures …", NUMBER of each, SEED)
	$(PIP) install --require-hashes -r requirements/mutants.txt
	$(BIN)/python -P tools/mutants.py $(ROOMS) $(if $(NUMBER),--sample $(NUMBER) --seed $(SEED)) $(ARGS)

supply-chain: $(READY)  ## known faults of what we depend on, and of the workflows; licences (needs the network)
	$(PIP) install --require-hashes -r requirements/audit.txt
	$(BIN)/pip-audit --disable-pip --require-hashes -r requirements/dev.txt
	$(BIN)/zizmor --offline .github
	$(BIN)/python tools/licences.py --check

nightly: lowest test-long  ## what takes too long for every change: all tests on the lowest versions, the long ones

# An environment of what is packed and what packs it, and another of the tools that look a release over.
$(PACKING)/ready-$(VERSION): requirements/run.txt requirements/portable.txt
	$(PYTHON) -m venv --clear $(PACKING)
	$(PACKING)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/run.txt -r requirements/portable.txt
	touch $@

# The list is whole: without it pip would look for newer versions of what is named with an extra, and refuse them.
$(RELEASING)/ready-$(VERSION): requirements/release.txt
	$(PYTHON) -m venv --clear $(RELEASING)
	$(RELEASING)/bin/python -m pip --disable-pip-version-check -qq install --no-deps --require-hashes -r requirements/release.txt
	touch $@

dist: $(RELEASING)/ready-$(VERSION)  ## build the wheel and the source archive, and look them over as an index would
	rm -rf dist
	$(RELEASING)/bin/python -m build --no-isolation --outdir dist . > /dev/null
	$(RELEASING)/bin/twine check --strict dist/*
	$(RELEASING)/bin/check-wheel-contents dist/*.whl
	$(RELEASING)/bin/pyroma --min 10 dist/*.tar.gz

wheel: $(READY) dist $(PACKING)/ready-$(VERSION)  ## build the wheel and use it from another folder, as a user would; the same as a zip archive
	PYTHON=$(PYTHON) sh tools/try_wheel.sh dist/*.whl $(SAMPLE)
	sh tools/zipapp.sh $(PACKING) dist/*.whl build/wres.pyz
	PYTHONPATH=. $(BIN)/python tools/try_program.py $(BIN)/python build/wres.pyz

portable: $(READY) dist $(PACKING)/ready-$(VERSION)  ## a program that needs no Python, and the wheels for installing offline, as zips in dist/
	$(PACKING)/bin/python -m pip --disable-pip-version-check -qq install --no-deps --force-reinstall dist/*.whl
	$(PACKING)/bin/python tools/portable.py dist
	PYTHONPATH=. $(BIN)/python tools/try_program.py --beside $(BIN)/wres build/portable/wres-calc-*/wres
	sh tools/wheelhouse.sh $(PACKING)/bin/python dist/*.whl dist

lock:  ## write requirements/*.txt anew from pyproject.toml (needs uv; UPGRADE=1 takes newer versions)
	sh tools/lock.sh

clean:  ## remove all that make has made
	rm -rf $(VENV) .venvs build dist site .pictures .accessibility wres-output .bench bench-data .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
