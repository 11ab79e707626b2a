"""Train lesson 19's network on five seeds, whole and without each of its parts: `uv run python benchmarks/fashion.py`.

A seed draws the first weights, the order of the rows and the coins of the flips; the rows of each part are the same
throughout. Test accuracy is measured for the recipe alone, at its end: nothing is chosen by it.
"""

import argparse
import csv
import os
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before PyTorch is loaded; two threads spin on a busy machine
os.environ["TQDM_DISABLE"] = "1"

import lightning as L
import torch
from clothes import N_TRAIN, Part, accuracy, parts
from torch import Tensor, nn

from mlcourse.taught.cnn import CNN, OneCycle, flip, new_network
from mlcourse.taught.lightning import Judged, ThreeParts
from mlcourse.trainer import trainer_options

RESULTS = Path(__file__).parents[1] / "data" / "results"
RECIPE = "the recipe"
N_EPOCHS, BATCH_SIZE, RATE = 8, 128, 0.006
DUST = torch.randperm(784, generator=torch.Generator().manual_seed(7))


def without_batch_norm(seed: int) -> CNN:
    """Return the network with nothing in the place of its batch norm."""
    network = new_network(seed)
    for block in network.blocks:
        block[2] = nn.Identity()
    return network


def to_dust(X: Tensor) -> Tensor:
    """Put the pixels of each picture in another order, the same for all pictures."""
    return X.flatten(1)[:, DUST].reshape(X.shape)


VARIANTS: dict[str, Callable[[int], Judged]] = {
    RECIPE: lambda seed: OneCycle(new_network(seed), RATE),
    "without flips": lambda seed: WithoutFlips(new_network(seed), RATE),
    "without batch norm": lambda seed: OneCycle(without_batch_norm(seed), RATE),
    "Adam with equal steps": lambda seed: Flipped(new_network(seed), 0.001),
    "dust without flips": lambda seed: WithoutFlips(new_network(seed), RATE),
}


class WithoutFlips(OneCycle):
    """Lesson 19's recipe on the pictures as they are."""

    training_step = Judged.training_step


class Flipped(Judged):
    """Lesson 17's classifier, Adam with steps of one size, on flipped pictures."""

    def training_step(self, batch: Part, batch_idx: int) -> Tensor:
        """Return the mean loss of a batch, half of it mirrored."""
        return super().training_step((flip(batch[0]), batch[1]), batch_idx)


def measure(variant: str, seed: int, rows: tuple[Part, Part, Part], n_epochs: int) -> dict:
    """Train one network; return how long it took and how good it is."""
    if "dust" in variant:
        rows = tuple((to_dust(X), y) for X, y in rows)
    train, validation, test = rows
    model = VARIANTS[variant](seed)
    with tempfile.TemporaryDirectory() as folder:
        options = {**trainer_options(folder), "enable_checkpointing": False}
        trainer = L.Trainer(max_epochs=n_epochs, accelerator="cpu", limit_val_batches=0, **options)
        start = perf_counter()
        trainer.fit(model, datamodule=ThreeParts(train, validation, validation, BATCH_SIZE, seed))
        seconds = perf_counter() - start
    seen = train[0][: len(validation[0])], train[1][: len(validation[1])]
    return {
        "variant": variant,
        "seed": seed,
        "train_accuracy": f"{accuracy(model, seen):.4f}",
        "validation_accuracy": f"{accuracy(model, validation):.4f}",
        "test_accuracy": f"{accuracy(model, test):.4f}" if variant == RECIPE else "nan",
        "seconds": f"{seconds:.0f}",
    }


def main() -> None:
    """Train all, seed by seed; write after each, beside the rows of earlier runs, and print the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=range(5), help="which (default: 0 1 2 3 4)")
    parser.add_argument("--variants", nargs="*", default=list(VARIANTS), choices=VARIANTS, help="which (default: all)")
    parser.add_argument("--n-epochs", type=int, default=N_EPOCHS)
    parser.add_argument("--n-train", type=int, default=N_TRAIN, help="how many train rows to take (default: all)")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    path, rows, results = options.to / "fashion.csv", parts(options.n_train), {}
    options.to.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open(newline="", encoding="utf-8") as file:
            results = {(row["variant"], int(row["seed"])): row for row in csv.DictReader(file)}
    for seed in options.seeds:
        for variant in options.variants:
            results[variant, seed] = measure(variant, seed, rows, options.n_epochs)
            print(results[variant, seed], flush=True)
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, fieldnames=results[variant, seed], lineterminator="\n")
                writer.writeheader()
                in_order = sorted(results.items())
                writer.writerows(row for name in VARIANTS for (known, _), row in in_order if known == name)
    for variant in options.variants:
        found = [float(results[variant, seed]["validation_accuracy"]) for seed in options.seeds]
        print(f"{variant}: validation accuracy {sum(found) / len(found):.4f}")
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, Python {platform.python_version()}")


if __name__ == "__main__":
    main()
