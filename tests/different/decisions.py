"""Right answers to the exercises of decisions that are written in another way than the course's."""

import numpy as np


def confusion_matrix_by_loop(y, prediction):
    counts = np.zeros((2, 2))
    for truth, answer in zip(y, prediction, strict=True):
        counts[int(truth), int(answer)] += 1
    return counts


def roc_points_by_loop(y, p, cuts):
    fruits, animals = [], []
    for cut in cuts:
        fruits.append(np.mean(p[y == 0] > cut))
        animals.append(np.mean(p[y == 1] > cut))
    return np.array(fruits), np.array(animals)


def roc_points_by_counting(y, p, cuts):
    called = [[float(np.sum((p > cut) & (y == kind))) for cut in cuts] for kind in (0, 1)]
    return np.array(called[0]) / np.sum(y == 0), np.array(called[1]) / np.sum(y == 1)


def roc_points_of_lists(y, p, cuts):
    return [np.mean(p[y == 0] > cut) for cut in cuts], [np.mean(p[y == 1] > cut) for cut in cuts]


DIFFERENT = {
    "confusion_matrix": [
        confusion_matrix_by_loop,
        lambda y, prediction: np.bincount((2 * y + prediction).astype(int), minlength=4).reshape(2, 2),
        lambda y, prediction: np.array(
            [
                [sum((y == 0) & (prediction == 0)), sum((y == 0) & (prediction == 1))],
                [sum((y == 1) & (prediction == 0)), sum((y == 1) & (prediction == 1))],
            ]
        ),
        lambda y, prediction: np.array([1 - y, y]) @ np.array([1 - prediction, prediction]).T,
    ],
    "balanced_error": [
        lambda y, p: (np.mean(p[y == 0] == 1) + np.mean(p[y == 1] == 0)) / 2,
        lambda y, p: np.float32(np.sum((p != y) / np.where(y == 1, np.sum(y), np.sum(1 - y))) / 2),
    ],
    "roc_points": [
        roc_points_by_loop,
        roc_points_of_lists,
        roc_points_by_counting,
        lambda y, p, cuts: [(p[None, y == kind] > cuts[:, None]).mean(axis=1) for kind in (0, 1)],
        lambda y, p, cuts: ((p > cuts[:, None]) @ np.array([1 - y, y]).T / [np.sum(1 - y), np.sum(y)]).T,
    ],
}
