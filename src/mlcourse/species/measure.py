"""How well *animal* is known: a balanced measure, its interval, and what was measured. Taught in lesson 18."""

import csv
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mlcourse import data, resources
from mlcourse.data.files import read


def balanced_accuracy(truths: Sequence[NDArray], predictions: Sequence[NDArray]) -> float:
    """Return the mean of the two kinds' shares of right answers, counted over all folds together.

    Parameters
    ----------
    truths : sequence of ndarray of shape (n_rows,)
        The true classes, one array a fold, each 0 or 1.
    predictions : sequence of ndarray of shape (n_rows,)
        The predicted classes, likewise.

    Returns
    -------
    float
        Between 0 and 1; one half for whoever does not look. Taught in lesson 18.
    """
    y, prediction = np.concatenate(truths), np.concatenate(predictions)
    return np.mean([np.mean(prediction[y == kind] == kind) for kind in (0, 1)])


def interval(
    right: NDArray[np.float64], classes: NDArray[np.int64], rng: np.random.Generator, n_draws: int = 2000
) -> NDArray[np.float64]:
    """Return between which two numbers 95 % of the balanced means lie if other things had been drawn.

    Parameters
    ----------
    right : ndarray of shape (n_rows,)
        For each row how often it was right, or a difference of two models in that.
    classes : ndarray of int of shape (n_rows,)
        1 for an animal, 0 for a fruit.
    rng : Generator
        Draws rows with replacement, each kind by itself.
    n_draws : int, default=2000
        How many times to draw.

    Returns
    -------
    ndarray of shape (2,)
        The bootstrap's percentile interval. Taught in lesson 18.
    """
    means = np.zeros(n_draws)
    for kind in (0, 1):
        values = right[classes == kind]
        means += rng.choice(values, size=(n_draws, len(values))).mean(axis=1) / 2
    return np.quantile(means, [0.025, 0.975])


def load_runs() -> dict[str, NDArray[np.float64]]:
    """Load what `benchmarks/species.py` measured: the answers of all models, each row asked while unseen.

    Returns
    -------
    dict of str to ndarray of shape (n_repeats, n_rows)
        For each model the probability of *animal* that it gave to each row of the table, once a repeat; nan for rows
        that it was not asked about.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing; if it is not about the table's rows.
    """
    path = resources.resource_folder("data") / "results" / "species.csv"
    head, *lines = csv.reader(read(path).decode("utf-8").splitlines())
    if head != ["model", "repeat", *data.load_animals_fruits()["name"]]:
        raise ValueError(f"{path} is about other rows than the table; run benchmarks/species.py again")
    runs: dict[str, list] = {}
    for model, _, *answers in lines:
        runs.setdefault(model, []).append([float(answer or "nan") for answer in answers])
    return {model: np.array(answers) for model, answers in runs.items()}
