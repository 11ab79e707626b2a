"""The live version of the lesson gradient_descent, in JupyterLab as an instructor has it before a class."""

import json

import pytest

from mlcourse.authoring.release.release import release
from tests.browser.jupyterlab import Notebook
from tests.lesson_code import LESSONS

NAME = "03_gradient_descent"
CONTOUR = "how-long-a-step-2"
KEPT = "exercise-3-one-step-10"


def text(cell):
    """Return what a cell's editor holds."""
    return "\n".join(line.rstrip("\n") for line in cell.locator(".cm-line").all_inner_texts())


@pytest.fixture
def lesson(page, tmp_path, lab):
    """Return the live version of lesson 03, open, with the extension and the imports run."""
    path = LESSONS[NAME].path
    list(release("live", [path], path.parents[1] / "notebooks", tmp_path / "work"))
    lesson = Notebook(page, lab(f"{NAME}.live.ipynb"))
    for start in ("%load_ext mlcourse.live", "import matplotlib.pyplot"):
        lesson.run(lesson.cell(start))
    return lesson


def test_reveal_run_and_catch_up(lesson, page, tmp_path):
    cell = lesson.cell("%reveal which-way-is-down-2")
    cell_id = cell.get_attribute("data-windowed-list-index")
    lesson.run(cell)
    cell = page.locator(f'.jp-CodeCell[data-windowed-list-index="{cell_id}"]')
    assert text(cell).startswith('def square(w):\n    """Return the simplest bowl."""\n')
    assert cell.locator(".jp-OutputArea-output").count() == 0
    lesson.run(cell)
    assert "h = 0.001: slope 6.001" in cell.locator(".jp-OutputArea").inner_text()

    cell = lesson.unfolded("fig, ax = plt.subplots()")  # nobody types it, and no caption is in it
    assert "straight line" not in text(cell)
    lesson.run(cell)
    assert cell.locator("img").evaluate("image => image.naturalWidth") > 300
    assert "The bowl, and in three places the straight line" in cell.locator(".jp-OutputArea").inner_text()

    cell = lesson.cell(f"%reveal {CONTOUR}")
    new = lesson.insert_above(cell, f"%catch_up {CONTOUR}")
    lines = lesson.run(new).strip().splitlines()
    assert lines[0] == f"Running 24 cells of {NAME}." and lines[-1].endswith(f"go on at {CONTOUR}.")
    assert all("took" in line for line in lines[1:-1])
    assert new.locator("img").count() == 0
    lesson.run(lesson.cell(f"%reveal {CONTOUR}"))
    cell = lesson.cell("def draw_path(ax, learning_rate):")
    lesson.run(cell)
    assert cell.locator(".jp-OutputArea-output").count() == 0
    new = lesson.insert_above(cell, "print('draw_path' in dir(), path.shape)")
    assert "True (501, 2)" in lesson.run(new)

    lesson.save()
    saved = json.loads((tmp_path / "work" / f"{NAME}.live.ipynb").read_text(encoding="utf-8"))
    codes = {cell["id"]: cell["metadata"].get("mlcourse", {}).get("code") for cell in saved["cells"]}
    sources = {cell["id"]: "".join(cell["source"]) for cell in saved["cells"]}
    assert sources[CONTOUR] == codes[CONTOUR] and sources[KEPT] != codes[KEPT]
    assert all(codes[cell_id] for cell_id in (CONTOUR, KEPT))
