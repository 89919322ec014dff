# Two commands do everything on a fresh machine: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: help install develop demo demo-reset test lint types unit drill benchmark train clean

help:  ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/.installed: constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

install: $(VENV)/.installed  ## what is needed to run, in .venv
develop: $(VENV)/.developed  ## what is needed to change it, in .venv

demo: install  ## the main job on the articles of seeds/: alerts in the terminal and as e-mail files in demo-output/
	$(BIN)/sanctions-watch run --config watch.yaml

demo-reset:  ## forget what the demonstration has read and sent
	rm -rf var demo-output

test: develop lint types unit  ## all that needs only Python: style, types, architecture, every test

lint: develop  ## style and layers
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/lint-imports --no-cache > $(VENV)/imports.log || (cat $(VENV)/imports.log; exit 1)

types: develop  ## static types, strictly
	$(BIN)/mypy

unit: develop  ## the tests alone; T=tests/rules narrows them
	$(BIN)/python -m pytest -q $(T)

drill: develop  ## what takes long: stages killed at random, the service killed and restarted, two hours of it (SOAK=10: ten minutes)
	SOAK_MINUTES=$(SOAK) SOAK_REPORT=var/soak.json $(BIN)/python -m pytest -q -m drill $(T)

benchmark: develop  ## the measurements of benchmarks/README.md
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.detection

train: install  ## fit the classifier again from models/examples/
	$(BIN)/sanctions-watch model train

clean: demo-reset  ## remove everything that was made here, the environment too
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
