"""Wrong answers to the exercises of decisions, each with words of the sentence that it must get."""

import numpy as np


def confusion_matrix_by_positions(y, prediction):
    counts = np.zeros((2, 2))
    for i in range(len(y)):
        counts[y[i], prediction[i]] += 1
    return counts


def confusion_matrix_of_lists(y, prediction):
    rows = []
    for i in (0, 1):
        rows.append([int(np.sum((y == i) & (prediction == j))) for j in (0, 1)])
    return rows


def confusion_matrix_right_and_wrong(y, prediction):
    fruits, animals = prediction[y == 0], prediction[y == 1]
    return np.array(
        [[np.sum(fruits == 0), np.sum(fruits == 1)], [np.sum(animals == 1), np.sum(animals == 0)]],
    )


def confusion_matrix_of_seen_classes(y, prediction):
    classes = np.unique(prediction)
    return np.array([[np.sum((y == i) & (prediction == j)) for j in classes] for i in np.unique(y)])


def roc_points_sorted(y, p, cuts):
    cuts = np.sort(cuts)
    return [np.mean(p[y == 0] > cut) for cut in cuts], [np.mean(p[y == 1] > cut) for cut in cuts]


def roc_points_from_the_cut_up(y, p, cuts):
    return [np.mean(p[y == 0] >= cut) for cut in cuts], [np.mean(p[y == 1] >= cut) for cut in cuts]


WRONG = {
    "confusion_matrix": [
        (confusion_matrix_by_positions, "no positions"),
        (lambda y, prediction: np.bincount(y * 2 + prediction, minlength=4).reshape((2, 2)), "no positions"),
        (confusion_matrix_of_lists, "`counts[1, 1]`"),
        (confusion_matrix_right_and_wrong, "A column is one *answer*"),
        (confusion_matrix_of_seen_classes, "expected shape (2, 2)"),
        (lambda y, prediction: np.array([[np.sum(y == 0), 0], [0, np.sum(y == 1)]]), ""),
    ],
    "balanced_error": [
        (lambda y, p: np.mean([np.mean((y ^ p)[y == kind]) for kind in (0, 1)]), "`^` works on whole numbers alone"),
        (lambda y, p: (np.sum((p == 1) & (y == 0)) / 35 + np.sum((p == 0) & (y == 1)) / 90) / 2, "our table alone"),
        (lambda y, p: np.mean([np.mean(p[y == kind] != kind) for kind in np.unique(p)]), ""),
        (lambda y, p: np.mean(p[y == 0] != 0) + np.mean(p[y == 1] != 1) / 2, "only the second rate"),
        (lambda y, p: (sum(p[y == 1]) / sum(y == 1) + sum(p[y == 0]) / sum(y == 0)) / 2, "those that were *found*"),
        (lambda y, p: np.sqrt(np.mean(p[y == 0] != 0) * np.mean(p[y == 1] != 1)), ""),
        (lambda y, p: np.median([np.mean(p[y == 0] != 0), np.mean(p[y == 1] != 1), 0.5]), ""),
    ],
    "roc_points": [
        (roc_points_from_the_cut_up, "exactly the probability of the cut"),
        (roc_points_sorted, ""),
        (lambda y, p, cuts: [(np.mean(p[y == 0] > c), np.mean(p[y == 1] > c)) for c in cuts], "a pair for each cut"),
        (lambda y, p, cuts: [[np.mean(p[y == kind] <= c) for c in cuts] for kind in (0, 1)], "*below* the cut"),
        (lambda y, p, cuts: (np.mean(p[y == 0] > cuts[0]), np.mean(p[y == 1] > cuts[0])), ""),
        (lambda y, p, cuts: (p > cuts[:, None]).mean(axis=1), ""),
        (lambda y, p, cuts: [(p > cuts[:, None]).mean(axis=1)] * 2, "share of *all* rows, twice"),
    ],
}
