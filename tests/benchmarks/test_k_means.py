"""The estimator of the lesson k_means against scikit-learn's twin."""

import numpy as np
import pytest
from estimators import KMeans
from hypothesis import example, given
from hypothesis import strategies as st
from sklearn import cluster
from sklearn.datasets import make_blobs
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import adjusted_rand_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, st.integers(1, 8), st.sampled_from([0.0, 1.0, 1e6]))
@example(891, 3, 1e6)  # a new row that lies between two centers, as far as |x|² - 2xc + |c|² can tell
def test_the_same_as_scikit_learn_from_the_same_start(seed, n_clusters, offset):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(50, rng.integers(1, 6))) + offset
    start = X[rng.permutation(50)[:n_clusters]]
    ours = KMeans(n_clusters, init=start).fit(X)
    theirs = cluster.KMeans(n_clusters, init=start, n_init=1, tol=0).fit(X)
    np.testing.assert_array_equal(ours.labels_, theirs.labels_)
    np.testing.assert_allclose(ours.cluster_centers_, theirs.cluster_centers_, rtol=1e-9, atol=1e-9)
    assert ours.inertia_ == pytest.approx(theirs.inertia_, rel=1e-6, abs=1e-9)
    assert theirs.n_iter_ - ours.n_iter_ in (0, 1)  # it counts the round in which nobody moved
    new = rng.normal(size=(20, X.shape[1])) + offset
    squared = np.sort(((new[:, None] - ours.cluster_centers_) ** 2).sum(axis=2), axis=1)
    resolution = 16 * np.finfo(float).eps * X.shape[1] * (1 + offset) ** 2
    new = new[squared[:, 1] - squared[:, 0] > resolution] if n_clusters > 1 else new
    np.testing.assert_array_equal(ours.predict(new), theirs.predict(new))
    np.testing.assert_allclose(ours.transform(new), theirs.transform(new), atol=1e-6 * (1 + offset))


@pytest.mark.parametrize("max_iter", [1, 2, 3])
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_stopped_early_it_is_where_scikit_learn_is(max_iter):
    X = np.random.default_rng(7).normal(size=(200, 2))
    ours = KMeans(6, init=X[:6], max_iter=max_iter).fit(X)
    theirs = cluster.KMeans(6, init=X[:6], n_init=1, tol=0, max_iter=max_iter).fit(X)
    np.testing.assert_array_equal(ours.labels_, theirs.labels_)
    np.testing.assert_allclose(ours.cluster_centers_, theirs.cluster_centers_)
    assert ours.n_iter_ == theirs.n_iter_ == max_iter


@pytest.mark.parametrize("init", ["k-means++", "random"])
@pytest.mark.parametrize("seed", range(5))
def test_it_finds_the_lowest_inertia_of_well_parted_blobs(init, seed):
    X, made_in = make_blobs(300, centers=[[0, 0], [0, 9], [9, 0], [9, 9]], random_state=seed)
    ours = KMeans(4, init=init, random_state=seed).fit(X)
    theirs = cluster.KMeans(4, n_init=10, tol=0, random_state=seed).fit(X)
    assert ours.inertia_ == pytest.approx(theirs.inertia_)
    assert adjusted_rand_score(made_in, ours.labels_) > 0.99


def test_more_runs_never_end_worse():
    X = np.random.default_rng(7).normal(size=(200, 2))
    costs = [KMeans(9, n_init=n, random_state=7).fit(X).inertia_ for n in (1, 3, 10, 30)]
    assert np.all(np.diff(costs) <= 0)


@pytest.mark.parametrize("name", ["n_clusters", "n_init", "max_iter"])
@pytest.mark.parametrize("value", [0, -3, 2.5, "3", None])
def test_a_number_that_is_none_is_refused_as_scikit_learn_does(name, value):
    for kind in (KMeans, cluster.KMeans):
        with pytest.raises((ValueError, TypeError), match=name):
            kind(**{name: value}).fit([[0.0], [1.0]])


def test_it_takes_its_place_in_a_pipeline():
    X, _ = make_blobs(100, centers=3, random_state=7)
    model = make_pipeline(StandardScaler(), KMeans(3, random_state=7))
    assert model.fit_transform(X).shape == (100, 3)
    np.testing.assert_array_equal(model.predict(X), model["kmeans"].labels_)
    assert list(model.get_feature_names_out()) == ["kmeans0", "kmeans1", "kmeans2"]


@pytest.mark.parametrize(
    ("model", "says"),
    [
        (KMeans(5), "n_samples=4 should be at least n_clusters=5"),
        (KMeans(2, init="k-means"), "init must be 'k-means\\+\\+', 'random' or an array, got 'k-means'"),
        (KMeans(2, init=np.zeros((3, 2))), r"init has shape \(3, 2\), expected \(2, 2\)"),
    ],
)
def test_errors_name_what_came_and_what_was_expected(model, says):
    with pytest.raises(ValueError, match=says):
        model.fit([[0, 0], [1, 1], [2, 0], [2, 0]])


@pytest.mark.parametrize("offset", [0, 0.1, 1e9])
@pytest.mark.parametrize("seed", [66, 130, 181])
def test_the_rows_it_learned_from_keep_their_groups(seed, offset):
    X = np.random.default_rng(seed).integers(0, 4, size=(30, 2)) + offset  # some lie between two centers
    model = KMeans(4, n_init=1, random_state=seed).fit(X)
    np.testing.assert_array_equal(model.predict(X), model.labels_)


@pytest.mark.parametrize("rows", [[[1, 1]] * 5, [[1, 2], [1, 2], [3, 4], [3, 4]]])
def test_fewer_different_rows_than_groups_are_warned_of_as_scikit_learn_does(rows):
    model = KMeans(3, random_state=7)
    for each in (model, cluster.KMeans(3, random_state=7)):
        with pytest.warns(ConvergenceWarning, match="fewer different rows|distinct clusters"):
            each.fit(rows)
    assert model.inertia_ == 0
    np.testing.assert_array_equal(model.predict(rows), model.labels_)
