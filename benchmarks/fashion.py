"""Train lesson 19's network on five seeds, whole and with one thing changed: `uv run python benchmarks/fashion.py`.

So that 65 trainings can be afforded, each learns from the first 10,000 train rows; `--n-train 55000` takes all. A
seed draws the first weights, the order of the rows and the coins of the flips; the rows of each part are the same
throughout. What the file has already is kept, so an interrupted measurement goes on. No test picture is looked at.
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
from clothes import Part, accuracy, parts
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from mlcourse.taught.cnn import CNN, OneCycle, flip, new_network, pooled_block
from mlcourse.taught.lightning import Judged, ThreeParts
from mlcourse.trainer import trainer_options

RESULTS = Path(__file__).parents[1] / "data" / "results"
RECIPE = "the recipe"
N_EPOCHS, BATCH_SIZE, RATE = 7, 128, 0.015
N_FEWER = 10_000
DUST = torch.randperm(784, generator=torch.Generator().manual_seed(7))


def without_batch_norm(seed: int) -> CNN:
    """Return the network with nothing in the place of its batch norm."""
    network = new_network(seed)
    for block in network.blocks:
        block[1] = nn.Identity()
    return network


def pooled(seed: int) -> CNN:
    """Return the network that halves its maps with pools: lesson 18's full picture, with batch norm."""
    torch.manual_seed(seed)
    network = CNN()
    network.blocks = nn.Sequential(pooled_block(1, 16), pooled_block(16, 48), pooled_block(48, 96))
    return network.to(memory_format=torch.channels_last)


def dense(seed: int) -> nn.Sequential:
    """Return lesson 17's network, which looks at no neighborhood."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))


def to_dust(X: Tensor) -> Tensor:
    """Put the pixels of each picture in another order, the same for all pictures."""
    return X.flatten(1)[:, DUST].reshape(X.shape)


class WithoutFlips(OneCycle):
    """Lesson 19's recipe on the pictures as they are."""

    def training_step(self, batch: Part, batch_idx: int) -> Tensor:
        """Return the mean loss of a batch, its labels smoothed."""
        return cross_entropy(self(batch[0]), batch[1], label_smoothing=0.1)


class NewCoins(WithoutFlips):
    """Lesson 19's recipe, with new coins in each epoch in place of turns."""

    def training_step(self, batch: Part, batch_idx: int) -> Tensor:
        """Return the mean loss of a batch, about half of it mirrored."""
        return super().training_step((flip(batch[0]), batch[1]), batch_idx)


class WithoutSmoothing(OneCycle):
    """Lesson 19's recipe, with labels as they are."""

    def training_step(self, batch: Part, batch_idx: int) -> Tensor:
        """Return the mean loss of a batch, mirrored in every second epoch."""
        X = batch[0].flip(3) if self.current_epoch % 2 == 1 else batch[0]
        return cross_entropy(self(X), batch[1])


class Equal(OneCycle):
    """Adam on flipped pictures, with steps of one size: lesson 17's."""

    configure_optimizers = Judged.configure_optimizers


class Falling(OneCycle):
    """An optimizer on flipped pictures, whose steps fall from the first one on, along half a wave of the cosine."""

    def __init__(self, network: nn.Module, rate: float, optimizer: type[torch.optim.Optimizer] = torch.optim.Adam):
        super().__init__(network, rate)
        self.kind = optimizer

    def configure_optimizers(self) -> dict:
        """Return the optimizer, and the schedule down to zero over the whole training."""
        optimizer = self.kind(self.parameters(), lr=self.learning_rate)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, self.trainer.estimated_stepping_batches)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


