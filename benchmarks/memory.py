"""Measure what each lesson needs: `uv run python benchmarks/memory.py`.

Each notebook is executed whole, solved, in a kernel of its own; a last cell asks for the most memory that the
kernel ever held. It takes some minutes.
"""

import argparse
import csv
import os
import platform
import sys
from pathlib import Path
from time import perf_counter

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from mlcourse.authoring.execute import AS_TESTED
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.read import read_lesson

LESSONS = Path(__file__).parents[1] / "lessons"
RESULTS = Path(__file__).parent / "results"
ASK = "import resource, sys\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


def measure(path: Path) -> dict:
    """Execute a lesson; return its peak memory in megabytes, its seconds, and its slowest cell."""
    notebook = lay_out(read_lesson(path), solved=True)
    notebook.cells.append(new_code_cell(ASK))
    seconds, began = {}, {}
    client = NotebookClient(notebook, timeout=1200, resources={"metadata": {"path": str(LESSONS)}})
    client.on_cell_execute = lambda cell, cell_index: began.update({cell_index: perf_counter()})
    client.on_cell_executed = lambda cell, cell_index, **_: seconds.update(
        {cell_index: perf_counter() - began[cell_index]}
    )
    start = perf_counter()
    client.execute(env=os.environ | AS_TESTED)
    slowest = max(seconds, key=seconds.get)
    return {
        "lesson": path.stem,
        "peak_mb": round(int(notebook.cells[-1].outputs[0].text) * UNIT / 1e6),
        "seconds": f"{perf_counter() - start:.0f}",
        "slowest_cell": notebook.cells[slowest].id,
        "slowest_cell_s": f"{seconds[slowest]:.1f}",
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
