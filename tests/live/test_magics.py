"""`%reveal` and `%catch_up`, in this process: what they do, what they show, and what they say where they cannot."""

import os
import sys

import nbformat
import numpy as np
import pytest
from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from mlcourse.authoring.release import live, student
from mlcourse.live import load_ipython_extension
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

NAME = "03_gradient_descent"
CONTOUR = "how-long-a-step-2"


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """Return a shell in an empty folder, with the extension loaded, as `%load_ext mlcourse.live` does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / ".ipython"))
    shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}))
    load_ipython_extension(shell)
    return shell


@pytest.fixture
def live_shell(shell, tmp_path):
    """Return a shell beside the live version of lesson 03."""
    (tmp_path / f"{NAME}.live.ipynb").write_text(live.make(LESSONS[NAME], resource_folder("notebooks")), "utf-8")
    return shell


@pytest.fixture
def copy(tmp_path):
    """Return where a student's own copy of lesson 03 lies."""
    path = tmp_path / f"{NAME}.ipynb"
    path.write_text(student.make(LESSONS[NAME], resource_folder("notebooks")), encoding="utf-8")
    return path


def answer(path, start, source):
    """Write a student's answer into the exercise that starts so."""
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.source.startswith(start)).source = source
    nbformat.write(notebook, path)


def test_reveal_puts_the_code_in_the_cells_place(live_shell, capsys):
    live_shell.run_line_magic("reveal", CONTOUR)
    assert "def draw_path(ax, learning_rate):" in live_shell.rl_next_input
    assert capsys.readouterr().out == live_shell.rl_next_input + "\n"


def test_in_jupyterlab_reveal_prints_nothing(live_shell, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / f"{NAME}.live.ipynb"))
    monkeypatch.setattr(live_shell, "get_parent", lambda: {"metadata": {"cellId": CONTOUR}}, raising=False)
    live_shell.run_line_magic("reveal", CONTOUR)
    assert "def draw_path(ax, learning_rate):" in live_shell.rl_next_input
    assert capsys.readouterr().out == ""


def test_an_exercise_is_revealed_solved(live_shell):
    live_shell.run_line_magic("reveal", "exercise-1-measure-a-slope-2")
    assert live_shell.rl_next_input.endswith("return (cost(w + step) - cost(w - step)) / (2 * step)")


def test_catch_up_defines_the_names_and_shows_nothing_of_the_cells(live_shell, capsys):
    live_shell.run_line_magic("catch_up", CONTOUR)
    names = live_shell.user_ns
    assert np.isclose(names["w_best"], np.polyfit(names["x"], names["y"], deg=1)[0]) and names["path"].shape == (501, 2)
    assert "draw_path" not in names
    first, second, *more = capsys.readouterr().out.splitlines()
    assert first == f"Running 24 cells of {NAME}."
    assert more == [] or all("took" in line for line in [second, *more[:-1]])
    assert [second, *more][-1].startswith("Caught up in ")


def test_a_section_is_a_place_too(live_shell, capsys):
    live_shell.run_line_magic("catch_up", "how-long-a-step")
    assert "Running 24 cells" in capsys.readouterr().out


def test_whatever_is_shortened_is_announced(live_shell, tmp_path, capsys):
    path = tmp_path / f"{NAME}.live.ipynb"
    text = path.read_text(encoding="utf-8").replace("np.polyfit(", "__import__('torch') and np.polyfit(")
    path.write_text(text, encoding="utf-8")
    live_shell.run_line_magic("catch_up", CONTOUR)
    assert "Networks train for one epoch in place of all." in capsys.readouterr().out


def test_sliders_do_not_disturb(live_shell, monkeypatch):
    monkeypatch.setattr("ipywidgets.interactive", lambda *args, **options: pytest.fail("a slider was made"))
    live_shell.run_line_magic("catch_up", "recap")
    assert "draw_path" in live_shell.user_ns


def test_no_figure_stays_open_to_be_shown_later(live_shell, tmp_path):
    path = tmp_path / f"{NAME}.live.ipynb"
    text = path.read_text(encoding="utf-8").replace("np.polyfit(x, y, deg=1)", "np.polyfit(x, y, deg=1); plt.figure()")
    path.write_text(text, encoding="utf-8")
    live_shell.run_line_magic("catch_up", CONTOUR)
    assert live_shell.user_ns["plt"].get_fignums() == []


def test_a_live_version_needs_no_notebooks_of_the_course(live_shell, tmp_path, monkeypatch):
    monkeypatch.setattr("mlcourse.live.notebooks.resource_folder", lambda name: tmp_path / "nowhere")
    live_shell.run_line_magic("catch_up", CONTOUR)
    assert "w_best" in live_shell.user_ns


