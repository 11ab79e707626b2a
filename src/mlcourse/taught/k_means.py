"""Taught in the lesson k_means, and cut out of it by `mlcourse build`: edit the lesson."""

import numpy as np


# A center stands for its group
def squared_errors(X, labels, centers):
    """Return the squared distance of each sample to the center of its own group."""
    return np.sum((X - centers[labels]) ** 2, axis=1)  # (n_samples,)


# A center stands for its group
def inertia(X, labels, centers):
    """Return the sum of the squared distances of all samples to the centers of their groups."""
    return np.sum(squared_errors(X, labels, centers))


# Exercise 1 · Assign
def assign(X, centers):
    """Return the number of the nearest center for each sample."""
    ### BEGIN SOLUTION
    scores = np.sum(centers**2, axis=1) - 2 * X @ centers.T  # (n_samples, n_clusters)
    return np.argmin(scores, axis=1)
    ### END SOLUTION


# Exercise 2 · Update
def update(X, labels, centers):
    """Return the mean of each group; a group without members keeps its center."""
    ### BEGIN SOLUTION
    new = centers.copy()
    for k in range(len(centers)):
        members = X[labels == k]
        if len(members) > 0:
            new[k] = members.mean(axis=0)
    return new
    ### END SOLUTION


# Half a step at a time
def relocate(X, labels, centers):
    """Return labels in which each empty group gets one of the samples farthest from their centers."""
    empty = np.flatnonzero(np.bincount(labels, minlength=len(centers)) == 0)
    if len(empty) > 0:
        errors = squared_errors(X, labels, centers)  # (n_samples,)
        farthest = np.argsort(-errors)[: len(empty)]
        labels = labels.copy()
        labels[farthest] = np.where(errors[farthest] > 0, empty, labels[farthest])
    return labels


# Exercise 3 · The loop
def k_means(X, centers, max_iter=300):
    """Return centers, labels and the number of rounds, after updating and assigning until no label changes."""
    labels = assign(X, centers)
    for n_rounds in range(1, max_iter + 1):
        members = relocate(X, labels, centers)  # the labels, but each empty group is offered a sample
        ### BEGIN SOLUTION
        before = labels
        centers = update(X, members, centers)
        labels = assign(X, centers)
        if np.array_equal(labels, before):
            return centers, labels, n_rounds
        ### END SOLUTION
    return centers, labels, max_iter


# The start decides
def random_start(X, n_clusters, rng):
    """Return different rows of `X`, drawn at random, as the first centers."""
    return X[rng.permutation(len(X))[:n_clusters]]


# Exercise 4 · The next center
def chances(X, centers):
    """Return each sample's chance of being the next center: its squared distance to the nearest one, in proportion."""
    ### BEGIN SOLUTION
    errors = squared_errors(X, assign(X, centers), centers)  # (n_samples,)
    return errors / np.sum(errors)
    ### END SOLUTION


# Exercise 4 · The next center
def k_means_plus_plus(X, n_clusters, rng):
    """Return rows of `X` as the first centers, each drawn where the nearest one so far is far away."""
    centers = X[[rng.choice(len(X))]]  # (1, n_features)
    while len(centers) < n_clusters:
        row = rng.choice(len(X), p=chances(X, centers))
        centers = np.vstack([centers, X[row]])
    return centers
