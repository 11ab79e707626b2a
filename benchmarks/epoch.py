"""Time an epoch of the hand-coded network against PyTorch: `uv run python benchmarks/epoch.py`.

784-128-10 on Fashion-MNIST, batches of 128, float32, plain gradient descent, one thread each; the two take turns.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded

import argparse
import csv
import platform
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from threadpoolctl import threadpool_limits
from torch import nn

from mlcourse import data
from mlcourse.taught.training import initialize, train_epoch

RESULTS = Path(__file__).parent / "results"
SIZES, BATCH_SIZE, LEARNING_RATE = (784, 128, 10), 128, 0.1


def load(n_images: int) -> tuple[np.ndarray, np.ndarray]:
    """Return pictures of shape (n_images, 784) between 0 and 1 as float32, and their classes."""
    images = data.load_fashion_mnist(train=True)
    return images.data[:n_images].reshape(-1, 784).numpy().astype(np.float32) / 255, images.targets[:n_images].numpy()


def ours(X: np.ndarray, y: np.ndarray) -> Callable[[], float]:
    """Return a function that trains the hand-coded network for an epoch and returns the mean cost."""
    rng = np.random.default_rng(7)
    parameters = [(W.astype(np.float32), b.astype(np.float32)) for W, b in initialize(SIZES, rng)]
    return lambda: train_epoch(parameters, X, y, LEARNING_RATE, BATCH_SIZE, rng)


def theirs(X: np.ndarray, y: np.ndarray) -> Callable[[], float]:
    """Return a function that trains the same network in PyTorch for an epoch and returns the mean cost."""
    torch.manual_seed(7)
    inputs, classes = torch.from_numpy(X), torch.from_numpy(y)
    model = nn.Sequential(nn.Linear(*SIZES[:2]), nn.ReLU(), nn.Linear(*SIZES[1:]))
    optimizer, loss = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE), nn.CrossEntropyLoss()

    def epoch() -> float:
        total = 0.0
        for batch in torch.randperm(len(classes)).split(BATCH_SIZE):  # a batch is one indexing, as in ours
            optimizer.zero_grad()
            cost = loss(model(inputs[batch]), classes[batch])
            cost.backward()
            optimizer.step()
            total += cost.item() * len(batch)
        return total / len(classes)

    return epoch


def main() -> None:
    """Run both in turn, and write each epoch's time and the ratio of the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=7, help="epochs that each takes (default: 7)")
    parser.add_argument("--n-images", type=int, default=60_000, help="how many of the 60,000 pictures to take")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    torch.set_num_threads(1)
    X, y = load(options.n_images)
    rows = []
    with threadpool_limits(1):
        works = {"mlcourse": ours(X, y), "PyTorch": theirs(X, y)}
        for epoch in range(options.repetitions + 1):
            row = {"epoch": epoch}
            for name, work in works.items():
                start = perf_counter()
                row[f"{name}_cost"] = f"{work():.4f}"
                row[f"{name}_s"] = f"{perf_counter() - start:.3f}"
            rows.append(row)
    times = np.array([[row["mlcourse_s"], row["PyTorch_s"]] for row in rows[1:]], dtype=float)  # the first warms up
    our_s, their_s = np.median(times, axis=0)
    print(f"an epoch: ours {our_s:.2f} s, PyTorch {torch.__version__} {their_s:.2f} s, ratio {our_s / their_s:.2f}")
    print(f"NumPy {np.__version__}, Python {platform.python_version()}, {platform.system()} ({platform.machine()})")

    options.to.mkdir(parents=True, exist_ok=True)
    with (options.to / "epoch.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
