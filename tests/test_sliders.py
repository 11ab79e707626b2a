"""Each slider's drawing, called at the slider's minimum, default and maximum."""

import itertools

import ipywidgets
import matplotlib.pyplot as plt
import pytest
from lesson_code import LESSONS, run_cell

from mlcourse import plots

SLIDERS = [
    pytest.param(lesson, index, id=f"{name[:2]}-{index}")
    for name, lesson in LESSONS.items()
    for index, cell in enumerate(lesson.cells)
    if cell.kind == "code" and "plots.slide(" in cell.source
]


@pytest.mark.parametrize(("lesson", "index"), SLIDERS)
def test_the_drawing_works_at_both_ends_and_at_the_default(lesson, index, monkeypatch):
    panels, shown = [], []
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


@pytest.mark.parametrize(("lesson", "index"), SLIDERS)
def test_static_pictures_from_the_same_drawing_follow(lesson, index):
    drawing = lesson.cells[index].source.split("plots.slide(")[1].split(",")[0].strip()
    after = next(cell.source for cell in lesson.cells[index + 1 :] if cell.kind == "code")
    assert f"plots.side_by_side({drawing}," in after.replace("\n    ", "")
    assert "nbval-ignore-output" in lesson.cells[index].tags


def test_side_by_side_draws_once_a_value():
    seen = []
    plots.side_by_side(lambda ax, a, b: seen.append((a, b)), "two pictures", a=[1, 2], b=[3, 4])
    assert seen == [(1, 3), (2, 4)]
    assert not plt.get_fignums()
