"""Measure what each lesson needs: `uv run python benchmarks/memory.py`.

Each notebook is executed whole, solved, in a kernel of its own, as a student's: what moves is drawn once, and not in
all its frames. A last cell asks for the most memory that the kernel ever held. Lesson 21 starts more processes: ten
times a second it is asked what the kernel and all its processes hold together, a page that they share counted once
(on Linux; elsewhere once for each). It takes some minutes.
"""

import argparse
import csv
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import perf_counter

import nbformat
import psutil
from nbformat.v4 import new_code_cell
from traitlets.config import Config

from mlcourse.authoring.execute import SECONDS, QuietClient
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.read import read_lesson

LESSONS = Path(__file__).parents[1] / "lessons"
RESULTS = Path(__file__).parent / "results"
ASK = "import resource, sys\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


def held(process: psutil.Process) -> int:
    """Return how many bytes a process holds, or 0 if it has ended."""
    try:
        memory = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0
    return getattr(memory, "pss", memory.rss)


@contextmanager
def watched() -> Iterator[list[int]]:
    """Yield a list that grows: what all processes below this one hold together, in bytes, ten times a second."""
    sums, done = [], Event()

    def look() -> None:
        while not done.wait(0.1):
            sums.append(sum(map(held, psutil.Process().children(recursive=True))))

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield sums
    finally:
        done.set()
        watcher.join()


def measure(path: Path) -> dict:
    """Execute a lesson; return its peak memory in megabytes, that of all its processes, and its seconds."""
    notebook = lay_out(read_lesson(path), solved=True)
    notebook.cells.append(new_code_cell(ASK))
    quiet, folder = Config(KernelManager={"transport_encryption": "auto"}), {"metadata": {"path": str(LESSONS)}}
    client = QuietClient(notebook, timeout=SECONDS, resources=folder, config=quiet)
    start = perf_counter()
    with watched() as sums:
        client.execute(env={**os.environ, "OMP_NUM_THREADS": "1"})
    seconds = perf_counter() - start
    peak = int(notebook.cells[-1].outputs[0].text) * UNIT
    together = max(peak, *sums)
    return {
        "lesson": path.stem,
        "peak_mb": round(peak / 1e6),
        "together_mb": round(together / 1e6),
        "seconds": round(seconds),
    }


def main() -> None:
    """Measure all, and write after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[""], help="beginnings of lessons' names (default: all)")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    rows = []
    options.to.mkdir(parents=True, exist_ok=True)
    for path in sorted(LESSONS.glob("[0-9][0-9]_*.py")):
        if not path.stem.startswith(tuple(options.only)):
            continue
        rows.append(measure(path))
        print(rows[-1], flush=True)
        with (options.to / "memory.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    print(f"nbformat {nbformat.__version__}, Python {platform.python_version()}, {platform.system()}")


if __name__ == "__main__":
    main()
