"""Measure `mlcourse class` on a large class: `uv run python benchmarks/class_size.py`.

Two hundred students hand in twenty-one lessons each: the course's own notebooks with their outputs, and in each
check's cell a verdict that was drawn. The same files are read by nbformat alone, in as many processes. It needs
6 GB on the disk for a while, and takes minutes. The files have been written just before, so the disk's cache has them.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from mlcourse.contents import CHECK
from mlcourse.kept import MIME, OUTCOMES, Kept, key_of, to_data
from mlcourse.resources import resource_folder

RESULTS = Path(__file__).parent / "results"
ALONE = Path(__file__).parent / "nbformat_alone.py"
WATCH = """import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss}))"""
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


def make_class(folder: Path, n_students: int, n_lessons: int) -> int:
    """Write the students' notebooks; return how many bytes they have."""
    rng, n_bytes = np.random.default_rng(7), 0
    for path in sorted(resource_folder("notebooks").glob("[0-9]*.ipynb"))[:n_lessons]:
        notebook = json.loads(path.read_bytes())
        checks = [cell for cell in notebook["cells"] if "check" in cell["metadata"].get("tags", [])]
        for i, cell in enumerate(checks):
            cell["outputs"][0]["data"][MIME] = f"verdict {i}"
        names = [CHECK.search("".join(cell["source"]))[1] for cell in checks]
        content = json.dumps(notebook, ensure_ascii=False, indent=1).encode()
        for number in range(n_students):
            of_student = content
            for i, name in enumerate(names):
                verdict = json.dumps(to_data(draw(path.stem[3:], name, rng))).encode()
                of_student = of_student.replace(f'"verdict {i}"'.encode(), verdict)
            to = folder / f"student{number:03}" / path.name
            to.parent.mkdir(parents=True, exist_ok=True)
            n_bytes += to.write_bytes(of_student)
    return n_bytes


def draw(lesson: str, name: str, rng: np.random.Generator) -> Kept:
    """Draw a verdict, with two misunderstandings met."""
    sentences = [f"`{name}`: this is misunderstanding number {i}, in a sentence." for i in rng.permutation(9)[:2]]
    met = {key_of(says): says for says in sentences}
    outcome = str(rng.choice(OUTCOMES))
    mistake = key_of(sentences[-1]) if outcome == "misunderstood" else ""
    return Kept(lesson, name, outcome, mistake, sentences[-1], int(rng.integers(1, 6)), met)


def measure(kind: str, folder: Path) -> dict[str, float]:
    """Do the work of one kind; return what it took. The memory is that of all processes: at most the largest's each."""
    with tempfile.TemporaryDirectory() as to:
        own = [sys.executable, "-m", "mlcourse.cli", "class", str(folder), "--to", to]
        command = own if kind == "mlcourse class" else [sys.executable, str(ALONE), str(folder)]
        start = perf_counter()
        run = subprocess.run([sys.executable, "-c", WATCH, *command], capture_output=True, text=True, check=True)
    usage = json.loads(run.stdout.splitlines()[-1])
    n_processes = 1 + (os.cpu_count() or 1)
    return {
        "seconds": perf_counter() - start,
        "cpu_seconds": usage["cpu"],
        "peak_mb": n_processes * usage["peak"] * UNIT / 1e6,
    }


def main() -> None:
    """Make the class, measure both, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--lessons", type=int, default=21)
    parser.add_argument("--rounds", type=int, default=3, help="both take turns; the median counts (default: 3)")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the result")
    options = parser.parse_args()
    kinds = ("mlcourse class", "nbformat alone")
    with tempfile.TemporaryDirectory() as folder:
        n_bytes = make_class(Path(folder), options.students, options.lessons)
        took = {kind: [] for kind in kinds}
        for _ in range(options.rounds):
            for kind in kinds:
                took[kind].append(measure(kind, Path(folder)))
                print(kind, took[kind][-1], flush=True)
    rows = [row(kind, took, options, n_bytes) for kind in kinds]
    options.to.mkdir(parents=True, exist_ok=True)
    with (options.to / "class_size.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def row(kind: str, took: dict[str, list[dict]], options: argparse.Namespace, n_bytes: int) -> dict:
    """Return the row of one kind: medians, and their ratio to nbformat's."""
    medians, base = (
        {name: float(np.median([one[name] for one in took[which]])) for name in took[which][0]}
        for which in (kind, "nbformat alone")
    )
    return {
        "read_by": kind,
        "students": options.students,
        "lessons": options.lessons,
        "gigabytes": round(n_bytes / 1e9, 2),
        "processes": os.cpu_count(),
        "seconds": round(medians["seconds"], 1),
        "cpu_seconds": round(medians["cpu_seconds"], 1),
        "peak_mb": round(medians["peak_mb"]),
        "ratio_of_seconds": round(medians["seconds"] / base["seconds"], 2),
        "ratio_of_cpu": round(medians["cpu_seconds"] / base["cpu_seconds"], 2),
    }


if __name__ == "__main__":
    main()
