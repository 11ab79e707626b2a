"""Time three ways to the same batches, per image and per batch: `uv run python benchmarks/batches.py`.

Fashion-MNIST's 60,000 train images in batches of 128, in order, no workers, one thread. Each way goes through all
batches once without a model, and once training 784-128-10; the ways take turns.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before PyTorch is loaded

import argparse
import csv
import platform
from collections import deque
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import torch
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset
from torchvision.transforms import ToTensor

from mlcourse import data
from mlcourse.taught.pytorch import loader, train_epoch

RESULTS = Path(__file__).parent / "results"
BATCH_SIZE = 128


def pipelines(n_images: int) -> dict[str, DataLoader]:
    """Return the ways by name, after showing that they give equal batches."""
    images = data.load_fashion_mnist(train=True)
    images.transform = ToTensor()
    X, y = images.data[:n_images, None].float() / 255, images.targets[:n_images]
    ways = {
        "per image, with a transform": DataLoader(Subset(images, range(n_images)), batch_size=BATCH_SIZE),
        "per image, from a tensor": DataLoader(TensorDataset(X, y), batch_size=BATCH_SIZE),
        "whole batches": loader(X, y, BATCH_SIZE),
    }
    for batches in zip(*ways.values(), strict=True):
        assert all(torch.equal(one, other) for batch in batches for one, other in zip(batch, batches[0], strict=True))
    return ways


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def train(batches: DataLoader) -> float:
    """Train a new network for one epoch."""
    torch.manual_seed(7)
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    return train_epoch(model, batches, torch.optim.SGD(model.parameters(), lr=0.1))


def main() -> None:
    """Let the ways take turns, write all times, and print the ratios of the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=5, help="turns that each takes (default: 5)")
    parser.add_argument("--n-images", type=int, default=60_000, help="how many of the 60,000 images to take")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    torch.set_num_threads(1)
    ways, rows = pipelines(options.n_images), []
    for turn in range(options.repetitions):
        for name, batches in ways.items():
            batches_s = seconds(lambda batches=batches: deque(batches, maxlen=0))
            epoch_s = seconds(lambda batches=batches: train(batches))
            rows.append({"turn": turn, "way": name, "batches_s": f"{batches_s:.3f}", "epoch_s": f"{epoch_s:.3f}"})
    for column in ("batches_s", "epoch_s"):
        times = {way: torch.tensor([float(r[column]) for r in rows if r["way"] == way]).quantile(0.5) for way in ways}
        print(column, {way: f"{t:.2f} s, {t / times['whole batches']:.1f} times" for way, t in times.items()})
    print(
        f"PyTorch {torch.__version__}, Python {platform.python_version()}, {platform.system()} ({platform.machine()})"
    )

    options.to.mkdir(parents=True, exist_ok=True)
    with (options.to / "batches.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
