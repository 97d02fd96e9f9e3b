"""Boards a second and peak memory, beside an HTML-to-PDF renderer and a raster in the same run.

Boards are printed as the portal prints them, by two processes and the one that feeds them; the
others by a plain loop in one. Because the machine is shared, the work is also given per second of
processor time, which neither depends on the number of processes nor on who else is busy. Each
measurement is a program of its own, so that its memory is.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks import rivals
from benchmarks.boards import boards
from posters import Board, Design, print_boards, render_pdf

ROUNDS, SINGLES = 3, 20
BATCHES = (1, 200, 2_000)
EVERYBODY = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
RIVALS = {"WeasyPrint": (rivals.by_html, 100), "Pillow 300 dpi": (rivals.by_raster, 12)}


def main() -> None:
    rounds: dict[str, list[dict[str, float]]] = {}
    for _ in range(ROUNDS):
        for what in (*(f"{design} {n}" for n in BATCHES for design in Design), *RIVALS):
            rounds.setdefault(what, []).append(measured(what))
    print(f"一块牌（热）：{measured('single')['milliseconds']:.0f} 毫秒")
    for what, told in rounds.items():
        rate, effort = (median(told, of) for of in ("a_second", "a_cpu_second"))
        peak = max(one["megabytes"] for one in told)
        print(f"每秒 {rate:6.1f} 块  每 CPU 秒 {effort:6.1f} 块  最大进程 {peak:4.0f} MB  {what}")
    for design in Design:
        most = rounds[f"{design} {BATCHES[-1]}"]
        for rival in RIVALS:
            times = [ratio(most, rounds[rival], of) for of in ("a_second", "a_cpu_second")]
            print(f"{design} 是 {rival} 的 {times[0]:.0f} 倍，按 CPU 时间 {times[1]:.0f} 倍")


def median(told: list[dict[str, float]], of: str) -> float:
    return statistics.median(one[of] for one in told)


def ratio(ours: list[dict[str, float]], theirs: list[dict[str, float]], of: str) -> float:
    """The median of the ratios of each round, because the machine drifts between them."""
    return statistics.median(mine[of] / its[of] for mine, its in zip(ours, theirs, strict=True))


def measured(what: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, what], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def measure(what: str) -> dict[str, float]:
    """What one program found: a design and a number, a rival, or `single`."""
    if what == "single":
        return {"milliseconds": statistics.median(single() for _ in range(SINGLES)) * 1000}
    if what in RIVALS:
        make, count = RIVALS[what]
        return timed(count, lambda batch: make(batch), lambda batch: make(batch[:1]))
    design, number = what.split()
    return timed(
        int(number),
        lambda batch: ours(batch, Design(design)),
        lambda batch: render_pdf(batch[:1], design=Design(design)),
    )


def timed(
    count: int, work: Callable[[list[Board]], object], warm: Callable[[list[Board]], object]
) -> dict[str, float]:
    """In a process that has printed before, though other boards: nothing of these is kept."""
    warm(list(boards(count + 1))[-1:])
    batch = list(boards(count))
    began, spent = time.perf_counter(), processor_seconds()
    work(batch)
    seconds = time.perf_counter() - began
    return {
        "a_second": count / seconds,
        "a_cpu_second": count / (processor_seconds() - spent),
        "megabytes": max(resource.getrusage(one).ru_maxrss for one in EVERYBODY) / 1024,
    }


def ours(batch: list[Board], design: Design) -> None:
    with tempfile.TemporaryDirectory() as folder:
        print_boards(batch, Path(folder) / "boards.pdf", design=design)


def processor_seconds() -> float:
    """Of this process and all that it started and that ended."""
    used = [resource.getrusage(one) for one in EVERYBODY]
    return sum(one.ru_utime + one.ru_stime for one in used)


_singles = boards(SINGLES + 1)


def single() -> float:
    """Each time another board; the first, in the first call, is the warm-up."""
    board = next(_singles)
    began = time.perf_counter()
    render_pdf([board])
    return time.perf_counter() - began


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