VARIANTS: dict[str, tuple[str, Callable[[int], Judged]]] = {  # each with the one from which it differs in one thing
    RECIPE: ("", lambda seed: OneCycle(new_network(seed), RATE)),
    "with pools": (RECIPE, lambda seed: OneCycle(pooled(seed), RATE)),
    "without flips": (RECIPE, lambda seed: WithoutFlips(new_network(seed), RATE)),
    "coins each epoch": (RECIPE, lambda seed: NewCoins(new_network(seed), RATE)),
    "without smoothing": (RECIPE, lambda seed: WithoutSmoothing(new_network(seed), RATE)),
    "without batch norm": (RECIPE, lambda seed: OneCycle(without_batch_norm(seed), RATE)),
    "AdamW 0.015 falling": (RECIPE, lambda seed: Falling(new_network(seed), RATE, torch.optim.AdamW)),
    "Adam 0.015 falling": ("AdamW 0.015 falling", lambda seed: Falling(new_network(seed), RATE)),
    "Adam 0.003 falling": ("Adam 0.015 falling", lambda seed: Falling(new_network(seed), 0.003)),
    "Adam 0.003 equal": ("Adam 0.003 falling", lambda seed: Equal(new_network(seed), 0.003)),
    "Adam 0.001 equal": ("Adam 0.003 equal", lambda seed: Equal(new_network(seed), 0.001)),
    "dust without flips": ("without flips", lambda seed: WithoutFlips(new_network(seed), RATE)),
    "dense without flips": ("without flips", lambda seed: WithoutFlips(dense(seed), RATE)),
}


def learn(model: Judged, seed: int, train: Part, n_epochs: int) -> float:
    """Train a network as lesson 19 does; return how many seconds it took."""
    tossed = train if type(model) is WithoutFlips else (flip(train[0]), train[1])
    with tempfile.TemporaryDirectory() as folder:
        options = {**trainer_options(folder), "enable_checkpointing": False}
        trainer = L.Trainer(max_epochs=n_epochs, accelerator="cpu", limit_val_batches=0, **options)
        start = perf_counter()
        trainer.fit(model, datamodule=ThreeParts(tossed, train, train, BATCH_SIZE, seed))
        return perf_counter() - start


def measure(variant: str, seed: int, rows: tuple[Part, Part], n_epochs: int) -> dict:
    """Train one network; return how long it took and how good it is."""
    if "dust" in variant:
        rows = tuple((to_dust(X), y) for X, y in rows)
    train, validation = rows
    against, make = VARIANTS[variant]
    model = make(seed)
    seconds = learn(model, seed, train, n_epochs)
    seen = train[0][: len(validation[0])], train[1][: len(validation[1])]
    return {
        "variant": variant,
        "against": against,
        "n_train": len(train[1]),
        "seed": seed,
        "train_accuracy": f"{accuracy(model, seen):.4f}",
        "validation_accuracy": f"{accuracy(model, validation):.4f}",
        "seconds": f"{seconds:.0f}",
    }


def read(path: Path) -> dict[tuple[int, str, int], dict]:
    """Return the rows of an earlier measurement, by number of train rows, variant and seed."""
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as file:
        return {(int(row["n_train"]), row["variant"], int(row["seed"])): row for row in csv.DictReader(file)}


def write(path: Path, results: dict[tuple[int, str, int], dict]) -> None:
    """Write all rows: the variants in their order, those with fewer train rows first, seed by seed."""
    names = list(VARIANTS)
    in_order = sorted(results, key=lambda key: (key[0], names.index(key[1]), key[2]))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=results[in_order[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(results[key] for key in in_order)


def main() -> None:
    """Train all that is still missing, seed by seed; write after each, and print the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=range(5), help="which (default: 0 1 2 3 4)")
    parser.add_argument("--variants", nargs="*", default=list(VARIANTS), choices=VARIANTS, help="which (default: all)")
    parser.add_argument("--n-epochs", type=int, default=N_EPOCHS)
    parser.add_argument("--n-train", type=int, default=N_FEWER, help=f"how many train rows (default: {N_FEWER})")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results; what is there is kept")
    options = parser.parse_args()

    options.to.mkdir(parents=True, exist_ok=True)
    path, rows = options.to / "fashion.csv", parts(options.n_train)[:2]
    results = read(path)
    for seed in options.seeds:
        for variant in options.variants:
            key = (options.n_train, variant, seed)
            if key not in results:
                results[key] = measure(variant, seed, rows, options.n_epochs)
                print(results[key], flush=True)
                write(path, results)
    for variant in options.variants:
        found = [float(results[options.n_train, variant, seed]["validation_accuracy"]) for seed in options.seeds]
        print(f"{variant}: validation accuracy {sum(found) / len(found):.4f}")
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, Python {platform.python_version()}")


if __name__ == "__main__":
    main()
