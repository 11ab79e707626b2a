"""Parameters and rows that make no sense are refused by name, where they would be computed with."""

import estimators
import numpy as np
import pytest

X, y = np.arange(12.0).reshape(4, 3) ** 2, np.array([0, 1, 0, 1])


@pytest.mark.parametrize(
    ("name", "parameter", "value"),
    [
        ("Ridge", "alpha", np.nan),
        ("LogisticRegression", "C", np.nan),
        ("LogisticRegression", "tol", np.nan),
        ("LogisticRegression", "tol", None),
        ("LogisticRegression", "max_iter", -1),
        ("LogisticRegression", "max_iter", 2.5),
        ("MLPClassifier", "learning_rate_init", np.nan),
        ("MLPClassifier", "hidden_layer_sizes", 0),
        ("MLPClassifier", "hidden_layer_sizes", (5, 2.5)),
    ],
)
def test_a_number_that_is_none(name, parameter, value):
    with pytest.raises((ValueError, TypeError), match=parameter):
        getattr(estimators, name)(**{parameter: value}).fit(X, y)


@pytest.mark.parametrize("name", ["KNeighborsClassifier", "KNeighborsRegressor"])
@pytest.mark.parametrize("n_neighbors", [0, -1, 2.5, "a"])
def test_a_number_of_neighbors_that_came_after_fit(name, n_neighbors):
    model = getattr(estimators, name)(1).fit(X, y).set_params(n_neighbors=n_neighbors)
    with pytest.raises((ValueError, TypeError), match="n_neighbors"):
        model.predict(X)


def test_a_column_is_not_stretched_to_three():
    with pytest.raises(ValueError, match="X has 1 features, but StandardScaler is expecting 3"):
        estimators.StandardScaler().fit(X).inverse_transform(X[:, :1])


def test_collinear_columns_at_a_price_that_rounding_swallows():
    twice = np.column_stack([y, y]).astype(float)
    model = estimators.Ridge(alpha=1e-18).fit(twice, 3 * y)
    np.testing.assert_allclose(model.coef_, [1.5, 1.5])


def test_a_single_hidden_layer_may_be_a_number():
    models = [estimators.MLPClassifier(size, max_iter=3, random_state=7).fit(X / 100, y) for size in (5, (5,))]
    np.testing.assert_array_equal(*(model.predict_proba(X / 100) for model in models))
