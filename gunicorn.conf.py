"""How gunicorn serves the portal; anything may be overridden on its command line."""

import os
import socket
import time

from gunicorn.workers.gthread import ThreadWorker

_STEP_SECONDS, _MOST_STEPS = 0.0001, 10


class EvenWorker(ThreadWorker):
    """gthread: a slow phone holds a thread and not a process. A new connection wakes up every
    process; the more connections one has, the longer it leaves the new one to the others, a
    millisecond at most. Without that one process gets them all half of the time, and the others
    stand idle for as long as they stay open (docs/decisions/0010)."""

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, unless somebody else was quicker."""
        time.sleep(min(self.nr_conns, _MOST_STEPS) * _STEP_SECONDS)
        super().accept(listener)


bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = EvenWorker
# One more than the smallest machine has cores: while one waits for the disk, two compute.
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# Once, before any worker: a setting that cannot be used stops the start with one line (wsgi.py),
# where workers that fail would be started again for ever. No connection is open by then.
preload_app = True
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
