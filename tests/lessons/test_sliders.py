"""Each slider's drawing, called at the slider's minimum, default and maximum; a kernel's, at every kernel on offer."""

import itertools
import re

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots
from tests.lesson_code import LESSONS, run_cell

SLIDERS = [
    pytest.param(lesson, index, id=f"{name}-{index}")
    for name, lesson in LESSONS.items()
    for index, cell in enumerate(lesson.cells)
    if cell.kind == "code" and "plots.slide(" in cell.source
]

STEPS = [
    pytest.param(lesson, index, id=f"{name}-{index}")
    for name, lesson in LESSONS.items()
    for index, cell in enumerate(lesson.cells)
    if cell.kind == "code" and "plots.steps(" in cell.source
]

EDITORS = [
    pytest.param(lesson, index, id=f"{name}-{index}")
    for name, lesson in LESSONS.items()
    for index, cell in enumerate(lesson.cells)
    if cell.kind == "code" and "plots.edit_kernel(" in cell.source
]


@pytest.mark.parametrize(("lesson", "index"), SLIDERS)
def test_the_drawing_works_at_both_ends_and_at_the_default(lesson, index, monkeypatch):
    panels, shown = [], []
    monkeypatch.delenv("MLCOURSE_STORED_FIGURES")
    interactive = ipywidgets.interactive
    monkeypatch.setattr(ipywidgets, "interactive", lambda *a, **k: panels.append(interactive(*a, **k)) or panels[-1])
    monkeypatch.setattr(plots.figure, "show", lambda fig, text: shown.append((len(fig.axes[0].get_children()), text)))
    run_cell(lesson, index)

    (panel,) = panels
    shown.clear()
    *sliders, _ = panel.children
    names = list(panel.kwargs or [slider._kwarg for slider in sliders])
    for values in itertools.product(*[[s.min, s.value, s.max] for s in sliders]):
        panel.f(**dict(zip(names, values, strict=True)))
    assert len(shown) == 3 ** len(sliders)
    assert all(n_drawn > 12 and caption for n_drawn, caption in shown)  # an empty axes has 11 children


@pytest.mark.parametrize(("lesson", "index"), STEPS)
def test_every_step_is_drawn_and_the_buttons_stop_at_both_ends(lesson, index, monkeypatch):
    panels, shown = [], []
    monkeypatch.delenv("MLCOURSE_STORED_FIGURES")
    monkeypatch.setattr("IPython.display.display", lambda panel, **_: panels.append(panel))
    monkeypatch.setattr(plots.figure, "show", lambda fig, text: shown.append((len(fig.axes[0].get_children()), text)))
    run_cell(lesson, index)

    (back, forward, bar), _ = panels[-1].children[0].children, panels[-1].children[1]
    back.click()
    assert bar.value == 0
    for step in range(1, bar.max + 3):
        forward.click()
        assert bar.value == min(step, bar.max)
    assert len(shown) == bar.max + 1 > 2
    assert all(n_drawn > 11 and caption for n_drawn, caption in shown)


@pytest.mark.parametrize(("lesson", "index"), EDITORS)
def test_the_picture_follows_the_numbers_of_the_kernel(lesson, index, monkeypatch):
    panels, shown = [], []
    monkeypatch.setattr("IPython.display.display", lambda panel, **_: panels.append(panel))
    monkeypatch.setattr(plots.figure, "show", lambda fig, text: shown.append(fig.axes[0].images[0].get_array()))
    kernels = run_cell(lesson, index)["kernels"]
    start, grid, _ = panels[-1].children
    assert len(shown) == 1

    for n_drawn, (name, kernel) in enumerate(list(kernels.items())[1:], start=2):
        start.value = name
        assert len(shown) == n_drawn  # once, and not once a box
        np.testing.assert_allclose([box.value for box in grid.children], kernel.ravel(), atol=1e-4)
    for box, number in zip(grid.children, [0, 0, 0, 0, 0.5, 0, 0, 0, 0], strict=True):
        box.value = number
    np.testing.assert_allclose(shown[-1], shown[0] / 2)  # the first kernel changes nothing; this one halves


@pytest.mark.parametrize(("lesson", "index"), SLIDERS + STEPS + EDITORS)
def test_static_pictures_from_the_same_drawing_follow(lesson, index):
    drawing = re.split(r"plots\.(?:slide|steps|edit_kernel)\(", lesson.cells[index].source)[1].split(",")[0].strip()
    after = next(cell.source for cell in lesson.cells[index + 1 :] if cell.kind == "code")
    assert f"plots.side_by_side({drawing}," in after.replace("\n    ", "")
    assert "nbval-ignore-output" in lesson.cells[index].tags


def test_side_by_side_draws_once_a_value():
    seen = []
    plots.side_by_side(lambda ax, a, b: seen.append((a, b)), "two pictures", a=[1, 2], b=[3, 4])
    assert seen == [(1, 3), (2, 4)]


def test_side_by_side_goes_through_its_rows_from_left_to_right():
    seen = []
    plots.side_by_side(lambda ax, a: seen.append((a, ax.get_subplotspec().rowspan.start)), "six", n_rows=2, a=range(6))
    assert seen == [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 1)]
    assert not plt.get_fignums()
