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


@given(WEIGHTS)
def test_the_rule_calls_an_animal_what_is_heavier_than_a_kilogram(mass_g):
    called = what_is_machine_learning.rule.reference(mass_g, mass_g)
    assert called.tolist() == [mass > 1000 for mass in mass_g]
