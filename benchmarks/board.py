"""Grade every model of the course on the same 10,000 test pictures of clothes: `uv run python benchmarks/board.py`.

All learn from the same 55,000 pictures of Fashion-MNIST, one after the other, on one thread, and answer for the 10,000
test pictures. Their settings are the lessons' own, and were not chosen by these answers, but for one: that the CNN is
asked from both sides, since its five seeds had been graded before (`five_seeds.py`).
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded
os.environ["TQDM_DISABLE"] = "1"

import argparse
import csv
import platform
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import estimators as ours
import lightning as L
import numpy as np
import torch
from clothes import N_TRAIN, Part, once, parts
from estimators.growing import Tree
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
from numpy.typing import NDArray
from sklearn.base import BaseEstimator
from sklearn.pipeline import make_pipeline
from torch import Tensor, nn

from mlcourse.taught.cnn import OneCycle, both_sides, flip, new_network
from mlcourse.taught.lightning import Judged, ThreeParts
from mlcourse.taught.pytorch import loader, train_epoch
from mlcourse.trainer import trainer_options

RESULTS = Path(__file__).parents[1] / "data" / "results"
Predict = Callable[[Tensor], NDArray]  # pictures (n_rows, 1, 28, 28) to classes


@dataclass(frozen=True)
class Entry:
    """One model: how it learns, and what the data set's authors published for scikit-learn's nearest relative.

    `fit` maps the train and the validation part to a function that predicts, and how many numbers that one keeps.
    Published: Xiao, Rasul, Vollgraf, "Fashion-MNIST", 2017, arXiv 1708.07747, table 3; trained on all 60,000.
    """

    lesson: str
    name: str
    fit: Callable[[Part, Part], tuple[Predict, int]]
    published: float = np.nan
    published_as: str = ""


def flat(X: Tensor) -> NDArray[np.float32]:
    """Return pictures as rows of pixels."""
    return X.flatten(1).numpy()


def estimator(make: Callable[[], BaseEstimator], count: Callable[[BaseEstimator], int]) -> Callable:
    """Return a `fit` for one of our estimators; `count` says how many numbers it keeps."""

    def fit(train: Part, validation: Part) -> tuple[Predict, int]:
        model = make().fit(flat(train[0]), train[1].numpy())
        return lambda X: model.predict(flat(X)), count(model)

    return fit


def count_tree(*trees: Tree) -> int:
    """Count a pixel and a threshold for each question, and a class for each leaf."""
    leaves = [tree.count_leaves() for tree in trees]
    return sum(2 * (n - 1) + n for n in leaves)


def count_network(model: BaseEstimator) -> int:
    """Count weights and biases."""
    return sum(a.size for a in (*model.coefs_, *model.intercepts_))


def always_the_same(train: Part, validation: Part) -> tuple[Predict, int]:
    """Answer with the most frequent class."""
    most_frequent = train[1].bincount().argmax().item()
    return lambda X: np.full(len(X), most_frequent), 1


def network(n_hidden: int) -> nn.Sequential:
    """Return a dense network before training."""
    torch.manual_seed(7)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, n_hidden), nn.ReLU(), nn.Linear(n_hidden, 10))


def answering(model: nn.Module, ask: Callable[[nn.Module, Tensor], Tensor] = once) -> tuple[Predict, int]:
    """Return what predicts, and the number of parameters."""
    model.eval()

    def predict(X: Tensor) -> NDArray:
        with torch.no_grad():
            return torch.cat([ask(model, rows).argmax(dim=1) for rows in X.split(1000)]).numpy()

    return predict, sum(p.numel() for p in model.parameters())


def by_loop(train: Part, validation: Part) -> tuple[Predict, int]:
    """Train as lesson 16 does: eight epochs of plain gradient descent."""
    model = network(128)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    batches = loader(*train, 128, shuffle=True, generator=torch.Generator().manual_seed(7))
    for _ in range(8):
        train_epoch(model, batches, optimizer)
    return answering(model)


def by_patience(train: Part, validation: Part) -> tuple[Predict, int]:
    """Train as lesson 17 does: Adam, stopped by the validation rows."""
    model, stop = Judged(network(256)), EarlyStopping("val_loss", patience=5)
    with tempfile.TemporaryDirectory() as folder:
        keep = ModelCheckpoint(monitor="val_loss")
        trainer = L.Trainer(max_epochs=30, accelerator="cpu", callbacks=[stop, keep], **trainer_options(folder))
        trainer.fit(model, datamodule=ThreeParts(train, validation, validation, 32))
        model.load_state_dict(torch.load(keep.best_model_path, weights_only=True)["state_dict"])
    return answering(model)


def by_recipe(train: Part, validation: Part) -> tuple[Predict, int]:
    """Train as lesson 19 does."""
    model = OneCycle(new_network(), 0.015)
    tossed = flip(train[0]), train[1]
    with tempfile.TemporaryDirectory() as folder:
        options = {**trainer_options(folder), "enable_checkpointing": False}
        trainer = L.Trainer(max_epochs=7, accelerator="cpu", limit_val_batches=0, **options)
        trainer.fit(model, datamodule=ThreeParts(tossed, validation, validation, 128))
    return answering(model, both_sides)


def neighbors() -> BaseEstimator:
    """Return lesson 08's neighbors."""
    return ours.KNeighborsClassifier(5)


