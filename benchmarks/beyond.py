"""Train a larger network than a lesson has time for, on four seeds: `uv run python benchmarks/beyond.py`.

It has the same parts as lesson 19's network: convolutions, batch norm, ReLU, pools and a dense layer, and what lessons
16 and 19 add to them, dropout and a way around. What else differs from the recipe: convolutions between the halvings,
more channels, 20 epochs, a smaller rate, and each picture is shown shifted by up to a pixel, with a square of five
pixels' side covered. Where the processor computes in bfloat16, it does so here. These settings were chosen on the
validation rows, with seed 0; the test pictures are looked at here for the first time. What the file has already is
kept, so an interrupted measurement goes on.
"""

import argparse
import csv
import os
import platform
from pathlib import Path
from time import perf_counter

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is loaded; two threads spin on a busy machine

import torch
from clothes import N_TRAIN, Part, accuracy, computes_in_bfloat16, parts
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, pad

from mlcourse.taught.cnn import block, both_sides, flip
from mlcourse.taught.pytorch import loader

RESULTS = Path(__file__).parent / "results"
N_EPOCHS, BATCH_SIZE, RATE = 20, 128, 0.01
PLACES = torch.arange(28)


def same_size(n_in: int, n_out: int) -> nn.Sequential:
    """Return convolution, batch norm and activation: other channels, the same height and width."""
    return nn.Sequential(nn.Conv2d(n_in, n_out, 3, padding=1), nn.BatchNorm2d(n_out), nn.ReLU())


class Around(nn.Module):
    """A block of the same size, with a way around it."""

    def __init__(self, n_channels: int):
        super().__init__()
        self.block = same_size(n_channels, n_channels)

    def forward(self, X: Tensor) -> Tensor:
        """Return the input and what the block makes of it, added up."""
        return X + self.block(X)


def new_network(seed: int) -> nn.Sequential:
    """Return the network before training, each time with the same weights."""
    torch.manual_seed(seed)
    network = nn.Sequential(
        block(1, 48), same_size(48, 96), nn.MaxPool2d(2),
        same_size(96, 160), Around(160), nn.MaxPool2d(2),
        same_size(160, 192), nn.Flatten(), nn.Dropout(0.3), nn.Linear(192 * 3 * 3, 10),
    )  # fmt: skip
    return network.to(memory_format=torch.channels_last)


def shifted(X: Tensor) -> Tensor:
    """Return pictures (n_rows, 1, 28, 28), each moved by up to a pixel in both directions, black where nothing was."""
    down, right = torch.randint(0, 3, (2, len(X), 1))
    rows, columns = (down + PLACES)[:, :, None], (right + PLACES)[:, None]
    return pad(X, (1, 1, 1, 1))[torch.arange(len(X))[:, None, None], 0, rows, columns][:, None]


def covered(X: Tensor) -> Tensor:
    """Return pictures (n_rows, 1, 28, 28), each with a black square around a place of its own."""
    row, column = torch.randint(0, 28, (2, len(X), 1))
    rows, columns = ((PLACES - place).abs() < 3 for place in (row, column))
    return X.masked_fill((rows[:, :, None] & columns[:, None])[:, None], 0)


def train(network: nn.Module, seed: int, rows: Part, n_epochs: int) -> None:
    """Train as lesson 19 does, on pictures that are shifted, and not whole."""
    X, y = rows
    batches = loader(flip(X), y, BATCH_SIZE, shuffle=True, generator=torch.Generator().manual_seed(seed))
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, n_epochs * len(batches))
    network.train()
    for epoch in range(n_epochs):
        for X, y in batches:
            shown = covered(shifted(X.flip(3) if epoch % 2 else X))
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=computes_in_bfloat16()):
                loss = cross_entropy(network(shown), y, label_smoothing=0.1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()


def grade(seed: int, n_train: int, n_epochs: int) -> dict:
    """Train one network; return what it reaches, asked from both sides, and what it cost."""
    rows, validation, test = parts(n_train)
    network = new_network(seed)
    start = perf_counter()
    train(network, seed, rows, n_epochs)
    return {
        "seed": seed,
        "n_parameters": sum(p.numel() for p in network.parameters()),
        "validation_accuracy": f"{accuracy(network, validation, both_sides):.4f}",
        "test_accuracy": f"{accuracy(network, test, both_sides):.4f}",
        "seconds": f"{perf_counter() - start:.0f}",
    }


def main() -> None:
    """Train and grade, seed by seed, and write after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=range(4), help="which (default: 0 to 3)")
    parser.add_argument("--n-epochs", type=int, default=N_EPOCHS)
    parser.add_argument("--n-train", type=int, default=N_TRAIN, help=f"how many train rows (default: {N_TRAIN})")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results; what is there is kept")
    options = parser.parse_args()

    options.to.mkdir(parents=True, exist_ok=True)
    path, results = options.to / "beyond.csv", {}
    if path.exists():
        with path.open(newline="", encoding="utf-8") as file:
            results = {int(row["seed"]): row for row in csv.DictReader(file)}
    for seed in options.seeds:
        if seed not in results:
            results[seed] = grade(seed, options.n_train, options.n_epochs)
            print(results[seed], flush=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=results[seed], lineterminator="\n")
            writer.writeheader()
            writer.writerows(results[seed] for seed in sorted(results))
    said = "in bfloat16" if computes_in_bfloat16() else "in float32"
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, {said}, Python {platform.python_version()}")


if __name__ == "__main__":
    main()
