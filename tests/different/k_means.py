"""Right answers to the exercises of k_means that are written in another way than the course's."""

import numpy as np

from mlcourse.taught import k_means


def update_by_loop(X, labels, centers):
    new = centers.copy()
    for k in set(labels):
        members = [row for row, label in zip(X, labels, strict=True) if label == k]
        new[k] = sum(members) / len(members)
    return new


def chances_by_loop(X, centers):
    squared = [min(np.linalg.norm(row - center) ** 2 for center in centers) for row in X]
    return [value / sum(squared) for value in squared]


def update_with_one_hot_labels(X, labels, centers):
    members = np.eye(len(centers))[labels]
    counts = members.sum(axis=0)[:, None]
    return np.where(counts > 0, members.T @ X / np.maximum(counts, 1), centers)


def loop_by_the_centers(X, centers, max_iter=300):
    labels = k_means.assign(X, centers)
    for n_rounds in range(1, max_iter + 1):
        new = k_means.update(X, k_means.relocate(X, labels, centers), centers)
        moved = not np.allclose(new, centers)
        centers, labels = new, k_means.assign(X, new)
        if not moved:
            return centers, labels, n_rounds
    return centers, labels, max_iter


def loop_that_returns(X, centers, max_iter=300):
    labels = k_means.assign(X, centers)
    for n_rounds in range(1, max_iter + 1):
        members = k_means.relocate(X, labels, centers)
        centers = k_means.update(X, members, centers)
        old, labels = labels.copy(), k_means.assign(X, centers)
        if (old == labels).all():
            return [centers, labels, n_rounds]
    return centers, labels, max_iter


def loop_by_the_inertia(X, centers, max_iter=300):
    labels, cost = k_means.assign(X, centers), np.inf
    for n_rounds in range(1, max_iter + 1):
        centers = k_means.update(X, k_means.relocate(X, labels, centers), centers)
        labels = k_means.assign(X, centers)
        if k_means.inertia(X, labels, centers) == cost:
            return centers, labels, n_rounds
        cost = k_means.inertia(X, labels, centers)
    return centers, labels, max_iter


DIFFERENT = {
    "assign": [
        lambda X, centers: np.argmin(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1),
        lambda X, centers: np.array([int(np.argmin([np.linalg.norm(x - c) for c in centers])) for x in X]),
    ],
    "update": [
        lambda X, labels, centers: np.array(
            [X[labels == k].mean(axis=0) if np.any(labels == k) else center for k, center in enumerate(centers)]
        ),
        update_by_loop,
        update_with_one_hot_labels,
    ],
    "chances": [
        lambda X, centers: np.float32(
            (squared := np.min(np.sum((X[:, None] - centers) ** 2, axis=2), axis=1)) / np.sum(squared)
        ),
        chances_by_loop,
    ],
    "k_means": [loop_by_the_centers, loop_that_returns, loop_by_the_inertia],
}
