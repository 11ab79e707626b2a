"""Right answers to the exercises of start_here that are written in another way than the course's."""

import numpy as np

from mlcourse import data

DIFFERENT = {
    "heaviest_kg": [110_000, np.float32(110_000)],
    "n_heavy_fruits": [sum(m > 1000 for k, m in data.load_animals_fruits()[["kind", "mass_g"]] if k == "fruit")],
    "feature_ranges": [lambda X: np.ptp(X, axis=0), lambda X: [max(c) - min(c) for c in X.T]],
    "basket_masses": [
        lambda baskets, weights: (baskets * weights).sum(axis=1),
        lambda baskets, weights: [sum(n * m for n, m in zip(row, weights, strict=True)) for row in baskets],
        lambda baskets, weights: np.dot(baskets, weights).astype(np.float32),
    ],
}
