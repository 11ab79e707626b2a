"""The drawings of networks: every number is there, and every start."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots

W_1, b_1 = np.array([[1.0, 0.0, -2.5], [0.5, 3.0, 4.0]]), np.array([5.0, 0.0, -1.0])
W_2, b_2 = np.array([[7.0], [8.0], [9.0]]), np.array([0.75])
NAMES = [["$x_1$", "$x_2$"], ["0", "1", "2"], ["out"]]


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_a_network_has_a_number_for_each_parameter_and_an_arrow_for_each_weight(ax):
    plots.layers(ax, [(W_1, b_1), (W_2, b_2)], NAMES)
    texts = [text.get_text().replace("\N{MINUS SIGN}", "-") for text in ax.texts if text.get_text()]
    numbers = [float(text) for text in texts if text not in ("$x_1$", "$x_2$", "out")]
    names = [0.0, 1.0, 2.0]  # of the hidden neurons
    assert sorted(numbers) == sorted([*W_1.ravel(), *b_1, *W_2.ravel(), *b_2, *names])
    assert sum(bool(getattr(text, "arrow_patch", None)) for text in ax.texts) == W_1.size + W_2.size


def test_what_a_layer_puts_out_stands_in_its_circles_and_what_is_off_is_pale(ax):
    plots.layers(ax, [(W_1, b_1), (W_2, b_2)], NAMES, [np.array([1.5, -2.0]), np.array([0.0, 0.25, 6.0])])
    texts = [text.get_text().replace("\N{MINUS SIGN}", "-") for text in ax.texts]
    assert [text for text in texts if text in ("1.50", "-2.00", "0.00", "0.25", "6.00")] == [
        *("1.50", "-2.00", "0.00", "0.25", "6.00")
    ]
    assert [line.get_color() for line in ax.lines] == ["C5", "0.9", "0.9", "C5", "C5", "white"]


def test_every_start_has_a_dot_and_the_cheapest_a_ring(ax):
    errors = np.array([[39, 150, 40], [12, 12, 35]])
    plots.starts(ax, [1, 2], errors, np.array([2, 0]))
    dots, rings = ax.lines[::2], ax.lines[1::2]
    assert [sorted(line.get_ydata()) for line in dots] == [[39, 40, 150], [12, 12, 35]]
    assert [float(ring.get_ydata()[0]) for ring in rings] == [40, 12]
    for line, ring in zip(dots, rings, strict=True):
        assert ring.get_xydata()[0].tolist() in line.get_xydata().tolist()
