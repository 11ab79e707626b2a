"""Ask models about species that they have never seen: `uv run python benchmarks/species.py`.

This is lesson 20's measurement. The rows of animals and fruits are dealt into five folds, so that no species is in two
of them; every model learns from four folds and is asked about the fifth. This is repeated with other folds, weights and
copies; all models of a repeat share its folds. What is kept is the probability of *animal* that each row was given.

One thread. Interrupted, it goes on where it stopped; delete the result to begin anew.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"  # before NumPy is loaded

import argparse
import csv
import platform
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import process_time

import numpy as np
import sklearn
import torch
import torchvision
from numpy.typing import NDArray
from sklearn.base import ClassifierMixin
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from torch import nn
from torchvision.transforms import v2

from mlcourse import data, resources
from mlcourse.taught import animals_and_fruits
from mlcourse.taught.pytorch import loader, train_epoch

RESULTS = resources.resource_folder("data") / "results"  # where the lesson finds them, also in a wheel
FIRST = 100  # the first repeat's number, and its seed: the choices were made on others
N_FOLDS, N_EACH = 5, 2880  # folds; copies of animals in a set of pictures, and of fruits
SIZES = (7, 14, 28, 56)  # species seen; with all folds but one it is about 95
TABLE = data.load_animals_fruits()
CLASSES = (TABLE["kind"] == "animal").astype(int)
SPECIES = data.number_species(TABLE["name"])
TILES = torch.tensor(data.load_pictures()).permute(0, 3, 1, 2) / 255
WHITE = animals_and_fruits.on_white(TILES)
GRAY = v2.Grayscale(num_output_channels=3)(WHITE)
FEATURES = {
    "pixels": WHITE.flatten(1).numpy(),
    "8x8 pixels": v2.Resize(8)(WHITE).flatten(1).numpy(),
    "color and shape": np.column_stack([TABLE[name] for name in ("redness", "greenness", "roundness", "fill")]),
    "length and mass": np.log10(np.column_stack([TABLE["length_cm"], TABLE["mass_g"]])),
}
FEATURES["all six"] = np.column_stack([FEATURES["color and shape"], FEATURES["length and mass"]])
FOREIGN = data.load_features()[0]
SETTINGS = {  # C, n_neighbors, min_samples_leaf: the best of some for each, found on three other deals of the folds
    "pixels": (1e-4, 5, 1),
    "8x8 pixels": (1e-1, 9, 8),
    "color and shape": (1e-1, 15, 1),
    "length and mass": (1e-2, 5, 3),
    "all six": (1e-2, 5, 3),
}
Runs = Iterator[tuple[str, NDArray]]  # what is written down: a model's name and its answer to each row


def copies(rows: NDArray, hue: float, seed: int, n_each: int = 0) -> tuple[torch.Tensor, torch.Tensor, NDArray]:
    """Return about `N_EACH` pictures of each kind, made from some of the tiles, with their classes and rows."""
    n_copies = np.zeros(len(TABLE), dtype=int)
    for kind in (0, 1):
        chosen = rows[CLASSES[rows] == kind]
        n_copies[chosen] = round((n_each or N_EACH) / len(chosen))
    tiles = animals_and_fruits.Tiles(TILES, torch.tensor(CLASSES), animals_and_fruits.augmentation(hue))
    return animals_and_fruits.draw_copies(tiles, n_copies, seed)


def others(which: str) -> dict[str, ClassifierMixin]:
    """Return the models that get one table of features, by name."""
    C, n_neighbors, min_samples_leaf = SETTINGS[which]
    return {
        "logistic regression": make_pipeline(StandardScaler(), LogisticRegression(C=C, max_iter=1000)),
        "neighbors": make_pipeline(StandardScaler(), KNeighborsClassifier(n_neighbors)),
        "forest": RandomForestClassifier(100, min_samples_leaf=min_samples_leaf, random_state=0),
    }


def as_many_fruits(rows: NDArray) -> NDArray:
    """Return the rows with fruits repeated until there are as many of them as animals."""
    animals, fruits = (rows[CLASSES[rows] == kind] for kind in (1, 0))
    return np.concatenate([animals, np.resize(fruits, len(animals))])


def ask_others(folds: list[NDArray], repeat: int) -> Runs:
    """Ask the models that get a table of features."""
    for which, X in FEATURES.items():
        for name, model in others(which).items():
            answer = np.zeros(len(TABLE))
            for part in folds:
                rows = as_many_fruits(np.setdiff1d(np.arange(len(TABLE)), part))
                answer[part] = model.fit(X[rows], CLASSES[rows]).predict_proba(X[part])[:, 1]
            yield f"{which}: {name}", answer


def ask_networks(folds: list[NDArray], repeat: int, hue: float, name: str) -> Runs:
    """Ask networks that learned from augmented copies, also for gray pictures."""
    X, y, rows = copies(np.arange(len(TABLE)), hue, seed=repeat)
    answers = {name: np.zeros(len(TABLE)), f"{name}, asked in gray": np.zeros(len(TABLE))}
    for i, part in enumerate(folds):
        seen = ~np.isin(rows, part)
        model = animals_and_fruits.fit(X[seen], y[seen], seed=N_FOLDS * repeat + i)
        for answer, asked in zip(answers.values(), (WHITE, GRAY), strict=True):
            answer[part] = animals_and_fruits.probability(model, asked[part])
    yield from answers.items()


def ask_networks_without_color(folds: list[NDArray], repeat: int) -> Runs:
    """Ask networks that learned from the same copies in gray, and have never seen a color, about gray tiles."""
    X, y, rows = copies(np.arange(len(TABLE)), 0, seed=repeat)
    X, answer = v2.Grayscale(num_output_channels=3)(X), np.zeros(len(TABLE))
    for i, part in enumerate(folds):
        seen = ~np.isin(rows, part)
        model = animals_and_fruits.fit(X[seen], y[seen], seed=N_FOLDS * repeat + i)
        answer[part] = animals_and_fruits.probability(model, GRAY[part])
    yield "CNN, trained and asked in gray", answer


def ask_features_of_another_network(folds: list[NDArray], repeat: int) -> Runs:
    """Ask lesson 05's logistic regression about what a network made of the tiles that had learned photographs."""
    yield "photographs first: logistic regression", animals_and_fruits.transfer(FOREIGN, CLASSES, folds)


