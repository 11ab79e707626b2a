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


# Exercise 2 · The principal components
def principal_components(X):
    """Return the mean, the components (one per row), and the variance along each."""
    ### BEGIN SOLUTION
    mean = X.mean(axis=0)
    _, s, Vt = np.linalg.svd(X - mean, full_matrices=False)
    return mean, Vt, s**2 / (len(X) - 1)
    ### END SOLUTION


# Exercise 3 · Project
def project(X, mean, components):
    """Return the scores of the samples: how far each lies along each component."""
    ### BEGIN SOLUTION
    return (X - mean) @ components.T
    ### END SOLUTION


# Exercise 4 · Reconstruct
def reconstruct(scores, mean, components):
    """Return the samples that the scores stand for."""
    ### BEGIN SOLUTION
    return mean + scores @ components
    ### END SOLUTION
