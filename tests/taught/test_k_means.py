"""The functions of k_means against scikit-learn's k-means, closed forms, and what must hold of any groups."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans

from mlcourse.taught import k_means

SEEDS = st.integers(0, 2**32 - 1)


def draw(seed, n_clusters):
    """Draw samples, some of them several times, one column sometimes constant, and distinct rows as a start."""
    rng = np.random.default_rng(seed)
    n_features = rng.integers(1, 5)
    X = rng.normal(size=(rng.integers(n_clusters, 30), n_features)) * 10.0 ** rng.integers(-3, 4)
    start = k_means.random_start(X, n_clusters, rng)
    if rng.random() < 0.3:
        X[:, 0] = start[:, 0] = X[0, 0]
    X = X[np.append(np.arange(len(X)), rng.integers(0, len(X), rng.integers(0, 20)))]
    return X, start, rng


def rounds(X, centers):
    """Yield centers before and after relocation and update, as often as `k_means` makes rounds."""
    for _ in range(k_means.k_means(X, centers)[2]):
        labels = k_means.assign(X, centers)
        after = k_means.relocate(X, labels, centers)
        new = k_means.update(X, after, centers)
        yield centers, labels, after, new
        centers = new


def reference(X, start):
    """Return scikit-learn's k-means from the same start."""
    return KMeans(len(start), init=start, n_init=1, tol=0, max_iter=300).fit(X)


def is_exact(X, centers):
    """Tell whether no sample is as good as equally far from two different centers."""
    places = np.unique(centers, axis=0)
    if len(places) == 1:
        return True
    nearest, second = np.sort(cdist(X, places), axis=1)[:, :2].T
    return bool(np.all(second - nearest > 1e-9 * np.abs(X).max()))


@given(SEEDS, st.integers(1, 8))
def test_the_same_labels_centers_and_inertia_as_scikit_learn(seed, n_clusters):
    X, start, _ = draw(seed, n_clusters)
    assume(len(np.unique(start, axis=0)) == n_clusters)
    assume(all(is_exact(X, centers) for centers, *_ in rounds(X, start)))
    centers, labels, n_rounds = k_means.k_means(X, start)
    library = reference(X, start)
    np.testing.assert_array_equal(labels, library.labels_)
    np.testing.assert_allclose(centers, library.cluster_centers_, rtol=1e-9, atol=1e-9 * np.abs(X).max())
    assert k_means.inertia(X, labels, centers) == pytest.approx(library.inertia_, rel=1e-9, abs=1e-12 * np.sum(X**2))
    assert library.n_iter_ - n_rounds in (0, 1)  # it counts the round in which nobody moved


@given(SEEDS, st.integers(2, 6))
def test_an_empty_group_ends_as_in_scikit_learn(seed, n_clusters):
    X, start, rng = draw(seed, n_clusters)
    start[rng.integers(n_clusters)] = 100 * np.abs(X).max()  # nobody is near
    seen = list(rounds(X, start))
    assume(np.any(seen[0][2] != seen[0][1]))
    for centers, labels, after, _ in seen:
        assume(is_exact(X, centers))
        assume(np.all(np.bincount(after, minlength=n_clusters) > 0))  # where it left a group, we differ
        farthest = np.sort(k_means.squared_errors(X, labels, centers))[::-1]
        n_moved = np.sum(after != labels)
        assume(n_moved == 0 or n_moved == 1)
        assume(farthest[0] > (1 + 1e-9) * farthest[1])  # else it is open which one moves
    centers, labels, _ = k_means.k_means(X, start)
    library = reference(X, start)
    np.testing.assert_array_equal(labels, library.labels_)
    assert k_means.inertia(X, labels, centers) == pytest.approx(library.inertia_, rel=1e-9, abs=1e-12 * np.sum(X**2))


@given(SEEDS, st.integers(1, 8))
@example(34, 4)  # ends with an empty group, which a new start would fill
def test_neither_half_step_raises_the_inertia(seed, n_clusters):
    X, start, rng = draw(seed, n_clusters)
    start = start + rng.normal(size=start.shape) * X.std() * rng.integers(0, 5)
    slack = 1e-9 * np.sum(X**2)
    before = np.inf
    for centers, labels, after, new in rounds(X, start):
        costs = [k_means.inertia(X, labels, centers), k_means.inertia(X, after, new)]
        assert before + slack >= costs[0] >= costs[1] - slack
        before = costs[1]
    centers, labels, _ = k_means.k_means(X, start)
    np.testing.assert_array_equal(labels, k_means.assign(X, centers))
    members = np.bincount(labels, minlength=n_clusters)
    if members.all() and k_means.inertia(X, labels, centers) > slack:  # else an empty group moves, or rounding goes on
        assert k_means.k_means(X, centers)[2] == 1


