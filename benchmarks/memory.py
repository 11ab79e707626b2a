"""Measure what each lesson needs: `uv run python benchmarks/memory.py`.

Each notebook is executed whole, solved, in a kernel of its own, as a student's: what moves is drawn once, and not in
all its frames. A last cell asks for the most memory that the kernel ever held. It takes some minutes.
"""

import argparse
import csv
import os
import platform
import sys
from pathlib import Path
from time import perf_counter

import nbformat
from nbformat.v4 import new_code_cell
from traitlets.config import Config

from mlcourse.authoring.execute import SECONDS, QuietClient
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.read import read_lesson

LESSONS = Path(__file__).parents[1] / "lessons"
RESULTS = Path(__file__).parent / "results"
ASK = "import resource, sys\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


def measure(path: Path) -> dict:
    """Execute a lesson; return its peak memory in megabytes, and its seconds."""
    notebook = lay_out(read_lesson(path), solved=True)
    notebook.cells.append(new_code_cell(ASK))
    quiet, folder = Config(KernelManager={"transport_encryption": "auto"}), {"metadata": {"path": str(LESSONS)}}
    client = QuietClient(notebook, timeout=SECONDS, resources=folder, config=quiet)
    start = perf_counter()
    client.execute(env={**os.environ, "OMP_NUM_THREADS": "1"})
    seconds = perf_counter() - start
    peak = int(notebook.cells[-1].outputs[0].text) * UNIT / 1e6
    return {"lesson": path.stem, "peak_mb": round(peak), "seconds": round(seconds)}


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
