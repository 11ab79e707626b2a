"""The functions of pca against NumPy, scikit-learn and random projections."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from mlcourse.taught import pca

SEEDS = st.integers(0, 2**32 - 1)


@st.composite
def tables(draw, min_samples=2):
    """Draw a table in which columns may be constant or collinear, and rows may be repeated."""
    n_samples, n_features = draw(st.integers(min_samples, 12)), draw(st.integers(1, 7))
    rng = np.random.default_rng(draw(SEEDS))
    X = rng.normal(size=(n_samples, n_features)) * 10.0 ** rng.integers(-3, 4) + rng.integers(-5, 6, n_features)
    if draw(st.booleans()):
        X[:, rng.integers(n_features)] = 3.0
    if draw(st.booleans()):
        X[:, rng.integers(n_features)] = 2 * X[:, rng.integers(n_features)] - 1
    if draw(st.booleans()):
        X = X[rng.integers(n_samples, size=n_samples)]
    return X


def total(X):
    """Return the variance of all columns together."""
    return np.sum(X.var(axis=0, ddof=1))


@given(tables())
def test_mean_and_variances_are_numpys_and_scikit_learns(X):
    mean, components, variances = pca.principal_components(X)
    with np.errstate(invalid="ignore"):  # its shares are 0 / 0 where nothing varies
        library = PCA(svd_solver="full").fit(X)
    scale = max(total(X), 1e-12)
    np.testing.assert_allclose(mean, library.mean_, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(variances / scale, library.explained_variance_ / scale, atol=1e-10)
    eigenvalues = np.linalg.eigvalsh(np.atleast_2d(np.cov(X.T)))[::-1][: len(variances)]
    np.testing.assert_allclose(variances / scale, eigenvalues / scale, atol=1e-10)
    assert components.shape == (min(X.shape), X.shape[1])


@given(tables())
def test_components_are_of_length_one_at_right_angles_and_sorted(X):
    _, components, variances = pca.principal_components(X)
    np.testing.assert_allclose(components @ components.T, np.eye(len(components)), atol=1e-10)
    assert np.all(np.diff(variances) <= 0) and np.all(variances >= 0)


@given(tables())
def test_each_component_is_an_eigenvector_of_the_covariance(X):
    _, components, variances = pca.principal_components(X)
    covariance = np.atleast_2d(np.cov(X.T))
    np.testing.assert_allclose(
        covariance @ components.T, components.T * variances, atol=1e-9 * max(total(X), 1e-12)
    )  # also where variances tie, and the components are any of many


@given(tables(), st.integers(1, 7))
def test_no_projection_on_random_directions_loses_less(X, k):
    """Eckart and Young (1936): of all matrices of rank k, the cut SVD is nearest."""
    mean, components, variances = pca.principal_components(X)
    k = min(k, len(components))
    rebuilt = pca.reconstruct(pca.project(X, mean, components[:k]), mean, components[:k])
    lost = np.sum((X - rebuilt) ** 2)
    assert lost / (len(X) - 1) == pytest.approx(variances[k:].sum(), rel=1e-6, abs=1e-9 * max(total(X), 1e-12))
    rng = np.random.default_rng(7)
    for _ in range(20):
        others = np.linalg.qr(rng.normal(size=(X.shape[1], k)))[0].T
        other = pca.reconstruct(pca.project(X, mean, others), mean, others)
        assert np.sum((X - other) ** 2) >= lost * (1 - 1e-9) - 1e-12


@given(tables())
def test_all_components_rebuild_the_samples(X):
    mean, components, _ = pca.principal_components(X)
    rebuilt = pca.reconstruct(pca.project(X, mean, components), mean, components)
    np.testing.assert_allclose(rebuilt, X, rtol=1e-9, atol=1e-9 * np.abs(X).max())


@given(tables(), SEEDS)
def test_lost_and_kept_are_the_variance(X, seed):
    v = np.random.default_rng(seed).normal(size=X.shape[1])
    v /= np.linalg.norm(v)
    kept = np.var(X @ v)
    assert pca.lost(X, v) + kept == pytest.approx(np.sum(X.var(axis=0)), rel=1e-8, abs=1e-12)
    first = pca.principal_components(X)[1][0]
    assert pca.lost(X, first) <= pca.lost(X, v) * (1 + 1e-9) + 1e-12


def test_a_tie_leaves_the_plane():
    X = np.array([[1.0, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 0.1], [0, 0, -0.1]])
    _, components, variances = pca.principal_components(X)
    assert variances[0] == pytest.approx(variances[1])
    np.testing.assert_allclose(components[:2].T @ components[:2], np.diag([1.0, 1, 0]), atol=1e-12)
