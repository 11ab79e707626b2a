"""Measure what a class needs of one machine: `uv run --all-groups --all-extras python benchmarks/class_at_once.py`.

First what a student's server holds, on a real hub with ten of them. Then as many kernels as there are students
execute the same lesson, solved, at the same time, each with the settings of a hub; what every one prints is compared
with what one printed that was alone. The memory of a group of processes is the sum of their PSS: what they share counts
once. Linux.
"""

import argparse
import csv
import os
import platform
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil
from class_hub import jupyterhub, start_servers
from nbformat import NotebookNode
from traitlets.config import Config

from mlcourse.authoring.execute import QuietClient
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.read import read_lesson

LESSONS = Path(__file__).parents[1] / "lessons"
RESULTS = Path(__file__).parent / "results"
SERVERS = 10
PAUSE = 0.5  # seconds between two looks


def pss(processes: list[psutil.Process]) -> float:
    """Return what processes hold together, in megabytes; one that has ended meanwhile holds nothing."""
    total = 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
            continue
    return total / 1e6


def found(word: str) -> list[psutil.Process]:
    """Return the processes below this one that have a word in their command line."""
    below = psutil.Process().children(recursive=True)
    return [process for process in below if word in " ".join(command_line(process))]


def command_line(process: psutil.Process) -> list[str]:
    """Return a process's command line, if it still has one."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@contextmanager
def watched(word: str) -> Iterator[list[float]]:
    """Watch the processes that have a word in their command line; the list grows while the code inside runs."""
    seen, over = [0.0], threading.Event()

    def look() -> None:
        while not over.wait(PAUSE):
            seen.append(pss(found(word)))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def execute(notebook: NotebookNode) -> None:
    """Execute a notebook in a kernel as a student on a hub has it; raise what a cell raises."""
    settings = Config(KernelManager={"transport_encryption": "auto"})
    where = {"metadata": {"path": str(LESSONS)}}
    client = QuietClient(notebook, timeout=3600, coalesce_streams=True, resources=where, config=settings)
    client.execute(env=os.environ | {"OMP_NUM_THREADS": "1", "MLCOURSE_STORED_FIGURES": "", "TQDM_DISABLE": "1"})


def printed(notebook: NotebookNode) -> list[str]:
    """Return what a notebook's cells print, but for those whose output cannot be stable."""
    stable = [cell for cell in notebook.cells if "nbval-ignore-output" not in cell.metadata.get("tags", [])]
    return [output.get("text", "") for cell in stable for output in cell.get("outputs", [])]


def at_once(path: Path, n_students: int, alone: list | None) -> tuple[dict, list]:
    """Let students execute a lesson at the same time; return the row, and what the first one printed."""
    lesson = lay_out(read_lesson(path), solved=True)
    pages = [deepcopy(lesson) for _ in range(n_students)]
    start = perf_counter()
    with watched("ipykernel_launcher") as seen, ThreadPoolExecutor(n_students) as class_:
        list(class_.map(execute, pages))  # raises what a cell of theirs raised
    seconds = perf_counter() - start
    came = [printed(page) for page in pages]
    same = sum(each == (alone or came[0]) for each in came)
    return row(path.stem, n_students, max(seen), seconds, same), came[0]


def servers() -> dict:
    """Start students' servers on a hub; return what each of them holds, before it has a kernel."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "hub").mkdir()
        start = perf_counter()
        with jupyterhub(Path(folder) / "hub", Path(folder) / "homes") as hub:
            running = start_servers(hub, [f"student{i}" for i in range(SERVERS)])
            held = pss(found("jupyterhub-singleuser"))
    return row("a server on the hub", SERVERS, held, perf_counter() - start, running)


def row(what: str, n_students: int, megabytes: float, seconds: float, fine: int) -> dict:
    """Return a line of the result."""
    each = {"peak_mb": round(megabytes), "mb_each": round(megabytes / n_students), "seconds": round(seconds)}
    return {"what": what, "students": n_students} | each | {"as_alone": fine, "load": round(os.getloadavg()[0], 1)}


def write(rows: list[dict], folder: Path) -> None:
    """Write the result so far, and show its last line."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "class_at_once.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(row("", 1, 0, 0, 0)), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(*rows[-1:], flush=True)


def main() -> None:
    """Measure all, and write after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", nargs="*", default=["02", "07"], help="beginnings of lessons' names")
    parser.add_argument("--students", type=int, nargs="*", default=[1, 10], help="how many at once; one goes first")
    parser.add_argument("--no-hub", action="store_true", help="leave the servers out")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the result")
    options = parser.parse_args()

    rows = [] if options.no_hub else [servers()]
    write(rows, options.to)
    for path in sorted(LESSONS.glob("[0-9][0-9]_*.py")):
        alone = None
        for n_students in options.students if path.stem.startswith(tuple(options.lessons)) else []:
            measured, first = at_once(path, n_students, alone)
            alone = alone or first
            rows.append(measured)
            write(rows, options.to)
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}")


if __name__ == "__main__":
    main()
