"""How gunicorn serves the portal; anything may be overridden on its command line."""

import os
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
# gthread: a slow phone holds a thread and not a process.
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 30
keepalive = 5
# Its socket would lie in the home folder of whoever starts it.
control_socket_disable = True
max_requests = 20_000
max_requests_jitter = 2_000
# gunicorn's own access log writes addresses; the portal writes its own, with rules instead.
accesslog = None
errorlog = "-"
loglevel = "info"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(name)s %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "portal": {"level": "INFO", "handlers": ["out"], "propagate": False},
        "gunicorn.error": {"level": "INFO", "handlers": ["out"], "propagate": False},
    },
    "root": {"level": "WARNING", "handlers": ["out"]},
}


def on_starting(server: Any) -> None:
    """A worker that cannot start says why in one line and ends with 1 (wsgi.py); let that stop
    gunicorn with the same code, where it would start another worker for ever."""
    server.WORKER_BOOT_ERROR = 1
