"""One line a request: the rule and not the address, so that no code or token is ever written."""

import logging
import time

from flask import Flask, Response, g, request

logger = logging.getLogger("portal.access")


def init_app(app: Flask) -> None:
    """Log every request once it is answered."""
    app.before_request(_start)
    app.after_request(_write)


def _start() -> None:
    g.began = time.perf_counter()


def _write(response: Response) -> Response:
    rule = request.url_rule.rule if request.url_rule else "-"
    took_ms = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
    logger.info(
        "%s %s %s %s %.0fms",
        request.remote_addr,
        request.method,
        rule,
        response.status_code,
        took_ms,
    )
    return response
