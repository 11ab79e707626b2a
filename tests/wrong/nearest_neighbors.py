"""Wrong answers to the exercises of nearest_neighbors, each with words of the sentence that it must get."""

import numpy as np

from mlcourse.taught.nearest_neighbors import Neighbors, classify


def distances_in_the_plane(X, X_train):
    gaps = X[:, None] - X_train
    return np.sqrt(gaps[:, :, 0] ** 2 + gaps[:, :, 1] ** 2)


def distances_that_sort(X, X_train):
    return np.sort(np.linalg.norm(X[:, None] - X_train, axis=2), axis=1)


def cross_validate_by_other_parts(predict, cost, X, y, parts):
    costs = []
    for part in parts:
        others = np.concatenate([p for p in parts if p is not part])
        costs.append(cost(y[part], predict(X[others], y[others], X[part])))
    return np.array(costs)


def cross_validate_by_position(predict, cost, X, y, parts):
    costs = []
    for i, part in enumerate(parts):
        others = np.concatenate([p for j, p in enumerate(parts) if j != i])
        costs.append(cost(y[part], predict(X[others], y[others], X[part])))
    return np.array(costs)


def cross_validate_to_a_list(predict, cost, X, y, parts):
    costs = []
    for part in parts:
        others = np.setdiff1d(np.arange(len(X)), part)
        costs.append(cost(y[part], predict(X[others], y[others], X[part])))
    return costs


def cross_validate_twice_the_same(predict, cost, X, y, parts):
    others = np.setdiff1d(np.arange(len(X)), parts[0])
    return np.array([cost(y[part], predict(X[others], y[others], X[part])) for part in parts])


def cross_validate_after_the_part(predict, cost, X, y, parts):
    costs = []
    for part in parts:
        others = np.arange(len(X))[len(part) :]
        costs.append(cost(y[part], predict(X[others], y[others], X[part])))
    return np.array(costs)


class NoSetting(Neighbors):
    def __init__(self):
        self.n_neighbors = 5


class FarFromHome(Neighbors):
    def predict(self, X):
        return self.classes_[classify(-self.X_, self.y_, X, self.n_neighbors)]


class Forgetful(Neighbors):
    def fit(self, X, y):
        self.classes_, _ = np.unique(y, return_inverse=True)
        return self


WRONG = {
    "distances": [
        (distances_in_the_plane, "two features"),
        (lambda X, X_train: np.hypot(*(X[:, None] - X_train).transpose(2, 0, 1)[:2]), ""),
        (distances_that_sort, ""),
        (lambda X, X_train: np.linalg.norm(X[:, None] - X_train[:, :3], axis=2), ""),
        (lambda X, X_train: np.linalg.norm(X[:, None, :1] - X_train[:, :1], axis=2), ""),
        (lambda X, X_train: np.max(np.abs(X[:, None] - X_train), axis=2), "largest"),
    ],
    "vote": [
        (lambda labels, n_classes: np.stack([np.mean(labels == c, axis=1) for c in range(4)], axis=1), ""),
        (lambda labels, n_classes: np.stack([(labels == c).sum(axis=1) / 3 for c in range(n_classes)], axis=1), ""),
        (lambda labels, n_classes: np.stack([labels.mean(axis=1) == c for c in range(n_classes)], axis=1), ""),
        (lambda labels, n_classes: np.stack([1 - labels.mean(axis=1), labels.mean(axis=1)], axis=1), ""),
        (lambda labels, n_classes: np.stack([labels[:, 0] == c for c in range(n_classes)], axis=1), ""),
    ],
    "cross_validate": [
        (cross_validate_by_other_parts, "twenty shufflings"),
        (cross_validate_by_position, ""),
        (cross_validate_to_a_list, "array"),
        (cross_validate_twice_the_same, ""),
        (cross_validate_after_the_part, ""),
    ],
    "Neighbors": [
        (classify, "expected a class"),
        (NoSetting, "n_neighbors"),
        (FarFromHome, ""),
        (Forgetful, "X_"),
    ],
}
