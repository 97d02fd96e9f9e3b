"""An SMS gateway on this machine, that answers as a test wants and keeps what it was sent."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Gateway:
    """Its address, how it answers, and what came."""

    url: str = ""
    status: int = 200
    answer: str = '{"code": 0}'
    headers: dict[str, str] = field(default_factory=dict)
    wait_seconds: float = 0
    got: list[Any] = field(default_factory=list)
    got_headers: list[Any] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    gateway: Gateway
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A caller that did not wait is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        gateway = self.server.gateway  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        gateway.got.append(json.loads(body))
        gateway.got_headers.append(dict(self.headers))
        time.sleep(gateway.wait_seconds)
        content = gateway.answer.encode()
        self.send_response(gateway.status)
        for name, value in gateway.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def open_gateway() -> tuple[Gateway, _Server]:
    """A running gateway; `server.shutdown()` and `server.server_close()` end it."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.gateway = Gateway(f"http://127.0.0.1:{server.server_address[1]}/send")
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server.gateway, server
