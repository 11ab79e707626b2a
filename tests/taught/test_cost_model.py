"""The cost model's functions against scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics

from mlcourse.taught import cost_model

NUMBERS = st.floats(-100, 100, allow_subnormal=False)
FEATURES = arrays(float, st.shared(st.integers(1, 8), key="n"), elements=NUMBERS)
CLASSES = arrays(int, st.shared(st.integers(1, 8), key="n"), elements=st.integers(0, 1))


@given(CLASSES, CLASSES)
def test_error_rate_is_scikit_learns_zero_one_loss(y, prediction):
    assert cost_model.error_rate(y, prediction) == pytest.approx(metrics.zero_one_loss(y, prediction))


@given(FEATURES, FEATURES)
def test_mean_squared_error_is_scikit_learns(y, score):
    assert cost_model.mean_squared_error(y, score) == pytest.approx(metrics.mean_squared_error(y, score))


@given(FEATURES, CLASSES)
def test_no_threshold_beats_the_best_one(x, y):
    edges = np.append(x, x.min() - 1)  # between two of these, nothing changes
    found = cost_model.error_rate(y, cost_model.predict_above(x, cost_model.best_threshold(x, y, edges)))
    assert found == pytest.approx(min(metrics.zero_one_loss(y, (x > t).astype(int)) for t in edges))
