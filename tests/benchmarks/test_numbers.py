"""What every estimator makes of whole numbers of few bits, such as pixels."""

import estimators
import numpy as np
import pytest


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("dtype", [np.uint8, np.int8, np.uint16, np.int64])
@pytest.mark.parametrize("name", estimators.__all__)
def test_whole_numbers_are_learned_from_as_floats_are(name, dtype):
    rng = np.random.default_rng(7)
    largest = min(np.iinfo(dtype).max, 1000)
    X = rng.integers(max(np.iinfo(dtype).min, -1000), largest, size=(60, 3), endpoint=True).astype(dtype)
    y = (X[:, 0] > largest // 2).astype(dtype)
    model = getattr(estimators, name)()
    chance = {"random_state": 7} if "random_state" in model.get_params() else {}
    found = []
    for rows, target in ((X, y), (X.astype(float), y.astype(float))):
        fitted = getattr(estimators, name)(**chance).fit(rows, target)
        found.append(getattr(fitted, "predict", getattr(fitted, "transform", None))(rows))
    np.testing.assert_array_equal(*found)
