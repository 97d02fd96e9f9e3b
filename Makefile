PYTHON ?= python3
PORT ?= 8000
export DATA_DIR ?= var
PUBLIC_BASE_URL ?= http://127.0.0.1:$(PORT)
export PUBLIC_BASE_URL
VENV := .venv
FLASK := $(VENV)/bin/flask --app wsgi

help: ## 这个列表
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

run: $(VENV)/.run ## 装好、建库、装示例数据并启动（PORT=8877 DATA_DIR=/某处 可改）
	@$(FLASK) keys init
	@$(FLASK) doctor --port $(PORT)
	@$(FLASK) db upgrade
	@$(FLASK) demo load
	@$(FLASK) demo show --url $(PUBLIC_BASE_URL)
	@exec $(VENV)/bin/gunicorn --bind 127.0.0.1:$(PORT) wsgi:app

demo: $(VENV)/.run ## 只建库、装示例数据，不启动
	@$(FLASK) keys init && $(FLASK) db upgrade && $(FLASK) demo load

test: $(VENV)/.dev ## 全部测试（SQLite、PostgreSQL、真浏览器）
	@$(VENV)/bin/python -m tests.browser.chromium
	$(VENV)/bin/pytest -n 2 --dist loadscope

check: $(VENV)/.dev ## 格式、检查、类型
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

bench: $(VENV)/.dev ## 测速（只比比值）
	@for file in benchmarks/pages.py benchmarks/intake.py benchmarks/search.py benchmarks/looking_up.py benchmarks/posters.py benchmarks/scanning.py benchmarks/inbox.py benchmarks/export.py; do $(VENV)/bin/python $$file || exit 1; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "要 Python 3.11 或更新：make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "正在安装程序包（第一次约一分钟）…"
	@$(VENV)/bin/pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	@echo "正在安装测试用的程序包…"
	@$(VENV)/bin/pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

.PHONY: help run demo test check bench
.DEFAULT_GOAL := help