def softmax_regression() -> BaseEstimator:
    """Return a network without a hidden layer: lesson 05's model for ten classes, trained by lesson 15's loop."""
    return ours.MLPClassifier((), 0.1, 128, max_iter=20, random_state=7)


BOARD = [
    Entry("–", "always the same answer", always_the_same),
    Entry("logistic_regression", "softmax regression", estimator(softmax_regression, count_network), 0.841,
          "C=1 penalty=l2"),
    Entry("nearest_neighbors", "5 nearest neighbors", estimator(neighbors, lambda m: m.n_samples_fit_ * 784), 0.849,
          "weights=uniform n_neighbors=5 p=2"),
    Entry("decision_trees", "a tree of depth 10", estimator(lambda: ours.DecisionTreeClassifier(max_depth=10),
          lambda m: count_tree(m.tree_)), 0.788, "criterion=gini max_depth=10 splitter=best"),
    Entry("random_forests", "a forest of 30 trees", estimator(lambda: ours.RandomForestClassifier(30, random_state=7),
          lambda m: count_tree(*m.estimators_)), 0.872, "n_estimators=100 criterion=gini max_depth=100"),
    Entry("pca", "50 components and 5 neighbors", estimator(lambda: make_pipeline(ours.PCA(50), neighbors()),
          lambda m: m[1].n_samples_fit_ * 50 + 51 * 784)),
    Entry("training", "dense 128 by hand", estimator(lambda: ours.MLPClassifier((128,), 0.1, 128, 8, 7), count_network),
          0.871, "activation=relu hidden_layer_sizes=[100]"),
    Entry("pytorch", "dense 128 in PyTorch", by_loop),
    Entry("lightning", "dense 256 with patience", by_patience),
    Entry("cnn", "the CNN", by_recipe),
]  # fmt: skip


def measure(entry: Entry, train: Part, validation: Part, test: Part) -> dict:
    """Let one model learn and answer; return how long both took and how many answers are right."""
    start = perf_counter()
    predict, n_numbers = entry.fit(train, validation)
    fitted = perf_counter()
    answers = predict(test[0])
    answered = perf_counter()
    return {
        "lesson": entry.lesson,
        "model": entry.name,
        "accuracy": f"{np.mean(answers == test[1].numpy()):.4f}",
        "n_numbers": n_numbers,
        "learning_s": f"{fitted - start:.1f}",
        "answering_s": f"{answered - fitted:.1f}",
        "published": entry.published,
        "published_as": entry.published_as,
    }


def main() -> None:
    """Grade all, and write after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n-train", type=int, default=N_TRAIN, help="how many train rows to take (default: all)")
    parser.add_argument("--only", nargs="*", help="measure these lessons' models alone, and keep the other rows")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()

    torch.set_num_threads(1)
    path, rows, results = options.to / "board.csv", parts(options.n_train), {}
    options.to.mkdir(parents=True, exist_ok=True)
    if options.only and path.exists():
        with path.open(newline="", encoding="utf-8") as file:
            results = {row["model"]: row for row in csv.DictReader(file)}
    for entry in BOARD:
        if options.only and entry.lesson not in options.only:
            continue
        results[entry.name] = measure(entry, *rows)
        print(results[entry.name], flush=True)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=results[entry.name], lineterminator="\n")
            writer.writeheader()
            writer.writerows(results[e.name] for e in BOARD if e.name in results)
    print(f"PyTorch {torch.__version__}, NumPy {np.__version__}, Python {platform.python_version()}, one thread")


if __name__ == "__main__":
    main()
