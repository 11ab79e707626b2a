"""Wrong answers to the exercises of k_means, each with words of the sentence that it must get."""

import numpy as np

from mlcourse.taught import k_means


def squared(X, centers):
    return np.sum((X[:, None] - centers) ** 2, axis=2)


def assign_by_the_courses_scores(X, centers):
    scores = X @ (-2 * centers.T)
    scores += np.sum(centers**2, axis=1)
    return np.argmin(scores, axis=0)


def moved(X, labels, centers, has_members):
    new = centers.copy()
    for k in range(len(centers)):
        if has_members(X[labels == k]):
            new[k] = X[labels == k].mean(axis=0)
    return new


def update_by_counts(X, labels, centers):
    counts = np.bincount(labels, minlength=len(centers))
    sums = np.array([np.bincount(labels, column, len(centers)) for column in X.T])
    return np.where(counts > 0, sums / np.maximum(counts, 2), centers.T).T


def update_with_counts_above_one(X, labels, centers):
    counts = np.bincount(labels, minlength=len(centers))
    sums = np.array([np.bincount(labels, column, len(centers)) for column in X.T])
    return np.where(counts > 1, sums / np.maximum(counts, 1), centers.T).T


def update_in_place(X, labels, centers):
    for k in set(labels):
        centers[k] = X[labels == k].mean(axis=0)
    return centers


def update_with_one_number(X, labels, centers):
    return np.array([X[labels == k].mean() if k in labels else centers[k] for k in range(len(centers))])


def loop_of_two_rounds(X, centers, max_iter=300):
    for _ in range(2):
        labels = k_means.assign(X, centers)
        centers = k_means.update(X, k_means.relocate(X, labels, centers), centers)
    return centers, k_means.assign(X, centers), 2


def loop_without_labels(X, centers, max_iter=300):
    return k_means.k_means(X, centers, max_iter)[0]


WRONG = {
    "assign": [
        (assign_by_the_courses_scores, "other axis"),
        (lambda X, centers: np.argmin(squared(X, centers)), "without an axis"),
        (lambda X, centers: np.argmin(np.abs(X[:, None] - centers).max(axis=2), axis=1), ""),
        (lambda X, centers: np.argmin(squared(X[:, :2], centers[:, :2]), axis=1), ""),
        (lambda X, centers: np.argmin(squared(X, centers), axis=1).astype(float), "decimal point"),
        (lambda X, centers: np.argmin(squared(X, centers), axis=1)[:, None], ""),
    ],
    "update": [
        (lambda X, labels, centers: moved(X, labels, centers, lambda members: len(members) > 1), "one"),
        (lambda X, labels, centers: moved(X, labels, centers, lambda members: members.any()), "origin"),
        (lambda X, labels, centers: moved(X, labels, centers, lambda members: members.sum() != 0), ""),
        (lambda X, labels, centers: moved(X, labels, centers, lambda members: members.sum() > 0), ""),
        (update_by_counts, ""),
        (update_with_counts_above_one, "one"),
        (update_in_place, "changed its own input"),
        (update_with_one_number, "axis 0"),
    ],
    "chances": [
        (lambda X, centers: squared(X, centers) / squared(X, centers).sum(), "pair"),
        (lambda X, centers: (p := squared(X, centers).mean(axis=1)) / p.sum(), ""),
        (lambda X, centers: (p := squared(X, centers).min(axis=1) ** 2) / p.sum(), ""),
        (lambda X, centers: (p := squared(X, centers).min(axis=1)) == p.max(), "always takes"),
        (lambda X, centers: (p := np.abs(X[:, None] - centers).sum(axis=2).min(axis=1)) / p.sum(), ""),
    ],
    "k_means": [
        (loop_of_two_rounds, ""),
        (loop_without_labels, "centers, labels and rounds"),
        (lambda X, centers, max_iter=300: (centers, k_means.assign(X, centers), 1), ""),
    ],
}