@given(SEEDS, st.integers(1, 8))
def test_assign_is_the_nearest_of_scipys_distances(seed, n_clusters):
    X, centers, _ = draw(seed, n_clusters)
    distances = cdist(X, centers)
    chosen = distances[np.arange(len(X)), k_means.assign(X, centers)]
    np.testing.assert_allclose(chosen**2, np.min(distances, axis=1) ** 2, atol=1e-12 * np.sum(X**2) + 1e-300)
    errors = k_means.squared_errors(X, np.argmin(distances, axis=1), centers)
    np.testing.assert_allclose(errors, np.min(distances, axis=1) ** 2, rtol=1e-9, atol=1e-300)


@given(SEEDS, st.integers(1, 8))
def test_update_gives_means_and_leaves_empty_groups_alone(seed, n_clusters):
    X, centers, rng = draw(seed, n_clusters)
    labels = rng.integers(0, n_clusters, len(X))
    expected = [X[labels == k].mean(axis=0) if np.any(labels == k) else centers[k] for k in range(n_clusters)]
    np.testing.assert_allclose(k_means.update(X, labels, centers), expected, rtol=1e-9, atol=1e-12 * np.abs(X).max())


def test_as_many_centers_as_samples_cost_nothing():
    X = np.random.default_rng(7).normal(size=(9, 2))
    centers, labels, n_rounds = k_means.k_means(X, X[::-1].copy())
    np.testing.assert_array_equal(labels, np.arange(9)[::-1])
    assert k_means.inertia(X, labels, centers) == 0
    assert n_rounds == 1


def test_more_centers_than_different_samples_end_at_no_cost():
    X = np.repeat([[0.0, 1.0], [2.0, 3.0], [5.0, 5.0]], 4, axis=0)
    start = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [9.0, 9.0], [9.0, 0.0]])
    centers, labels, n_rounds = k_means.k_means(X, start)
    assert k_means.inertia(X, labels, centers) == 0
    assert n_rounds < 10
    assert np.all(np.isfinite(centers))


@given(SEEDS, st.integers(1, 5))
def test_the_chances_are_squared_distances_in_proportion(seed, n_centers):
    X, centers, _ = draw(seed, n_centers)
    squared = np.min(cdist(X, centers, "sqeuclidean"), axis=1)
    assume(squared.sum() > 1e-6 * np.sum(X**2))
    np.testing.assert_allclose(k_means.chances(X, centers), squared / squared.sum(), rtol=1e-6, atol=1e-12)


def test_the_draw_of_k_means_plus_plus_follows_its_closed_form():
    X = np.array([[0.0], [1.0], [3.0]])  # squared distances: 1, 9 and 4
    expected = {
        (0, 1): 1 / 3 * 1 / 10, (0, 2): 1 / 3 * 9 / 10,
        (1, 0): 1 / 3 * 1 / 5, (1, 2): 1 / 3 * 4 / 5,
        (2, 0): 1 / 3 * 9 / 13, (2, 1): 1 / 3 * 4 / 13,
    }  # fmt: skip
    rng = np.random.default_rng(7)
    n_draws = 6000
    counts = dict.fromkeys(expected, 0)
    for _ in range(n_draws):
        first, second = k_means.k_means_plus_plus(X, 2, rng)[:, 0]
        counts[int(np.flatnonzero(first == X)[0]), int(np.flatnonzero(second == X)[0])] += 1
    chi2 = sum((counts[pair] - n_draws * p) ** 2 / (n_draws * p) for pair, p in expected.items())
    assert chi2 < 20.5  # five degrees of freedom: one draw in a thousand lies above


@given(SEEDS, st.integers(1, 10))
def test_starts_are_different_rows(seed, n_clusters):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(10, 2))
    for start in (k_means.random_start(X, n_clusters, rng), k_means.k_means_plus_plus(X, n_clusters, rng)):
        assert start.shape == (n_clusters, 2)
        assert len({tuple(row) for row in start} & {tuple(row) for row in X}) == n_clusters
