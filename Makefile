# Two commands do everything on a fresh machine with Python 3.11 or newer, make and git:
#   make site    set up, check, build the site in public/
#   make test    the same, then every test
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: site test serve soundness fuzz histories kills bench bench-quick bench-pages bench-search lock clean

site: $(READY)
	@$(BIN)/qingdan build

serve: $(READY)
	@$(BIN)/qingdan serve

# The tests of a file stay together, since what they share is made once a file; the files go to a worker for each core.
test: $(READY)-test
	@tests/browser/get-chromium
	$(BIN)/ruff format --check scripts tests bench
	$(BIN)/ruff check scripts tests bench
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# The long runs: 20,000 generated catalogues through our checks and through frictionless, and as many spoilt files into the gate.
soundness: $(READY)-test
	QINGDAN_EXAMPLES=long $(BIN)/pytest tests/soundness/test_soundness.py tests/soundness/test_completeness.py tests/soundness/test_lines.py

fuzz: $(READY)-test
	QINGDAN_EXAMPLES=long $(BIN)/pytest tests/soundness/test_fuzz.py tests/soundness/test_yaml.py

# 10,000 generated histories replayed from a real git, and as many pairs of states through the patch of `qingdan diff`.
histories: $(READY)-test
	QINGDAN_EXAMPLES=long $(BIN)/pytest tests/history tests/difference/test_json_patch.py

# 50 kills of a process that publishes, each way of exchanging, and 50 of real builds; says where each landed.
kills: $(READY)-test
	QINGDAN_EXAMPLES=long $(BIN)/pytest -s tests/publish/test_killed.py

# Measures every figure that bench/scenarios.py claims and writes bench/results.md; takes some forty minutes on a quiet machine.
bench: $(READY)
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.pages.run

# The pages alone, beside Hugo, MkDocs, Zensical and a plain loop; the other sections of bench/results.md stay as they are.
bench-pages: $(READY)
	$(BIN)/python -m bench.pages.run

# The search alone: how good its answers are beside MiniSearch and Pagefind (from npm), and what it costs in a city.
bench-search: $(READY)-test
	$(BIN)/python -m bench.search.run --peers --city --into bench/search/results.md

# The smaller sizes with fewer runs, to see whether a change helped; leaves bench/results.md alone.
bench-quick: $(READY)
	$(BIN)/python -m bench.run --largest 32000 --largest-history 5200000 --runs 3 --into build/bench/results.md
	$(BIN)/python -m bench.pages.run --largest 1000 --runs 1 --into build/bench/results.md

# The virtual environment is brought up to date when the locked packages change; the file `ready` says that it is complete.
# The setuptools that Python 3.11 puts into each are not locked, load a hook at every start, and are not needed.
$(READY): requirements.lock pyproject.toml
	@$(call set-up,requirements.lock)

$(READY)-test: requirements-test.lock pyproject.toml
	@$(call set-up,requirements-test.lock)
	@touch $@

define set-up
echo "正在准备环境 / setting up .venv from $(1) …" && \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "qingdan needs Python 3.11 or newer, this is " + sys.version)' && \
$(PYTHON) -m venv .venv && \
$(BIN)/python -m pip uninstall --quiet --quiet --disable-pip-version-check --yes setuptools && \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(1) && \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . && \
$(BIN)/python -m compileall -q scripts/qingdan && \
touch $(READY)
endef

# After a change of the dependencies in pyproject.toml: needs uv, writes all lock files.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--group build -o requirements.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--group build --group test -o requirements-test.lock pyproject.toml
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--group pyproject.toml:peers -o bench/requirements-peers.lock

clean:
	rm -rf .venv build public .public.qingdan-*
