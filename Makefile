# Two commands on a fresh machine: `make demo` runs the main job, `make test` proves it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STATE ?= var
# all but what only several machines need
EXTRAS := airflow browser store dev bench
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: bench-archiving bench-captures bench-crawl bench-bylines celery test-scale ray bench-dags bench-extract bench-fuzz bench-load bench-memory bench-mutants bench-poison help demo airflow test quick lint lock browser clean

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /  make \1\t/' | expand -t 22

demo: $(VENV)/ready ## run the whole way over five replica sites
	cppcc demo --state $(STATE)

airflow: $(VENV)/ready ## open Airflow's UI on loopback, connected to the demo's bucket
	cppcc airflow --state $(STATE)

test: $(VENV)/ready browser lint ## lint, types, import rules and all tests
	pytest

quick: $(VENV)/ready ## tests of the extractor only, in seconds
	pytest tests/extract

lint: $(VENV)/ready ## lint, types and import rules
	ruff check .
	ruff format --check .
	mypy
	lint-imports

browser: $(VENV)/ready ## find a Chromium, or install Debian's
	python -m crawler.browser

bench-extract: $(VENV)/ready ## text, title, day and speed beside the peers': GOLD=folder
	python -m tests.bench.extraction $(GOLD)

bench-captures: $(VENV)/ready ## what text captures of pages give of their articles: GOLD=folder
	python -m tests.bench.captures $(GOLD)

bench-fuzz: $(VENV)/ready ## feed the extractor 100,000 broken pages, or PAGES=number
	python -m tests.bench.fuzz --pages $(or $(PAGES),100000)

bench-memory: $(VENV)/ready ## memory over 20,000 pages: GOLD=folder for its pages, else replicas
	python -m tests.bench.memory $(GOLD)

bench-bylines: $(VENV)/ready ## how well bylines are read: BYLINES=file
	python -m tests.bench.bylines $(BYLINES)

bench-poison: $(VENV)/ready ## damage undone, clean pages kept, verdicts, cost: [GOLD=folder] [SEEDS=folder] [URLS=file]
	python -m tests.bench.poison $(GOLD) $(if $(SEEDS),--seeds $(SEEDS)) $(if $(URLS),--urls $(URLS))

bench-dags: $(VENV)/ready ## parse time, overhead, re-extraction, kills: PARTS="parse mapped" ARGS="--sites 20"
	python -m tests.bench.dags $(PARTS) $(ARGS)

REDIS = command -v redis-server >/dev/null || { apt-get -qq update && apt-get -qq -y install redis-server; }

celery: $(VENV)-scale/ready ## open Airflow's UI with Redis and two Celery workers on loopback
	@$(REDIS)
	PATH="$(CURDIR)/$(VENV)-scale/bin:$(PATH)" cppcc airflow --workers 2 --state $(STATE)

test-scale: $(VENV)-scale/ready ## Celery and Ray, each losing one of two workers, and Daft
	@$(REDIS)
	PATH="$(CURDIR)/$(VENV)-scale/bin:$(PATH)" python -m pytest tests/scale

ray: $(VENV)-scale/ready ## an archive read again on two Ray workers on loopback, one of them killed
	PATH="$(CURDIR)/$(VENV)-scale/bin:$(PATH)" python -m tests.scale.ray_workers

bench-crawl: $(VENV)/ready ## completeness, economy, throughput, memory, surveys: [PAGES=50000]
	python -m tests.bench.crawl $(if $(PAGES),--pages $(PAGES))

bench-archiving: $(VENV)/ready ## what a page costs the archive, in time and bytes: [PAGES=folder]
	python -m tests.bench.archiving $(PAGES)

bench-load: $(VENV)/ready ## kills, large tables, queries, archive, two writers: LOAD="merge --rows 100000"
	python -m tests.bench.load $(LOAD)

bench-mutants: $(VENV)/ready ## small faults that the tests notice: ARGS="--package extract --sample 60 --seed 3"
	python -m tests.bench.mutation $(or $(ARGS),--package extract)

lock: $(VENV)/ready ## pin what pyproject.toml asks for
	uv pip compile pyproject.toml $(EXTRAS:%=--extra %) --universal -p 3.11 --generate-hashes \
	  --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --all-extras --universal -p 3.11 --generate-hashes \
	  --no-emit-index-url --no-header -q -o requirements-scale.lock

clean: ## remove the environment and the demo's state
	rm -rf $(VENV) $(VENV)-scale $(STATE)

# uv is fetched by pip into the environment itself, so Python and make are all that must be there
$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || \
	  { echo "make: $(PYTHON) is not Python 3.11 to 3.13: name one with make PYTHON=…"; exit 2; }
	@echo "building the environment in $(VENV): a few minutes, once"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip sync --compile-bytecode requirements.lock
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)-scale/ready: requirements-scale.lock pyproject.toml $(VENV)/ready
	test -x $(VENV)-scale/bin/python || $(PYTHON) -m venv $(VENV)-scale
	VIRTUAL_ENV=$(CURDIR)/$(VENV)-scale $(BIN)/uv pip sync requirements-scale.lock
	VIRTUAL_ENV=$(CURDIR)/$(VENV)-scale $(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@
