"""Time three ways to 91 % on clothes: `uv run python benchmarks/time_to_91.py`.

The first is lesson 19's recipe, planned for three epochs in place of seven, since three are enough for this goal. The
second is the same in half as many bits: its layers compute in bfloat16, 16 bits a number (`torch.autocast`). Like the
lesson's network it is asked from both sides, so that two and three quarters epochs are enough. It needs a processor
that computes in bfloat16; on another one it is left out, and that is printed. The third is the network of PyTorch's
MNIST example, written here from its description: 3x3 convolutions of 32 and 64 channels, max pooling, dropout, a dense
layer of 128, Adadelta with steps that shrink from epoch to epoch (it plans for 14), batches of 64, and for each picture
its two transforms: to a tensor, and normalized by the mean and spread of MNIST.

All learn from the same 55,000 pictures on the same two threads, are judged on the same 5,000 validation pictures after
each epoch and at the end (the clock rests meanwhile), and take turns. What differs is the whole way, and not one part.
"""

import argparse
import csv
import os
import platform
from collections.abc import Iterator
from itertools import islice
from math import ceil
from pathlib import Path
from time import perf_counter

os.environ.setdefault("OMP_NUM_THREADS", "2")  # before PyTorch is loaded

import numpy as np
import torch
from clothes import N_TRAIN, accuracy, computes_in_bfloat16, once, parts
from torch import nn
from torch.nn.functional import cross_entropy
from torch.utils.data import DataLoader, Subset
from torchvision.transforms import Compose, Normalize, ToTensor

from mlcourse import data
from mlcourse.taught.cnn import both_sides, flip, new_network
from mlcourse.taught.pytorch import loader, train_epoch
from mlcourse.taught.what_is_machine_learning import split

RESULTS = Path(__file__).parent / "results"
OURS, IN_BFLOAT16, THEIRS = "the course's recipe", "the recipe in bfloat16", "PyTorch's MNIST example"
GOAL = 0.91


def recipe(seed: int, n_train: int, n_epochs: float = 3, bfloat16: bool = False) -> Iterator[nn.Module]:
    """Yield our network after each epoch, and at the end: lesson 19's recipe, where a batch is one indexing."""
    (X, y), *_ = parts(n_train)
    network = new_network(seed)
    batches = loader(flip(X), y, 128, shuffle=True, generator=torch.Generator().manual_seed(seed))
    n_steps = round(n_epochs * len(batches))
    optimizer = torch.optim.AdamW(network.parameters(), lr=0.015)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.015, n_steps)
    optimizer.register_step_post_hook(lambda *_: schedule.step())
    for epoch in range(ceil(n_epochs)):
        network.train()
        for X, y in islice(batches, n_steps - epoch * len(batches)):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
                loss = cross_entropy(network(X.flip(3) if epoch % 2 else X), y, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        yield network


def in_bfloat16(seed: int, n_train: int) -> Iterator[nn.Module]:
    """Yield our network after each epoch, and at the end, of the shortest plan that came to the goal on five seeds."""
    return recipe(seed, n_train, n_epochs=2.75, bfloat16=True)


def example(seed: int, n_train: int) -> Iterator[nn.Module]:
    """Yield the example's network after each epoch, up to five, for pictures that are not yet normalized."""
    torch.manual_seed(seed)
    normalize = Normalize((0.1307,), (0.3081,))  # MNIST's mean and spread, as in the example
    network = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(64 * 12 * 12, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10),
    )  # fmt: skip
    images = data.load_fashion_mnist(train=True)
    images.transform = Compose([ToTensor(), normalize])
    rows = split(60_000, N_TRAIN, np.random.default_rng(7))[0][:n_train]
    batches = DataLoader(Subset(images, rows), batch_size=64, shuffle=True)
    optimizer = torch.optim.Adadelta(network.parameters(), lr=1.0)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.7)
    for _ in range(5):
        train_epoch(network, batches, optimizer)
        schedule.step()
        yield nn.Sequential(normalize, network)


WAYS = {  # how each learns, and how it is asked
    OURS: (recipe, once),
    IN_BFLOAT16: (in_bfloat16, both_sides),
    THEIRS: (example, once),
}


def race(name: str, seed: int, n_train: int) -> list[dict]:
    """Train one until it reaches the goal; return a row an epoch."""
    learn, ask = WAYS[name]
    epochs = learn(seed, n_train)
    validation = parts()[1]
    rows, seconds = [], 0.0
    while True:
        start = perf_counter()
        network = next(epochs, None)
        seconds += perf_counter() - start
        if network is None:
            return rows
        reached = accuracy(network, validation, ask)
        rows.append({"way": name, "seed": seed, "epoch": len(rows) + 1, "seconds": f"{seconds:.1f}"})
        rows[-1]["validation_accuracy"] = f"{reached:.4f}"
        print(rows[-1], flush=True)
        if reached >= GOAL:
            return rows


def arrival(last: dict) -> float:
    """Return after how many seconds a turn reached the goal, by the row of its last epoch; inf if it never did."""
    return float(last["seconds"]) if float(last["validation_accuracy"]) >= GOAL else np.inf


def main() -> None:
    """Let them take turns, and print the ratios of the median times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="turns that each takes (default: 5)")
    parser.add_argument("--n-train", type=int, default=N_TRAIN, help="how many train rows to take (default: all)")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    ways = [way for way in WAYS if way != IN_BFLOAT16 or computes_in_bfloat16()]
    if IN_BFLOAT16 not in ways:
        print(f"{IN_BFLOAT16}: left out, this processor does not compute in bfloat16")
    turns = [(way, race(way, seed, options.n_train)) for seed in range(options.seeds) for way in ways]
    options.to.mkdir(parents=True, exist_ok=True)
    with (options.to / "time_to_91.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=turns[0][1][0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for _, rows in turns for row in rows)
    for way in ways:
        seconds = [arrival(rows[-1]) for name, rows in turns if name == way]
        theirs = [arrival(rows[-1]) for name, rows in turns if name == THEIRS]
        print(f"{way}: {np.median(seconds):.1f} s, {np.median(seconds) / np.median(theirs):.3f} of the example's")
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, Python {platform.python_version()}")


if __name__ == "__main__":
    main()