def ask_others_about_copies(folds: list[NDArray], repeat: int) -> Runs:
    """Ask the models that learned from the pixels of the very pictures that the network learns from."""
    X, y, rows = copies(np.arange(len(TABLE)), 0, seed=repeat)
    for name, model in others("pixels").items():
        answer = np.zeros(len(TABLE))
        for part in folds:
            seen = ~np.isin(rows, part)
            model.fit(X[seen].flatten(1).numpy(), y[seen].numpy())
            answer[part] = model.predict_proba(FEATURES["pixels"][part])[:, 1]
        yield f"pixels of copies: {name}", answer


def ask_dense_networks_about_copies(folds: list[NDArray], repeat: int) -> Runs:
    """Ask networks without convolutions that learned from the same copies for as many epochs."""
    X, y, rows = copies(np.arange(len(TABLE)), 0, seed=repeat)
    answer = np.zeros(len(TABLE))
    for i, part in enumerate(folds):
        seen, seed = ~np.isin(rows, part), N_FOLDS * repeat + i
        torch.manual_seed(seed)
        model = nn.Sequential(nn.Flatten(), nn.Linear(3 * data.SIDE**2, 64), nn.ReLU(), nn.Linear(64, 2))
        optimizer = torch.optim.Adam(model.parameters(), lr=0.0003)  # with the width, the best on other deals
        batches = loader(X[seen], y[seen], 64, shuffle=True, generator=torch.Generator().manual_seed(seed))
        for _ in range(6):
            train_epoch(model, batches, optimizer)
        answer[part] = animals_and_fruits.probability(model, WHITE[part])
    yield "pixels of copies: dense network", answer


