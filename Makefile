# Everything a person needs: make demo, make test. PORT=8000 DATA=data/demo DAY=agreements RESET=1 choose for the demo.
PORT ?= 8000
DATA ?= data/demo
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
PYTEST := $(BIN)/python -m pytest
AT_ONCE ?= -n 2 --dist loadfile --no-loadscope-reorder
# Compiling is half of what starting a process costs, and the demo and the tests start many.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := demo
.PHONY: setup demo check test test-sqlite test-postgres test-browser pictures proof lock

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 이상이 필요합니다. / Python 3.11 or later is needed." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "venv가 없습니다. 데비안 패키지 python3-venv를 설치해 주세요. / venv is missing: install the Debian package python3-venv." >&2; exit 2; }
	@echo "1/3 가상환경을 만듭니다. / Making the virtual environment."
	$(PYTHON) -m venv $(VENV)
	@echo "2/3 uv를 설치합니다. / Installing uv."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

# The project itself is not built: a path file and a small script make its source and its command known.
$(BIN)/gonggo: $(VENV)/.made
	@echo "$(CURDIR)/src" > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/gonggo-source.pth"
	@printf '#!%s\nimport sys\n\nfrom gonggo.wiring.cli import main\n\nsys.exit(main())\n' "$(CURDIR)/$(BIN)/python" > $@
	@chmod +x $@

$(VENV)/.synced: $(VENV)/.made requirements.lock
	@echo "3/3 필요한 꾸러미를 설치합니다. / Installing what it needs."
	$(UV) pip sync --python $(BIN)/python requirements.lock
	@rm -f $(VENV)/.synced-dev && touch $@

$(VENV)/.synced-dev: $(VENV)/.made requirements.lock requirements-dev.lock
	$(UV) pip sync --python $(BIN)/python requirements-dev.lock
	@touch $(VENV)/.synced $@

setup: $(VENV)/.synced $(BIN)/gonggo

demo: setup
	@exec $(BIN)/gonggo demo --port $(PORT) --data "$(DATA)" $(if $(DAY),--day "$(DAY)") $(if $(filter 1,$(RESET)),--reset)

dev: $(VENV)/.synced-dev $(BIN)/gonggo
.PHONY: dev

check: dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	MYPYPATH=bench $(BIN)/mypy bench/closing_load bench/door_load bench/marks.py
	PYTHONPATH=src $(BIN)/lint-imports

test-sqlite: dev
	$(PYTEST) $(AT_ONCE) -m "not postgres and not browser"

# The rooms' own tests once more, on the other database.
ROOMS := $(addprefix tests/,aftercare agreements applications concurrency consulting delivery documents eligibility evaluation \
	facts faults intake inquiries journal messages objections operators outages parties payments pool selection settlement signing programs/test_publication.py \
	wiring/test_refuse_to_serve.py \
	wiring/test_rights.py wiring/test_worker.py)

test-postgres: dev
	$(BIN)/python tests/with_postgres.py -- $(PYTEST) $(ROOMS) $(AT_ONCE) -m "not browser"

# The journeys come first in the alphabet and take longest: the files stay in their order.
test-browser: dev
	$(PYTEST) $(AT_ONCE) -m browser

# Two at a time: where one waits, for a page or for a process that starts, the other works.
test: dev
	@$(MAKE) --no-print-directory -j 2 --output-sync=$(if $(CI),target,line) check test-browser test-sqlite test-postgres

# The days of the demo that the README shows, as they look now.
pictures: dev
	$(BIN)/python tests/pictures.py

proof: dev
	GONGGO_PROOF=1 $(PYTEST) -m proof
	$(BIN)/python tests/with_postgres.py -- env GONGGO_PROOF=1 $(PYTEST) -m proof
	for bench in door pages one-life closing-hour; do bench/$$bench || exit 1; done

lock: dev
	$(UV) pip compile pyproject.toml --no-emit-index-url --generate-hashes --python-version 3.11 -o requirements.lock
	$(UV) pip compile pyproject.toml --group dev --no-emit-index-url --generate-hashes --python-version 3.11 -o requirements-dev.lock
