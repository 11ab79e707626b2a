"""Animals and fruits by species: which rows share one, and what models answered about species they had never seen."""

import csv
import io

import numpy as np
from numpy.typing import NDArray

from mlcourse.data.files import read_checked
from mlcourse.data.table import load_animals_fruits

SAME_SPECIES = {  # rows that share a species with another row, to any biologist (dog and wolf, pig and boar: to some)
    "poodle": "dog",
    "ox": "cow",
    "ram": "sheep",
    "chick": "rooster",
    "green apple": "red apple",
    "bell pepper": "hot pepper",
}


def number_species(names: NDArray[np.str_]) -> NDArray[np.int64]:
    """Return a number for each row's species; rows of the same species share it.

    Parameters
    ----------
    names : ndarray of str of shape (n_rows,)
        The table's names.

    Returns
    -------
    ndarray of int of shape (n_rows,)
        From 0 to n_species - 1.
    """
    return np.unique([SAME_SPECIES.get(name, name) for name in names], return_inverse=True)[1]


def load_runs() -> dict[str, NDArray[np.float64]]:
    """Load what `benchmarks/species.py` measured: the answers of all models, each row asked while unseen.

    Returns
    -------
    dict of str to ndarray of shape (n_repeats, n_rows)
        For each model the probability of *animal* that it gave to each row of the table, once per repeat; nan for rows
        that it was not asked about.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing; if it is not as the course made it, or not about the table's rows.
    """
    head, *lines = csv.reader(read_checked("results/species.csv").decode("utf-8").splitlines())
    if head != ["model", "repeat", *load_animals_fruits()["name"]]:
        raise ValueError("results/species.csv is about other rows than the table; run benchmarks/species.py again")
    runs: dict[str, list] = {}
    for model, _, *answers in lines:
        runs.setdefault(model, []).append([float(answer or "nan") for answer in answers])
    return {model: np.array(answers) for model, answers in runs.items()}


def load_features() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Load what a network that has learned photographs makes of the tiles, and of scikit-learn's two photographs.

    The network is EfficientNet-Lite0, trained on ImageNet; `data/make_features.py` asked it.

    Returns
    -------
    tiles : ndarray of shape (n_rows, 1280)
        For each row of the table what the network's last layer would have got: averages over all places.
    photographs : ndarray of shape (2, 1280)
        The same of the temple and the dahlia of `sklearn.datasets.load_sample_images`, the square in the middle.

    Raises
    ------
    FileNotFoundError, ValueError
        If the file is missing, or not as the course made it.
    """
    features = np.load(io.BytesIO(read_checked("animals_fruits_features.npy")), allow_pickle=False).astype(float)
    return features[:-2], features[-2:]
