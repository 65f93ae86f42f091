# Die Befehle des Sozialraumatlas. Ohne make (Windows): siehe README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CITY_PACKAGE := geodata/cities/flensburg

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test bench screenshots check clean chromium
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	$(BIN)/python app.py

test: $(VENV)/.installed-tests chromium
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.installed-tests chromium
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/.installed-tests chromium
	$(BIN)/python -m benchmarks.screenshots

check: $(VENV)/.installed
	$(BIN)/python -m geodata check $(CITY_PACKAGE)

clean:
	rm -rf $(VENV) .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# -- Einrichten: nur, wenn sich die Liste der Pakete geändert hat; danach geht alles ohne Netz --

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "Python fehlt: $(PYTHON) wurde nicht gefunden. Bitte Python 3.11 oder neuer installieren."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON) ist zu alt: $$($(PYTHON) --version 2>&1). Der Atlas braucht Python 3.11 oder neuer;"; \
	    echo "liegt eines unter anderem Namen, dann zum Beispiel: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python kann keine Umgebung anlegen: das Modul venv fehlt."; \
	    echo "Unter Debian und Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	@touch $@

$(VENV)/.installed-tests: tests/requirements.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --requirement tests/requirements.txt
	@touch $@

# Die Browser-Tests brauchen Chromium: das vorhandene, das von Debian (am liebsten ohne Oberfläche, es ist
# schneller) oder das von Playwright.
chromium: $(VENV)/.installed-tests
	@if [ -n "$$CHROMIUM" ] || command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; then \
	  apt-get update -qq && export DEBIAN_FRONTEND=noninteractive && \
	    { apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-liberation || \
	      apt-get install -y -qq --no-install-recommends chromium fonts-liberation; }; \
	else $(BIN)/python -m playwright install chromium; fi
