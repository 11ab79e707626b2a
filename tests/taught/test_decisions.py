"""The functions of decisions against scikit-learn's metrics, on whatever hypothesis draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn import metrics

from mlcourse.taught import decisions

N = st.shared(st.integers(2, 30), key="n")
CLASSES = arrays(int, N, elements=st.integers(0, 1))
PROBABILITIES = arrays(float, N, elements=st.integers(0, 20).map(lambda twentieths: twentieths / 20))  # with ties


@given(CLASSES, CLASSES)
def test_the_confusion_matrix_is_scikit_learns(y, prediction):
    expected = metrics.confusion_matrix(y, prediction, labels=[0, 1])
    np.testing.assert_array_equal(decisions.confusion_matrix(y, prediction), expected)


@given(CLASSES, PROBABILITIES)
def test_the_points_of_all_cuts_are_scikit_learns(y, p):
    y, p = np.append(y, [0, 1]), np.append(p, [0.3, 0.3])  # each class must occur
    cuts = np.append(np.unique(p)[::-1], -1)
    fruits, animals, _ = metrics.roc_curve(y, p, drop_intermediate=False)
    np.testing.assert_allclose(decisions.roc_points(y, p, cuts), [fruits, animals], atol=1e-12)


@given(CLASSES, CLASSES)
def test_balanced_error_is_one_minus_scikit_learns_balanced_accuracy(y, prediction):
    y = np.append(y, [0, 1])  # each class must occur
    prediction = np.append(prediction, [0, 0])
    expected = 1 - metrics.balanced_accuracy_score(y, prediction)
    assert decisions.balanced_error(y, prediction) == pytest.approx(expected)
