"""Learning curves: the losses of a run, and a patient's."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_epochs_are_counted_from_one_and_both_losses_have_a_name(ax):
    plots.losses(ax, [2.0, 1.0, 0.5], [1.5, 1.0, 0.9])
    train, validation = ax.lines
    assert list(train.get_xdata()) == [1, 2, 3] and list(validation.get_ydata()) == [1.5, 1.0, 0.9]
    assert (train.get_label(), validation.get_label()) == ("train", "validation")
    assert train.get_linestyle() != validation.get_linestyle()  # color is not all that tells them apart


def test_a_patients_title_says_how_it_ends_and_a_line_where_chance_is(ax):
    plots.patient(ax, "patient A", np.array([[2.0, 1.5], [0.031, 0.208]]), chance=2.3)
    assert ax.get_title() == "patient A\nat the end: train 0.03, validation 0.21"
    assert list(ax.lines[-1].get_ydata()) == [2.3, 2.3]
    assert ax.get_ylim()[1] == 6
