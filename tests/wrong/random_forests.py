"""Wrong answers to the exercises of random_forests, each with words of the sentence that it must get."""

import numpy as np

from mlcourse.taught.decision_trees import predict_tree


def with_unseen(drawn, n_samples):
    return drawn, np.setdiff1d(np.arange(n_samples), drawn)


def bootstrap_as_floats(n_samples, rng):
    drawn = np.floor(rng.random(n_samples) * n_samples)
    return drawn, np.setdiff1d(np.arange(n_samples), drawn)


def out_of_bag_with_half_counts(trees, unseen, X):
    total, count = np.zeros((len(X), len(trees[0].value))), np.zeros((len(X), 1))
    for tree, rows in zip(trees, unseen, strict=True):
        total[rows] += predict_tree(tree, X)[rows] * len(rows)
        count[rows] += len(rows)
    return total / np.maximum(count, 1)


def out_of_bag_by_the_first(trees, unseen, X):
    found = np.zeros((len(X), len(trees[0].value)))
    for tree, rows in zip(trees[::-1], unseen[::-1], strict=True):
        found[rows] = predict_tree(tree, X[rows])
    return found


def importance_of_one_copy(model, X, y, rng):
    shuffled, falls = X.copy(), []
    for j in range(X.shape[1]):
        rng.shuffle(shuffled[:, j])
        falls.append(model.score(X, y) - model.score(shuffled, y))
    return np.array(falls)


def importance_with_replacement(model, X, y, rng):
    falls = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        other = X.copy()
        other[:, j] = rng.choice(X[:, j], size=len(X))
        falls[j] = model.score(X, y) - model.score(other, y)
    return falls


WRONG = {
    "bootstrap": [
        (bootstrap_as_floats, "decimal point"),
        (lambda n, rng: with_unseen(np.round(rng.random(n) * (n - 1)).astype(int), n), "row 0"),
        (lambda n, rng: with_unseen(rng.permutation(np.repeat(np.arange(n), 2))[:n], n), "more than 63 %"),
        (lambda n, rng: with_unseen((n * rng.random(n) ** 2).astype(int), n), "less than 63 %"),
        (lambda n, rng: with_unseen(np.clip(rng.normal(n / 2, n / 5, n), 0, n - 1).astype(int), n), "63 %"),
        (lambda n, rng: with_unseen(rng.permutation(n)[: int(n * 0.63)], n), "without replacement"),
        (lambda n, rng: with_unseen(rng.integers(n, size=1000), n), "fixed"),
        (lambda n, rng: with_unseen(rng.integers(n, size=n - 1), n), ""),
        (lambda n, rng: with_unseen(np.random.default_rng(42).integers(n, size=n), n), "same sample"),
        (lambda n, rng: with_unseen(np.arange(n), n), "the same rows again"),
        (lambda n, rng: with_unseen(np.sort(rng.permutation(n)), n), ""),
    ],
    "predict_forest": [
        (lambda trees, X: np.mean([predict_tree(tree, X) for tree in trees], axis=0).tolist(), "array"),
        (lambda trees, X: sum(predict_tree(tree, X) for tree in trees) / 4, ""),
        (lambda trees, X: sum(predict_tree(tree, X) for tree in trees) / 50, "50"),
        (lambda trees, X: (predict_tree(trees[0], X) + predict_tree(trees[-1], X)) / 2, ""),
        (lambda trees, X: np.mean([predict_tree(tree, X) for tree in trees[1:] or trees], axis=0), ""),
        (lambda trees, X: np.round(np.mean([predict_tree(tree, X) for tree in trees], axis=0), 1), ""),
    ],
    "out_of_bag": [
        (out_of_bag_with_half_counts, ""),
        (out_of_bag_by_the_first, ""),
        (lambda trees, unseen, X: np.mean([predict_tree(tree, X) for tree in trees], axis=0), "by heart"),
    ],
    "permutation_importance": [
        (importance_of_one_copy, "fresh copy"),
        (importance_with_replacement, ""),
        (lambda model, X, y, rng: model.score(X, y), ""),
        (lambda model, X, y, rng: np.zeros(X.shape[1]), ""),
    ],
}
