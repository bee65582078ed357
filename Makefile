# Every target makes its own virtual environment from the lock and reuses it.
# Runs with GNU Make 3.81 (macOS) and later, also in a folder with spaces in its name.

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
BIENBAN := $(VENV)/bin/bienban
WORKERS ?= auto
ARGS ?=
UV_VERSION := 0.13.8

RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed

# Scripts inside an environment know its absolute path, so a folder that was moved needs a new one.
PLACE := $(VENV)/.place
ifneq ($(wildcard $(PLACE)),)
ifneq ($(shell cat '$(PLACE)'),$(CURDIR))
$(shell rm -f '$(RUNTIME)' '$(DEV)' '$(VENV)/pyvenv.cfg')
endif
endif

.DEFAULT_GOAL := help
.PHONY: help install build serve check test lint bench lock

help:  ## Danh sách lệnh · This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' '$(firstword $(MAKEFILE_LIST))'

build: $(RUNTIME)  ## Kiểm tra, rồi dựng trang và văn bản · Check, then make site and papers
	$(BIENBAN) build $(ARGS)

serve: $(RUNTIME)  ## Xem trang tại máy, tự cập nhật · Preview on this machine, reloads by itself
	$(BIENBAN) serve $(ARGS)

check: $(RUNTIME)  ## Chỉ kiểm tra biên bản, nghị quyết · Check minutes and resolutions only
	$(BIENBAN) check $(ARGS)

test: $(DEV)  ## Chạy toàn bộ kiểm thử · Run every test
	$(PY) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

lint: $(DEV)  ## Soát mã nguồn và kiểu dữ liệu · Lint, format and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

bench: $(DEV)  ## Đo tốc độ so với công cụ khác · Measure against peers
	$(PY) bench/run.py $(ARGS)

install: $(RUNTIME)  ## Chỉ cài đặt vào .venv · Only install into .venv

# Resolve again for every platform; `make lock ARGS=--upgrade` takes newer versions.
# The build backend is locked too: an install from the lock fetches nothing else.
lock: $(DEV)  ## Ghim lại phiên bản thư viện · Pin the dependencies again
	$(PY) -m pip install --quiet uv==$(UV_VERSION)
	@set -e; \
	backend() { $(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")'; }; \
	compile() { $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	  --generate-hashes --no-annotate \
	  --custom-compile-command 'make lock' pyproject.toml - "$$@" $(ARGS) > /dev/null; }; \
	backend | compile --output-file requirements.lock; \
	backend | compile --group dev --constraints requirements.lock --output-file requirements-dev.lock

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Cần Python 3.11 trở lên: make PYTHON=/đường/dẫn/python3.11 · Python 3.11 or newer is needed' >&2; exit 1; }
	@$(PYTHON) -m venv --clear '$(VENV)' || { \
	  echo 'Không tạo được môi trường. Debian, Ubuntu: sudo apt install python3-venv · Cannot make a virtual environment' >&2; \
	  rm -f '$@'; exit 1; }
	@printf '%s\n' '$(CURDIR)' > '$(PLACE)'

$(RUNTIME): requirements.lock pyproject.toml | $(VENV)/pyvenv.cfg
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch '$@'

$(DEV): requirements-dev.lock $(RUNTIME)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch '$@'
