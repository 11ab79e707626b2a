"""Taught in the lesson pca, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# Exercise 1 · What is lost
def lost(X, v):
    """Return the mean squared distance of the samples from the line through their mean along `v`."""
    ### BEGIN SOLUTION
    X_centered = X - X.mean(axis=0)
    X_line = np.outer(X_centered @ v, v)
    return np.mean(np.sum((X_centered - X_line) ** 2, axis=1))
    ### END SOLUTION


# Exercise 2 · Power iteration
def strongest(X, v, n_rounds):
    """Return the direction into which the samples have pulled `v` after some rounds of power iteration."""
    ### BEGIN SOLUTION
    X_centered = X - X.mean(axis=0)
    for _ in range(n_rounds):
        pull = X_centered.T @ (X_centered @ v)
        v = pull / np.linalg.norm(pull)
    return v
    ### END SOLUTION


# Exercise 3 · The principal components
def principal_components(X):
    """Return the mean, the components (one per row), and the variance along each."""
    ### BEGIN SOLUTION
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt, s**2 / (len(X) - 1)
    ### END SOLUTION


# A digit is a sum
def project(X, mean, components):
    """Return the scores of the samples: how far each lies along each component."""
    return (X - mean) @ components.T  # (n_samples, n_components)


# Exercise 4 · Reconstruct
def reconstruct(scores, mean, components):
    """Return the samples that the scores stand for."""
    ### BEGIN SOLUTION
    return mean + scores @ components
    ### END SOLUTION
