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


DIFFERENT = {
    "fewest": [67.0, np.int64(67)],
    "bootstrap": [bootstrap_by_choice, bootstrap_with_a_mask],
    "predict_forest": [
        predict_forest_by_loop,
        lambda trees, X: np.float32(sum(decision_trees.predict_tree(root, X) for root in trees) / len(trees)),
    ],
    "out_of_bag": [out_of_bag_by_row],
}
