# The commands of this project. `make help` lists them.

PORT ?= 8000
export PORT

PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

CODE = content forum programme speakers manage.py
# Passwords of examples and tests, which open nothing. Real keys have digits or more capitals.
# Tables of the documents speak of passwords and contain none.
PLAIN_WORDS = ^[A-Z]?[a-z]+([ -][a-z]+)*$$

.DEFAULT_GOAL := help
.PHONY: help install run dev test stress bench worker lint format messages messages-check lock lock-check

help: ## list the commands of this project
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/site .env staticfiles/.collected ## install packages, create .env, the database and the first forum
	@$(MANAGE) prepare

run: install ## serve the site on http://127.0.0.1:8000 (change the port with PORT=)
	@echo "The site is at http://127.0.0.1:$(PORT)/ (stop it with Ctrl-C)."
	@exec $(BIN)/python -m forum.server

dev: install ## serve for development: reload on changes, show errors in the browser
	@DEBUG=true $(MANAGE) runserver 127.0.0.1:$(PORT)

worker: .venv/site .env ## send queued mail until stopped
	@exec $(MANAGE) send_queued_mail --loop

test: .venv/tools ## run all tests, on SQLite or on DATABASE_URL
	@$(BIN)/pytest -n auto --dist worksteal

stress: .venv/tools ## stress the site with load and faults, on SQLite or on DATABASE_URL (choose with SCENARIO=)
	@$(BIN)/python -m tests.stress $(SCENARIO)

bench: .venv/tools ## measure the site with 3, 300 and 3,000 sessions, and compare it with a trivial view and nginx
	@$(BIN)/python -m tests.bench

lint: .venv/tools ## check the style of Python and templates, and look for insecure code and secrets
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2 --check
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive $(CODE)
	@git ls-files -z -- ':!requirements*.txt' ':!*.po' ':!*.mo' | xargs -0 -n 250 -P 2 \
		$(BIN)/detect-secrets-hook --no-verify --exclude-secrets '$(PLAIN_WORDS)' --exclude-lines '^\| '

format: .venv/tools ## format Python and templates
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@find templates -name '*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2

messages: .venv/site .env ## update and compile the translations in forum/locale (needs gettext)
	@$(MANAGE) makemessages --locale fr --locale ar --no-location --no-obsolete --no-wrap \
		--ignore .venv --ignore tests --verbosity 0
	@sed -i '/^"POT-Creation-Date/d' forum/locale/*/LC_MESSAGES/django.po
	@$(MANAGE) compilemessages --ignore .venv --verbosity 0

messages-check: messages ## fail if forum/locale lacks a new or changed text
	@git diff --exit-code -- '*.po'

lock: .venv/tools ## update requirements.txt and requirements-dev.txt from pyproject.toml
	@$(LOCK) --upgrade pyproject.toml --output-file requirements.txt
	@$(LOCK) --upgrade pyproject.toml --group dev --constraints requirements.txt --output-file requirements-dev.txt

lock-check: .venv/tools ## fail if the requirements files do not match pyproject.toml
	@mkdir -p .venv/lock && cp requirements.txt requirements-dev.txt .venv/lock/
	@$(LOCK) pyproject.toml --output-file .venv/lock/requirements.txt
	@$(LOCK) pyproject.toml --group dev --constraints requirements.txt --output-file .venv/lock/requirements-dev.txt
	@diff .venv/lock/requirements.txt requirements.txt && diff .venv/lock/requirements-dev.txt requirements-dev.txt

.venv/python:
	@test -n "$(PYTHON)" || { echo "This needs Python 3.11 or later: install it, or name it with PYTHON=."; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/site: .venv/python requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/tools: .venv/python requirements-dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.env:
	@umask 077 && $(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > .env

staticfiles/.collected: .venv/site .env $(shell find static forum/storage.py -type f)
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@
