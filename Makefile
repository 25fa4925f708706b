# Every target sets up what it needs.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/ready
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal
# Tests that start browsers, LibreOffice or whole commands, or read thousands of files, texts or sheets.
LONG := tests/outside tests/hostile/test_mutants.py tests/hostile/test_long_cells.py tests/workbooks/test_corpus.py tests/cli/test_closed_folders.py tests/framework/test_large_plans.py tests/rules/test_prose.py tests/submissions/test_overlooked.py tests/test_security.py tests/submissions/test_declared.py tests/test_patterns.py tests/docs/test_pages.py
PINNED := --quiet --disable-pip-version-check --require-hashes --requirement
TOOLS := $(BIN:$(VENV)%=build/tools%)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras --no-header --no-annotate

.PHONY: setup demo test lint types unit check docs pictures bench fuzz corpus dist lock clean

setup: $(READY)

$(READY): requirements/dev.txt pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(PINNED) requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	$(BIN)/python -c "open('$(READY)', 'w').close()"

# Ends with 0: the example year has mistakes in it, and findings are what it shows.
demo: $(READY)  ## The example year, from workbooks to a published report
	$(BIN)/poatool validate examples/2022 --period 2022 --fail-on never
	$(BIN)/poatool compile examples/2022 --period 2022 --previous examples/2021 --text examples/own-texts \
		--output build/demo; test $$? -le 1
	$(BIN)/poatool gaps examples/2022 --period 2022 --history examples/2021
	@echo
	@echo "Open build/demo/publish/report.html in a browser, report.docx beside it in Word, report.xlsx in Excel."

test: lint types unit  ## What must hold before every commit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet --pedantic --strict-collection .github .pre-commit-config.yaml .pre-commit-hooks.yaml

types: $(READY)
	$(BIN)/mypy

unit: $(READY)  ## The tests, with line coverage and its floor
	$(PYTEST) --cov --cov-report= $(LONG:%=--ignore=%)

check: $(READY)  ## The tests that take longer, and the types as on Windows
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 src
	$(PYTEST) $(LONG)

docs: $(READY)  ## The reference and the schemas, from the code; then the site, in build/site
	$(BIN)/python docs/generate.py
	$(BIN)/python -m zensical build --strict --clean

pictures: $(READY)  ## Every picture of the documentation, from the examples
	$(BIN)/python docs/pictures.py

bench: $(READY)  ## Whole commands against the bare cost of parsing, and against other tools where they are installed
	$(BIN)/python benchmarks/bench.py $(BENCH)

fuzz: $(READY)  ## The long run: damaged files of each kind, and many examples of each property
	POATOOL_MUTANTS=$(or $(WORKBOOKS),25000) $(BIN)/python -m pytest tests/hostile/test_mutants.py
	POATOOL_MUTANTS=$(or $(TEXTS),100000) $(BIN)/python -m pytest tests/test_mutated_files.py
	$(PYTEST) --hypothesis-profile=long

corpus: $(READY)  ## Every workbook of the corpus, where it is there, beside two other readers
	POATOOL_CORPUS=all $(BIN)/python -m pytest tests/workbooks/test_corpus.py

dist: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
dist: $(READY)  ## The wheel and the sdist, with an SBOM and the licences of all that is installed at run time
	$(BIN)/python -m venv --clear build/tools
	$(BIN)/python -m venv --clear --without-pip build/installed
	$(TOOLS)/python -m pip install $(PINNED) requirements/dist.txt
	$(BIN)/hatchling build --clean --directory dist
	$(TOOLS)/python -m pip --python build/installed install $(PINNED) requirements/run.txt
	$(TOOLS)/python -m pip --python build/installed install --quiet --no-deps --no-index --find-links dist poatool
	sed "s/^dynamic = .*/version = \"$$($(BIN)/hatchling version)\"/" pyproject.toml > build/pyproject.toml
	$(TOOLS)/cyclonedx-py environment build/installed --pyproject build/pyproject.toml --spec-version 1.6 --output-reproducible --output-file dist/sbom.cdx.json
	$(TOOLS)/pip-licenses --python $(BIN:$(VENV)%=build/installed%)/python --format csv --with-urls --output-file dist/licences.csv

lock:  ## Pin every dependency with its hashes (needs uv)
	$(LOCK) pyproject.toml --output-file requirements/run.txt
	$(LOCK) pyproject.toml --extra pdf --group dev --output-file requirements/dev.txt
	$(LOCK) --group dist --output-file requirements/dist.txt

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('$(VENV)', 'build', 'dist')]"
