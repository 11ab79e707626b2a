"""Break what surrounds the course, really, and write down what it says: `uv run python benchmarks/faults`.

Each fault is made in a clone of its own: files are damaged, disks are full (a small tmpfs), rights are missing (root
without its capability to pass them over), processes are killed. Linux, as root, in a container. It takes ten minutes.

A fault is `told` where one sentence names it and its cure (and, where the cure is a command, running it mends it);
`mended` where all is well after the next run, or at once; `raw` where a traceback of somebody else's is all there is;
and `lost` where something of a student's is gone.
"""

import argparse
import csv
import os
from pathlib import Path

import files
import machine
import pictures
from trying import Try, fresh

TO = Path(__file__).parents[1] / "results" / "faults.csv"
GROUPS = (
    files.data_files,
    files.notebooks_and_captions,
    files.students_files,
    machine.full_disks,
    machine.rights,
    machine.killed,
    machine.surroundings,
    pictures.pictures,
)


def main() -> None:
    """Try all, and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=[group.__name__ for group in GROUPS], help="some groups")
    parser.add_argument("--to", type=Path, default=TO, help="the table to write")
    options = parser.parse_args()
    if os.geteuid() != 0:
        parser.error("small disks and missing rights need root, in a container")
    tries: list[Try] = []
    for group in GROUPS:
        if not options.only or group.__name__ in options.only:
            with fresh() as course:
                tries += group(course)
            print(group.__name__, {o: sum(t.outcome == o for t in tries) for o in ("told", "mended", "raw", "lost")})
    with options.to.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Try._fields)
        writer.writerows(tries)
    for bad in (t for t in tries if t.outcome in ("raw", "lost")):
        print(*bad, sep=" | ")


if __name__ == "__main__":
    main()
