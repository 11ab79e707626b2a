"""Right answers to the exercises of animals_and_fruits that are written in another way than the course's."""

import numpy as np
import torch
from sklearn.model_selection import GroupShuffleSplit


class ByLists:
    def __init__(self, pictures, classes, transform=None):
        self.transform = transform or (lambda picture: picture)
        self.pairs = [(picture, kind) for picture, kind in zip(pictures, classes, strict=True)]

    def __len__(self):
        return sum(1 for _ in self.pairs)

    def __getitem__(self, i):
        picture, kind = self.pairs[i]
        return [self.transform(picture), kind]


class ByIf(torch.utils.data.Dataset):
    def __init__(self, pictures, classes, transform=None):
        self.pictures, self.classes, self.transform = pictures, classes, transform

    def __len__(self):
        return self.pictures.shape[0]

    def __getitem__(self, i):
        if self.transform:
            return self.transform(self.pictures[i]), self.classes[i]
        return self.pictures[i], self.classes[i]


class ByTry:
    def __init__(self, pictures, classes, transform=None):
        self.rows = list(zip(pictures, classes, strict=True))
        self.transform = torch.nn.Identity() if transform is None else transform

    __len__ = lambda self: len(self.rows)  # noqa: E731

    def __getitem__(self, i):
        picture, kind = self.rows[int(i)]
        return self.transform(picture.clone()), torch.as_tensor(kind)


def split_with_scikit_learn(species, n_test, rng):
    splitter = GroupShuffleSplit(1, test_size=n_test, random_state=int(rng.integers(1000)))
    return next(splitter.split(species, groups=species))


def split_by_loop(species, n_test, rng):
    chosen = set(rng.choice(sorted(set(species)), size=n_test, replace=False))
    sides = [], []
    for row, number in enumerate(species):
        sides[number in chosen].append(row)
    return sides


def split_by_shuffling(species, n_test, rng):
    numbers = np.unique(species)
    rng.shuffle(numbers)
    rows = np.arange(len(species))
    test = np.concatenate([rows[species == number] for number in numbers[-n_test:]])
    return np.setdiff1d(rows, test), test


def paired_by_loop(one, other):
    gains = [0.0] * len(one[0])
    for repeat in range(len(one)):
        for thing in range(len(gains)):
            gains[thing] += (int(one[repeat][thing]) - int(other[repeat][thing])) / len(one)
    return gains


DIFFERENT = {
    "Tiles": [ByLists, ByIf, ByTry],
    "lie": ["Scale", " scale "],
    "split_by_species": [split_with_scikit_learn, split_by_loop, split_by_shuffling],
    "paired": [
        paired_by_loop,
        lambda one, other: np.mean([a * 1.0 - b for a, b in zip(one, other, strict=True)], axis=0),
        lambda one, other: (one.astype(int) - other).mean(axis=0),
        lambda one, other: (one & ~other).mean(axis=0) - (other & ~one).mean(axis=0),
    ],
}