def test_catch_up_works_in_a_students_own_copy(shell, copy):
    shell.run_line_magic("catch_up", CONTOUR)
    assert "w_best" in shell.user_ns


@pytest.mark.parametrize("name", ["03_gradient_descent.new.ipynb", "mine.ipynb"])
def test_a_renamed_copy_will_do(shell, copy, name):
    copy.rename(copy.with_name(name))
    shell.run_line_magic("catch_up", CONTOUR)
    assert "w_best" in shell.user_ns


def test_a_students_right_answer_is_kept(shell, copy):
    mine = "def slope(cost, w, step=1e-5):\n    mine = cost(w + step) - cost(w - step)\n    return mine / (2 * step)"
    answer(copy, "def slope", mine)
    shell.run_line_magic("catch_up", CONTOUR)
    assert "mine" in shell.user_ns["slope"].__code__.co_varnames


@pytest.mark.parametrize("broken", ["def slope(:", "1 / 0", "def slope(cost, w, step=1e-5):\n    return 0"])
def test_a_broken_or_wrong_answer_is_not_in_the_way(shell, copy, broken, capsys):
    answer(copy, "def slope", broken)
    shell.run_line_magic("catch_up", CONTOUR)
    assert shell.user_ns["slope"](lambda w: w**2, 3.0) == pytest.approx(6)
    assert "Error" not in capsys.readouterr().out


def test_other_cells_run_as_the_course_has_them(shell, copy):
    answer(copy, "def descend", "nonsense(")
    shell.run_line_magic("catch_up", CONTOUR)
    assert "descend" in shell.user_ns


def test_the_notebook_that_is_open_comes_first(live_shell, tmp_path, monkeypatch):
    other = tmp_path / "02_cost_model.live.ipynb"
    other.write_text(live.make(LESSONS["02_cost_model"], resource_folder("notebooks")), encoding="utf-8")
    os.utime(other, (1, 1))
    monkeypatch.setenv("JPY_SESSION_NAME", str(other))
    live_shell.run_line_magic("catch_up", "recap")
    assert "grid_search" in live_shell.user_ns


def test_another_lessons_place_is_told_and_not_run(live_shell, tmp_path, monkeypatch):
    other = tmp_path / "02_cost_model.live.ipynb"
    other.write_text(live.make(LESSONS["02_cost_model"], resource_folder("notebooks")), encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / f"{NAME}.live.ipynb"))
    for command in ("catch_up", "reveal"):
        with pytest.raises(UsageError, match=r"no cell or section|no notebook"):
            live_shell.run_line_magic(command, "exercise-1-count-the-errors-2")
    assert "grid_search" not in live_shell.user_ns


def test_after_a_renaming_all_of_the_folder_is_looked_through(live_shell, tmp_path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "the name it had.ipynb"))
    (tmp_path / "nowhere.ipynb").symlink_to(tmp_path / "nothing")
    odd = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1", metadata={"mlcourse": "odd"})])
    nbformat.write(odd, tmp_path / "odd.ipynb")
    live_shell.run_line_magic("reveal", CONTOUR)
    assert "def draw_path" in live_shell.rl_next_input


@pytest.mark.parametrize(
    "command, place, words",
    [
        ("reveal", "", "name a cell, as in `%reveal "),
        ("reveal", "nothing", "'nothing'"),
        ("catch_up", "", "name a cell, as in `%catch_up "),
        ("catch_up", "nothing", "how-long-a-step"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(live_shell, command, place, words):
    with pytest.raises(UsageError, match=words):
        live_shell.run_line_magic(command, place)


def test_an_empty_folder_is_told_in_one_sentence(shell):
    with pytest.raises(UsageError, match="no notebook"):
        shell.run_line_magic("reveal", CONTOUR)
    with pytest.raises(UsageError, match="no notebook"):
        shell.run_line_magic("catch_up", CONTOUR)


def test_a_cell_that_raises_is_named(live_shell, tmp_path):
    path = tmp_path / f"{NAME}.live.ipynb"
    text = path.read_text(encoding="utf-8").replace("np.polyfit(x, y, deg=1)", "np.polyfit(nowhere)")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="exercise-3-one-step-15 raised NameError: name 'nowhere'"):
        live_shell.run_line_magic("catch_up", CONTOUR)


def test_slow_cells_are_named_with_their_seconds(live_shell, capsys, monkeypatch):
    monkeypatch.setattr(sys.modules["mlcourse.live.magics"], "SLOW", -1)
    live_shell.run_line_magic("catch_up", "which-way-is-down-3")
    assert "which-way-is-down-2 took 0 s" in capsys.readouterr().out
