"""Right answers to the exercises of random_forests that are written in another way than the course's."""

import numpy as np

from mlcourse.taught import decision_trees


def bootstrap_by_choice(n_samples, rng):
    drawn = rng.choice(n_samples, size=n_samples)
    return list(drawn), [i for i in range(n_samples) if i not in drawn]


def bootstrap_with_a_mask(n_samples, rng):
    drawn = (rng.random(n_samples) * n_samples).astype(int)
    missed = np.full(n_samples, True)
    missed[drawn] = False
    return drawn, np.flatnonzero(missed)


def predict_forest_by_loop(trees, X):
    total = 0
    for root in trees:
        total = total + decision_trees.predict_tree(root, X) / len(trees)
    return total


def out_of_bag_by_row(trees, unseen, X):
    shares = np.zeros((len(X), len(trees[0].value)), dtype=np.float32)
    for i, row in enumerate(X):
        asked = [root for root, rows in zip(trees, unseen, strict=True) if i in rows]
        if asked:
            shares[i] = np.mean([decision_trees.predict_tree(root, row[None])[0] for root in asked], axis=0)
    return shares


def importance_by_predictions(model, X, y, rng):
    before = sum(model.predict(X) == y) / len(y)
    falls = []
    for j in range(X.shape[1]):
        columns = list(X.T)
        columns[j] = X[rng.permutation(len(X)), j]
        falls.append(before - sum(model.predict(np.column_stack(columns)) == y) / len(y))
    return falls


def importance_over_ten_shuffles(model, X, y, rng):
    falls = np.zeros((10, X.shape[1]))
    for i in range(10):
        for j in range(X.shape[1]):
            other = X.copy()
            rng.shuffle(other[:, j])
            falls[i, j] = model.score(X, y) - model.score(other, y)
    return falls.mean(axis=0)


def importance_of_a_restored_copy(model, X, y, rng):
    other, falls = X.copy(), []
    for j in range(X.shape[1]):
        other[:, j] = rng.choice(X[:, j], size=len(X), replace=False)
        falls.append(model.score(X, y) - model.score(other, y))
        other[:, j] = X[:, j]
    return np.array(falls)


DIFFERENT = {
    "bootstrap": [bootstrap_by_choice, bootstrap_with_a_mask],
    "predict_forest": [
        predict_forest_by_loop,
        lambda trees, X: np.float32(sum(decision_trees.predict_tree(root, X) for root in trees) / len(trees)),
    ],
    "out_of_bag": [out_of_bag_by_row],
    "permutation_importance": [
        importance_by_predictions,
        importance_over_ten_shuffles,
        importance_of_a_restored_copy,
    ],
}
