"""Site page and others as a share of what Flask itself serves, in one run."""

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks import clients
from benchmarks.serving import demo_site, free_port, gunicorn, lay_down

ROUNDS, SECONDS, CLIENTS = 16, 0.5, 4
EMPTY, PLAIN, SITE = "空页", "同样的页，不查库", "工地页"


def main() -> None:
    plain, portal = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{portal}",
        }
        lay_down(environment)
        pages = (
            (EMPTY, plain, "/empty"),
            (PLAIN, plain, "/page"),
            (SITE, portal, f"/s/{demo_site(environment)}"),
            ("查办页", portal, "/follow"),
            ("首页", portal, "/"),
        )
        measured: dict[str, list[float]] = {name: [] for name, _, _ in pages}
        with (
            gunicorn("benchmarks.plain:app", plain, {}),
            gunicorn("wsgi:app", portal, environment),
        ):
            for _ in range(ROUNDS + 1):
                for name, port, address in pages:
                    got = clients.run(
                        port,
                        lambda address=address: clients.get(address),
                        clients=CLIENTS,
                        seconds=SECONDS,
                        is_good=lambda status, _body: status == 200,
                    )
                    assert not got.bad, f"{name}: {got.bad} answers were not a page"
                    measured[name].append(got.per_second)
    report(measured)


def report(measured: dict[str, list[float]]) -> None:
    """The first round only warms up; a share is the median of the shares of each round, because
    the machine drifts from one round to the next."""
    for name, rates in measured.items():
        shares = {
            base: statistics.median(
                rate / of for rate, of in zip(rates[1:], measured[base][1:], strict=True)
            )
            for base in (EMPTY, PLAIN)
        }
        print(
            f"{statistics.median(rates[1:]):7.0f} 页/秒  空页的 {shares[EMPTY]:4.0%}  "
            f"不查库的 {shares[PLAIN]:4.0%}  {name}"
        )


if __name__ == "__main__":
    main()
