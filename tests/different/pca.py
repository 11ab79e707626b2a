"""Right answers to the exercises of pca that are written in another way than the course's."""

import numpy as np
from sklearn.decomposition import PCA


def principal_components_by_eigenvectors(X):
    mean = np.mean(X, axis=0)
    variances, vectors = np.linalg.eigh((X - mean).T @ (X - mean) / (len(X) - 1))
    return mean, -vectors.T[::-1], variances[::-1]


def principal_components_by_sorted_eigenvectors(X):
    values, vectors = np.linalg.eigh(np.cov(X.T))
    order = np.argsort(values)[::-1]
    return X.mean(axis=0), vectors[:, order].T, values[order]


def principal_components_of_all_matrices(X):
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean)
    return mean, Vt, s**2 / (len(X) - 1)


def principal_components_with_scikit_learn(X):
    model = PCA(svd_solver="full").fit(X)
    return model.mean_, np.float32(model.components_), model.explained_variance_


def strongest_by_covariance(X, v, n_rounds):
    covariance = np.cov(X.T)
    for _ in range(n_rounds):
        v = covariance @ v
        v = v / np.sqrt(v @ v)
    return v


def strongest_by_a_loop_over_samples(X, v, n_rounds):
    mean = np.mean(X, axis=0)
    for _ in range(n_rounds):
        v = sum(np.dot(x - mean, v) * (x - mean) for x in X)
        v = v / sum(v**2) ** 0.5
    return v


DIFFERENT = {
    "lost": [
        lambda X, v: np.sum(X.var(axis=0)) - np.var(X @ v),  # Pythagoras
        lambda X, v: sum(np.sum(((x - X.mean(0)) - (x - X.mean(0)) @ v * v) ** 2) for x in X) / np.float32(len(X)),
    ],
    "principal_components": [
        principal_components_by_eigenvectors,
        principal_components_by_sorted_eigenvectors,
        principal_components_of_all_matrices,
        principal_components_with_scikit_learn,
    ],
    "strongest": [
        strongest_by_covariance,
        strongest_by_a_loop_over_samples,
        lambda X, v, n_rounds: strongest_by_covariance(np.float32(X), np.float32(v), n_rounds),
    ],
    "reconstruct": [
        lambda scores, mean, components: [
            mean + sum(z * v for z, v in zip(s, components, strict=True)) for s in scores
        ],
        lambda scores, mean, components: np.float32(np.dot(scores, components) + mean),
    ],
}
