"""Right answers to the exercises of lesson 18 that are written in another way than the course's."""

import numpy as np
import torch
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import GroupShuffleSplit


class ByLists:
    def __init__(self, pictures, classes, transform=None):
        self.transform = transform or (lambda picture: picture)
        self.pairs = [(picture, int(kind)) for picture, kind in zip(pictures, classes, strict=True)]

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
            return self.transform(self.pictures[i]), self.classes[i].item()
        return self.pictures[i], self.classes[i].item()


def split_with_scikit_learn(species, n_test, rng):
    splitter = GroupShuffleSplit(1, test_size=n_test, random_state=int(rng.integers(1000)))
    return next(splitter.split(species, groups=species))


def split_by_loop(species, n_test, rng):
    chosen = set(rng.choice(sorted(set(species)), size=n_test, replace=False))
    sides = [], []
    for row, number in enumerate(species):
        sides[number in chosen].append(row)
    return sides


def accuracy_by_counting(truths, predictions):
    right, asked = [0, 0], [0, 0]
    for y, prediction in zip(truths, predictions, strict=True):
        for truth, answer in zip(y, prediction, strict=True):
            asked[truth] += 1
            right[truth] += truth == answer
    return np.float32(right[0] / asked[0] + right[1] / asked[1]) / 2


DIFFERENT = {
    "Tiles": [ByLists, ByIf],
    "lie": ["Hue", " hue "],
    "split_by_species": [split_with_scikit_learn, split_by_loop],
    "balanced_accuracy": [
        accuracy_by_counting,
        lambda truths, predictions: balanced_accuracy_score(np.concatenate(truths), np.concatenate(predictions)),
    ],
}
