"""Which rows share a species, and splits that keep a species together. Taught in lesson 18."""

import numpy as np
from numpy.typing import NDArray

from mlcourse.scratch.validation import folds

SAME_SPECIES = {  # rows that share a species with another row, to a biologist
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


def split_by_species(
    species: NDArray[np.int64], n_test: int, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the train rows and the test rows, so that no species is on both sides.

    Parameters
    ----------
    species : ndarray of int of shape (n_rows,)
        The species of each row.
    n_test : int
        How many species to test on.
    rng : Generator
        Draws them.

    Returns
    -------
    (ndarray of int, ndarray of int)
        Row numbers, in order. Taught in lesson 18; scikit-learn calls it `GroupShuffleSplit`.
    """
    test_species = rng.permutation(np.unique(species))[:n_test]
    is_test = np.isin(species, test_species)
    return np.flatnonzero(~is_test), np.flatnonzero(is_test)


def deal(
    species: NDArray[np.int64], classes: NDArray[np.int64], n_folds: int, rng: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Deal the rows into folds: no species is in two of them, and both kinds are in each.

    Parameters
    ----------
    species : ndarray of int of shape (n_rows,)
        The species of each row.
    classes : ndarray of int of shape (n_rows,)
        1 for an animal, 0 for a fruit; all rows of a species have the same.
    n_folds : int
        How many folds to make; each kind needs at least as many species.
    rng : Generator
        Shuffles the species.

    Returns
    -------
    list of ndarray of int
        The row numbers of each fold. Taught in lesson 18; scikit-learn calls it `StratifiedGroupKFold`.
    """
    dealt = [[] for _ in range(n_folds)]
    for kind in (0, 1):
        members = np.unique(species[classes == kind])
        for fold, part in zip(dealt, folds(len(members), n_folds, rng), strict=True):
            fold.append(members[part])
    return [np.flatnonzero(np.isin(species, np.concatenate(fold))) for fold in dealt]
