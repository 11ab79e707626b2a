"""The estimator PCA against scikit-learn's, on tables of every awkward kind."""

import numpy as np
import pytest
from estimators import PCA
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_digits
from sklearn.decomposition import PCA as LibraryPCA
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline

RATIOS = "explained_variance_ratio_"


@st.composite
def tables(draw):
    """Draw a table in which columns may be constant or collinear, rows repeated, and variances tied."""
    n_samples, n_features = draw(st.integers(2, 12)), draw(st.integers(1, 7))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    if draw(st.booleans()):
        X = rng.integers(-2, 3, (n_samples, n_features)).astype(float)  # many ties
    else:
        X = rng.normal(size=(n_samples, n_features)) * 10.0 ** rng.integers(-3, 4) + rng.integers(-5, 6)
    if draw(st.booleans()):
        X[:, rng.integers(n_features)] = 3.0
    if draw(st.booleans()):
        X[:, rng.integers(n_features)] = 2 * X[:, rng.integers(n_features)] - 1
    if draw(st.booleans()):
        X = X[rng.integers(n_samples, size=n_samples)]
    return X


def groups_of(variances):
    """Yield slices of components whose variances are the same to the eye: only what they span is determined."""
    start = 0
    for stop in range(1, len(variances) + 1):
        if stop == len(variances) or variances[stop - 1] - variances[stop] > 1e-6 * variances[0]:
            yield slice(start, stop)
            start = stop


@given(tables())
def test_it_is_scikit_learns_up_to_sign(X):
    ours, library = PCA().fit(X), LibraryPCA(svd_solver="full")
    with np.errstate(invalid="ignore"):
        library.fit(X)
    scale = max(library.explained_variance_.sum(), 1e-12)
    assert ours.n_components_ == library.n_components_
    np.testing.assert_allclose(ours.mean_, library.mean_, atol=1e-12)
    np.testing.assert_allclose(ours.explained_variance_ / scale, library.explained_variance_ / scale, atol=1e-10)
    if scale > 1e-12:
        np.testing.assert_allclose(getattr(ours, RATIOS), getattr(library, RATIOS), atol=1e-10)
    for group in groups_of(library.explained_variance_):
        if library.explained_variance_[group].max() > 1e-6 * scale:  # without variance, any direction is right
            a, b = ours.components_[group], library.components_[group]
            np.testing.assert_allclose(a.T @ a, b.T @ b, atol=1e-5)


@given(tables(), st.integers(1, 7))
def test_it_rebuilds_as_scikit_learn_does(X, k):
    k = min(k, *X.shape)
    with np.errstate(invalid="ignore"):
        ours, library = PCA(k).fit(X), LibraryPCA(k, svd_solver="full").fit(X)
    variances = PCA().fit(X).explained_variance_
    if k < len(variances) and variances[k - 1] - variances[k] < 1e-6 * variances[0]:
        return  # cut through a tie: several answers are right
    scale = np.abs(X - X.mean(axis=0)).max()
    rebuilt = ours.inverse_transform(ours.transform(X))
    np.testing.assert_allclose(rebuilt, library.inverse_transform(library.transform(X)), atol=1e-5 * scale + 1e-12)
    np.testing.assert_allclose(ours.fit_transform(X), ours.transform(X), atol=1e-9 * scale + 1e-12)


@pytest.mark.parametrize("n_components", [None, 1, 20])
def test_on_the_digits_even_the_signs_agree(n_components):
    X = load_digits().data[:, 1:62]
    X = X[:, X.std(axis=0) > 0]
    ours, library = PCA(n_components).fit(X), LibraryPCA(n_components, svd_solver="full").fit(X)
    np.testing.assert_allclose(ours.components_, library.components_, atol=1e-8)
    np.testing.assert_allclose(ours.transform(X), library.transform(X), atol=1e-8)
    np.testing.assert_allclose(getattr(ours, RATIOS), getattr(library, RATIOS))
    assert list(ours.get_feature_names_out()) == list(library.get_feature_names_out())


def test_in_a_pipeline_it_serves_as_scikit_learns():
    X, y = load_digits(return_X_y=True)
    ours, library = (make_pipeline(m, KNeighborsClassifier()) for m in (PCA(10), LibraryPCA(10, svd_solver="full")))
    assert np.array_equal(ours.fit(X[:900], y[:900]).predict(X[900:]), library.fit(X[:900], y[:900]).predict(X[900:]))


def test_where_nothing_varies_the_shares_are_undefined():
    model = PCA().fit(np.full((4, 2), 5.0))
    assert np.all(model.explained_variance_ == 0) and np.all(np.isnan(model.explained_variance_ratio_))
    assert np.all(model.inverse_transform(model.transform([[5.0, 5.0]])) == 5)


def test_one_sample_has_no_variance():
    with pytest.raises(ValueError, match="minimum of 2"):
        PCA().fit([[1.0, 2.0]])


@pytest.mark.parametrize("n_components", [0, 4, -1])
def test_components_must_fit_the_table(n_components):
    with pytest.raises(ValueError, match="n_components"):
        PCA(n_components).fit(np.eye(5)[:, :3])