def ask_without_augmentation(folds: list[NDArray], repeat: int) -> Runs:
    """Ask networks that saw the tiles as they are, as often as others saw copies."""
    answer = np.zeros(len(TABLE))
    for i, part in enumerate(folds):
        seen = np.setdiff1d(np.arange(len(TABLE)), part)
        rows = np.concatenate([np.resize(seen[CLASSES[seen] == kind], N_EACH * 4 // 5) for kind in (0, 1)])
        model = animals_and_fruits.fit(WHITE[rows], torch.tensor(CLASSES[rows]), seed=N_FOLDS * repeat + i)
        answer[part] = animals_and_fruits.probability(model, WHITE[part])
    yield "CNN without augmentation", answer


def ask_with_new_copies_each_epoch(folds: list[NDArray], repeat: int) -> Runs:
    """Ask networks that learned from other copies in each epoch; first weights, order and steps as in `fit`."""
    seeds, n_epochs = [N_FOLDS * repeat + i for i in range(len(folds))], 6
    models = [animals_and_fruits.new_network(seed) for seed in seeds]
    orders = [torch.Generator().manual_seed(seed) for seed in seeds]
    optimizers = [torch.optim.Adam(model.parameters(), lr=0.003) for model in models]
    schedules = [torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, n_epochs) for optimizer in optimizers]
    for epoch in range(n_epochs):
        X, y, rows = copies(np.arange(len(TABLE)), 0, seed=repeat + 1000 * epoch)  # at first the copies of the others
        for part, model, optimizer, schedule, order in zip(folds, models, optimizers, schedules, orders, strict=True):
            seen = ~np.isin(rows, part)
            train_epoch(model, loader(X[seen], y[seen], 64, shuffle=True, generator=order), optimizer)
            schedule.step()
    answer = np.zeros(len(TABLE))
    for part, model in zip(folds, models, strict=True):
        answer[part] = animals_and_fruits.probability(model, WHITE[part])
    yield "CNN, new copies each epoch", answer


def ask_with_fewer_species(folds: list[NDArray], repeat: int) -> Runs:
    """Ask networks that learned from as many pictures, but of fewer species."""
    for size in SIZES:
        answer = np.zeros(len(TABLE))
        for i, part in enumerate(folds):
            seen = draw_species(np.setdiff1d(np.arange(len(TABLE)), part), size, np.random.default_rng([repeat, i]))
            X, y, _ = copies(seen, 0, seed=N_FOLDS * repeat + i, n_each=N_EACH * 4 // 5)
            answer[part] = animals_and_fruits.probability(
                animals_and_fruits.fit(X, y, seed=N_FOLDS * repeat + i), WHITE[part]
            )
        yield f"CNN, {size} species seen", answer


def draw_species(rows: NDArray, size: int, rng: np.random.Generator) -> NDArray:
    """Return the rows of some species, two of seven of them fruits; the larger draws contain the smaller."""
    n_fruits = round(size * 2 / 7)
    chosen = [
        rng.permutation(np.unique(SPECIES[rows[CLASSES[rows] == kind]]))[:n]
        for kind, n in ((0, n_fruits), (1, size - n_fruits))
    ]
    return rows[np.isin(SPECIES[rows], np.concatenate(chosen))]


def ask_about_the_eleven(folds: list[NDArray], repeat: int) -> Runs:
    """Ask a network about lesson 02's eleven dots, which has seen all other species."""
    eleven = np.flatnonzero(np.isin(TABLE["name"], data.ELEVEN_DOTS))
    seen = np.flatnonzero(~np.isin(SPECIES, SPECIES[eleven]))
    X, y, _ = copies(seen, 0, seed=repeat)
    answer = np.full(len(TABLE), np.nan)
    answer[eleven] = animals_and_fruits.probability(animals_and_fruits.fit(X, y, seed=repeat), WHITE[eleven])
    yield "CNN, the eleven dots", answer


QUESTIONS = {  # one of the models that a question is about, and the question
    "color and shape: forest": ask_others,
    "photographs first: logistic regression": ask_features_of_another_network,
    "CNN": partial(ask_networks, hue=0.0, name="CNN"),
    "CNN, the eleven dots": ask_about_the_eleven,
    "CNN, 7 species seen": ask_with_fewer_species,
    "CNN, trained and asked in gray": ask_networks_without_color,
    "CNN, hues turned": partial(ask_networks, hue=0.5, name="CNN, hues turned"),
    "CNN without augmentation": ask_without_augmentation,
    "CNN, new copies each epoch": ask_with_new_copies_each_epoch,
    "pixels of copies: forest": ask_others_about_copies,
    "pixels of copies: dense network": ask_dense_networks_about_copies,
}


def main() -> None:
    """Ask all models in each repeat, and add what is not there yet to the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=8, help="how often the folds are dealt (default: 8)")
    parser.add_argument("--quick", action="store_true", help="one repeat with few pictures: only shows that it runs")
    parser.add_argument("--to", type=Path, default=RESULTS, help="folder for the results")
    options = parser.parse_args()
    if options.quick:
        options.repeats = 1
        globals().update(N_EACH=90, SIZES=SIZES[:1])

    torch.set_num_threads(1)
    versions = {"PyTorch": torch, "torchvision": torchvision, "scikit-learn": sklearn}
    print(*(f"{name} {module.__version__}" for name, module in versions.items()), platform.machine(), sep=", ")
    options.to.mkdir(parents=True, exist_ok=True)
    path = options.to / "species.csv"
    done = begin(path)
    for repeat in range(FIRST, FIRST + options.repeats):
        folds = animals_and_fruits.deal(SPECIES, CLASSES, N_FOLDS, np.random.default_rng(repeat))
        for name, ask in QUESTIONS.items():
            if (name, repeat) not in done:
                begun = process_time()
                write(path, repeat, list(ask(folds, repeat)))
                print(f"repeat {repeat}, {name}: {process_time() - begun:.0f} s", flush=True)


def begin(path: Path) -> set[tuple[str, int]]:
    """Begin the file of results if there is none; return which model was asked in which repeat."""
    if not path.exists():
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerow(["model", "repeat", *TABLE["name"]])
    with path.open(newline="", encoding="utf-8") as file:
        return {(model, int(repeat)) for model, repeat, *_ in list(csv.reader(file))[1:]}


def write(path: Path, repeat: int, runs: list[tuple[str, NDArray]]) -> None:
    """Add the answers of some models to the results, three digits each, empty where nothing was asked."""
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        for model, answer in runs:
            writer.writerow([model, repeat, *("" if np.isnan(p) else f"{p:.3f}" for p in answer)])


if __name__ == "__main__":
    main()
