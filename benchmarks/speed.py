"""Time the hand-coded estimators against scikit-learn's: `uv run python benchmarks/speed.py`."""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded; the forests' processes inherit it

import argparse
import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
from cases import CASES, Case, ours
from report import draw, write_table
from threadpoolctl import threadpool_limits

RESULTS = Path(__file__).parent / "results"


def clock(work: Callable[[], object]) -> float:
    """Return how many seconds some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def race(one: Callable[[], object], other: Callable[[], object], repetitions: int) -> tuple[float, float]:
    """Return the median seconds of both, which take turns; the first call of each is left out."""
    times = [(clock(one), clock(other)) for _ in range(repetitions + 1)]
    return tuple(np.median(times[1:], axis=0))


def measure(case: Case, repetitions: int) -> Iterator[dict]:
    """Yield one row of results for each size."""
    for n_samples in case.sizes:
        X, y = case.draw(n_samples, case.n_features)
        ours_s, theirs_s = race(case.work(case.ours(), X, y), case.work(case.theirs(), X, y), repetitions)
        yield {
            "estimator": case.name,
            "against": case.against,
            "n_samples": n_samples,
            "n_features": case.n_features,
            "ours_s": f"{ours_s:.3g}",
            "theirs_s": f"{theirs_s:.3g}",
            "ratio": f"{ours_s / theirs_s:.2f}",
            "target": case.target or "",
        }


def main() -> None:
    """Run all cases, and write the results as numbers, as a table and as a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=7, help="turns that each takes (default: 7)")
    parser.add_argument("--quick", action="store_true", help="one turn on a hundred rows: does it run?")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    rows = []
    with threadpool_limits(1):
        for case in CASES:
            if case.name.split(",")[0] not in ours.__all__:
                print(f"{case.name}: not there yet")
                continue
            case = replace(case, sizes=(100,)) if options.quick else case
            for row in measure(case, 1 if options.quick else options.repetitions):
                rows.append(row)
                print("{estimator} against {against}, {n_samples:,} rows: {ratio}".format(**row), flush=True)

    options.to.mkdir(parents=True, exist_ok=True)
    with (options.to / "speed.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    write_table(rows, options.to / "speed.md")
    draw(rows, options.to / "speed.png")


if __name__ == "__main__":
    main()
