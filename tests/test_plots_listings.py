"""Lines of code, and what names hold after one of them."""

import matplotlib.pyplot as plt
import pytest

from mlcourse import plots

LINES = ["x = 1", "y = -x"]


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_an_arrow_stands_at_the_line_that_has_run_and_what_it_changed_stands_out(ax):
    plots.listing(ax, LINES, 1, {"x": "1", "y": "-1"}, ["y"])
    texts = {text.get_text(): text for text in ax.texts}
    arrow = texts["\N{BLACK RIGHT-POINTING TRIANGLE}"]
    assert arrow.get_position()[1] == texts["y = -x"].get_position()[1]
    assert [texts[name].get_weight() for name in ("x = 1", "y = \N{MINUS SIGN}1")] == ["normal", "bold"]


def test_before_the_first_line_there_is_no_arrow(ax):
    plots.listing(ax, LINES, None, {"x": "none", "y": "none"}, [])
    assert [text.get_text() for text in ax.texts] == [*LINES, "x = none", "y = none"]
