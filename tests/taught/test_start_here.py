"""The first exercises' references against NumPy and plain Python, on whatever hypothesis draws."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mlcourse.checks import start_here, what_is_machine_learning

NUMBERS = st.floats(-1000, 1000, allow_subnormal=False)
N = st.shared(st.integers(1, 5), key="n")
TABLES = arrays(float, st.tuples(st.integers(1, 6), N), elements=NUMBERS)
WEIGHTS = arrays(float, N, elements=NUMBERS)


@given(TABLES)
def test_a_range_is_numpys_peak_to_peak(X):
    np.testing.assert_array_equal(start_here.feature_ranges.reference(X), np.ptp(X, axis=0))


@given(TABLES, WEIGHTS)
def test_the_mass_of_a_basket_is_a_sum_of_products(baskets, weights):
    expected = [sum(n * w for n, w in zip(row, weights, strict=True)) for row in baskets]
    np.testing.assert_allclose(start_here.basket_masses.reference(baskets, weights), expected, rtol=1e-9, atol=1e-6)


@given(arrays(float, st.integers(1, 8), elements=st.integers(0, 5)), st.data())
def test_no_limit_makes_fewer_errors_than_the_best_and_none_before_it_as_few(values, drawn):
    y = drawn.draw(arrays(bool, len(values)))
    best = what_is_machine_learning.best_limit.reference(values, y, values)
    n_errors = [sum((v > limit) != truth for v, truth in zip(values, y, strict=True)) for limit in values]
    assert best == values[n_errors.index(min(n_errors))]
