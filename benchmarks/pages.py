"""Site page and staff list as a share of what Flask itself serves, in one run."""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.serving import answers_per_second, flask, gunicorn

ROUNDS, SECONDS, CLIENTS = 3, 3.0, 4
PLAIN, PORTAL = 8931, 8932


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {"DATA_DIR": folder, "PUBLIC_BASE_URL": "http://127.0.0.1:8932"}
        for words in (("keys", "init"), ("db", "upgrade"), ("demo", "load")):
            flask(environment, *words)
        code = flask(environment, "demo", "show").split("/s/")[1][:8]
        measured = {"空页": [], "同样大小的模板页": [], "工地页": [], "查办页": [], "首页": []}
        with gunicorn("benchmarks.plain:app", PLAIN, {}), gunicorn("wsgi:app", PORTAL, environment):
            for _ in range(ROUNDS):
                for name, port, address in (
                    ("空页", PLAIN, "/healthz"),
                    ("同样大小的模板页", PLAIN, "/page"),
                    ("工地页", PORTAL, f"/s/{code}"),
                    ("查办页", PORTAL, "/follow"),
                    ("首页", PORTAL, "/"),
                ):
                    rate = answers_per_second(port, address, clients=CLIENTS, seconds=SECONDS)
                    measured[name].append(rate)
    rates = {name: statistics.median(values) for name, values in measured.items()}
    for name, rate in rates.items():
        share = rate / rates["同样大小的模板页"]
        print(f"{name:<12} {rate:7.0f} 页/秒   是模板页的 {share:.0%}")


if __name__ == "__main__":
    main()
