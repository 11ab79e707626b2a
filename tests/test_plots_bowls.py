"""The drawing helpers of `plots.bowls`: what they leave on the axes."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import data, plots


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_the_diagram_shows_every_label_and_a_box_for_each_error(ax):
    y, prediction = np.array([1, 1, 0]), np.array([1, 0, 1])
    pictures = data.load_pictures(data.load_eleven_dots()[:3])
    plots.loss_diagram(ax, pictures, "heavy?", prediction, y, "2/3")
    texts = [text.get_text() for text in ax.texts]
    assert [text for text in texts if text in ("0", "1")] == ["1", "1", "0", "1", "1", "0"]
    assert {"inputs", "predicted labels", "true labels", "$f$: heavy?", "loss\n2/3"} <= set(texts)
    assert [box.get_x() for box in ax.patches] == [0.6, 1.6]


def test_squares_stand_on_their_threads_and_are_square(ax):
    x, y, score = np.array([1.0, 2.0]), np.array([0.0, 1.0]), np.array([0.5, 0.25])
    plots.squares(ax, x, y, score)
    assert ax.get_aspect() == 1
    for square, place, target, end in zip(ax.patches, x, y, score, strict=True):
        assert square.get_width() == abs(square.get_height()) == abs(end - target)
        assert sorted([target, end]) == sorted([square.get_y(), square.get_y() + square.get_height()])
        assert place in (square.get_x(), square.get_x() + square.get_width())


def test_arrows_go_from_their_place_by_their_step(ax):
    plots.arrows(ax, [[0, 1], [2, 3]], [[1, 0], [0, -1]])
    ends = [(tuple(arrow.xyann), tuple(arrow.xy)) for arrow in ax.texts]
    assert ends == [((0, 1), (1, 1)), ((2, 3), (2, 2))]
    assert ax.get_aspect() == 1


def test_what_was_asked_touches_the_curve(ax):
    plots.asked(ax, np.square, [-1.0, 2.0], [-2.0, 4.0], 0.5)
    curve, first, second, star = ax.lines
    assert len(curve.get_xdata()) > 100
    np.testing.assert_allclose(first.get_ydata().mean(), 1)
    np.testing.assert_allclose(np.ptp(second.get_ydata()) / np.ptp(second.get_xdata()), 4)
    assert star.get_xydata().tolist() == [[0.5, 0.25]]
