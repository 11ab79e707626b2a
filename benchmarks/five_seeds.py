"""Grade lesson 19's recipe on five seeds, asked once and from both sides: `uv run python benchmarks/five_seeds.py`.

It is the recipe of `fashion.py`, and learns from all 55,000 train rows. The test pictures are looked at here and in
`board.py`. The grades of those asked once were known when the second look was added, so those from both sides are a
little too kind: lesson 19 tells it.
"""

import argparse
import csv
import os
import platform
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is loaded

import torch
from clothes import N_TRAIN, accuracy, once, parts
from fashion import N_EPOCHS, RECIPE, RESULTS, VARIANTS, learn

from mlcourse.taught.cnn import both_sides


def grades(seed: int, n_train: int, n_epochs: int) -> Iterator[dict]:
    """Train one network; yield what it reaches, asked in two ways."""
    train, validation, test = parts(n_train)
    model = VARIANTS[RECIPE][1](seed)
    seconds = learn(model, seed, train, n_epochs)
    for asked, ask in [("once", once), ("from both sides", both_sides)]:
        yield {
            "seed": seed,
            "asked": asked,
            "validation_accuracy": f"{accuracy(model, validation, ask):.4f}",
            "test_accuracy": f"{accuracy(model, test, ask):.4f}",
            "seconds": f"{seconds:.0f}",
        }


def main() -> None:
    """Train and grade, seed by seed, and write all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=range(5), help="which (default: 0 to 4); all else goes")
    parser.add_argument("--n-epochs", type=int, default=N_EPOCHS)
    parser.add_argument("--n-train", type=int, default=N_TRAIN, help=f"how many train rows (default: {N_TRAIN})")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    rows = [row for seed in options.seeds for row in grades(seed, options.n_train, options.n_epochs)]
    options.to.mkdir(parents=True, exist_ok=True)
    with (options.to / "five_seeds.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(*rows, sep="\n")
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, Python {platform.python_version()}")


if __name__ == "__main__":
    main()
