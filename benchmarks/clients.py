"""Keep-alive clients on bare sockets in one process: they leave the machine to the server."""

import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

# Phones do not connect within the same microsecond.
APART_SECONDS = 0.01
Request = Callable[[], bytes]
Check = Callable[[int, bytes], bool]


@dataclass
class Measured:
    """What some clients got in a while: answers that passed the check, others, and how long each
    one took."""

    good: int = 0
    bad: int = 0
    seconds: float = 0.0
    took_ms: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.good / self.seconds

    def percentile(self, share: float) -> float:
        """So many ms or less were enough for that share of the answers."""
        ordered = sorted(self.took_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class _Client:
    def __init__(self, port: int) -> None:
        self.port = port
        self.connect()
        time.sleep(APART_SECONDS)

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> None:
        self.got = b""
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body, once all of it has come; a connection that the server ended is opened
        again, with status 0."""
        chunk = self.socket.recv(65536)
        if not chunk:
            self.socket.close()
            self.connect()
            return 0, b""
        self.got += chunk
        head, end, body = self.got.partition(b"\r\n\r\n")
        if not end:
            return None
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if len(body) < int(length or 0):
            return None
        return int(head[9:12]), body


def run(port: int, request: Request, *, clients: int, seconds: float, is_good: Check) -> Measured:
    """Each client sends its next request when it has the answer to the last one."""
    measured = Measured()
    crew = {client.socket.fileno(): client for client in (_Client(port) for _ in range(clients))}
    poll = select.poll()
    began = time.perf_counter()
    for number, client in crew.items():
        poll.register(number, select.POLLIN)
        client.send(request())
    while crew:
        for number, _ in poll.poll(30_000):
            client = crew[number]
            answer = client.receive()
            if answer is None:
                continue
            now = time.perf_counter()
            if is_good(*answer):
                measured.good += 1
                measured.took_ms.append((now - client.began) * 1000)
            else:
                measured.bad += 1
            poll.unregister(number)
            del crew[number]
            if now - began < seconds:
                crew[client.socket.fileno()] = client
                poll.register(client.socket.fileno(), select.POLLIN)
                client.send(request())
            else:
                client.socket.close()
    measured.seconds = time.perf_counter() - began
    return measured


def get(address: str) -> bytes:
    """A request for a page as a phone makes it."""
    return (
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Accept-Encoding: gzip, deflate, br\r\nConnection: keep-alive\r\n\r\n"
    ).encode()


def post(address: str, body: bytes, *headers: str) -> bytes:
    """A form as a phone sends it."""
    head = (
        f"POST {address} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept-Encoding: identity",
        "Connection: keep-alive",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        *headers,
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body
