"""The version for live coding: what it hides, and the one line that stands in its place."""

import ast

import nbformat
import pytest

from mlcourse.authoring.clock import alone, minutes, pace, rehearsed, typed_lines
from mlcourse.authoring.exercise import solution
from mlcourse.authoring.layout import complete
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.release import live
from mlcourse.authoring.release.parts.cue import LONGEST, cue
from mlcourse.folding import tags
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def made(lesson):
    """Return the live version of a lesson."""
    return nbformat.reads(live.make(lesson, resource_folder("notebooks")), as_version=4)


@each_lesson
def test_a_cell_to_type_holds_a_cue_and_one_line(lesson):
    sources = {cell.id: solution(cell.source) for cell in complete(lesson).cells}
    cells = [cell for cell in made(lesson).cells if cell.cell_type == "code"]
    assert cells[0].source == "%load_ext mlcourse.live"
    for cell in cells[1:]:
        if tags(cell) & {"given", "check"}:
            assert cell.source == sources[cell.id] and "mlcourse" not in cell.metadata
        else:
            hint, line = cell.source.split("\n")
            assert hint.startswith("# ") and len(hint) <= LONGEST + 2
            assert line == f"%reveal {cell.id}"
            assert cell.metadata.mlcourse.code == sources[cell.id]


@each_lesson
def test_nothing_that_is_projected_gives_notes_solutions_or_assertions_away(lesson):
    notebook = made(lesson)
    assert not any(tags(cell) & {"notes", "assert", "solution"} for cell in notebook.cells)
    for cell in complete(lesson).cells:
        if "exercise" in tags(cell) and "= ..." in cue(live.stub(cell.source)):
            shown = next(c.source for c in notebook.cells if c.id == cell.id)
            assert shown.splitlines()[0].endswith(" = ...")


CUES = {
    "def slope(x):\n    '''Return the slope.\n\n    More.'''\n    return 1\nprint(2)": "# `slope`: Return the slope.",
    "class Net:\n    pass": "# `Net`: define it",
    "fig, ax = f()\nax.set(xlabel='$x$', ylabel='cost')\nplots.show(fig, 'A spoiler.')": "# A figure: cost against x",
    "fig, ax = f()\nplots.tiles(ax, X)\nplots.show(fig, 'A spoiler.')": "# A figure",
    "plots.slide(draw, 'A spoiler.', figsize=(1, 2), w=(0, 1))": "# A slider: w",
    "plots.side_by_side(\n    draw,\n    'A spoiler.',\n    w=[0],\n    b=[1],\n)": "# Side by side: w, b",
    "w = 1": "# w = 1",
    "w = 1\nb = 2": "# w = 1 …",
    "# Why\nw = 1": "# Why …",
    "# Your own words here.": "# Your own words here.",
    f"w = {'1' * 100}": f"# w = {'1' * 85}…",
}


@pytest.mark.parametrize("code", CUES)
def test_a_cue_reminds_of_the_code_and_gives_no_caption_away(code):
    ast.parse(code)
    assert cue(code) == CUES[code]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("# 03 · Title\n\nText.\n\n*90 minutes · builds on*", 90),
        ("15 minutes. Blackboard: nine minutes, 3 minutes", 15),
        ("Wait 3 minutes for a hand.", None),
        ("12 minutes to here. Ask them.", 12),
        ("Minute 35. Point at an island.", 35),
    ],
)
def test_minutes_are_read_where_they_are_promised(text, expected):
    assert minutes(text) == expected


@each_lesson
def test_every_lesson_says_its_minutes_and_leaves_time_to_type(lesson):
    n_lines, taught, per_ten_minutes = pace(lesson)
    assert n_lines == sum(map(typed_lines, lesson.cells)) > 0
    assert 45 <= taught <= 90
    assert per_ten_minutes == pytest.approx(10 * n_lines / taught)
    assert per_ten_minutes <= 12  # as many as one can type and explain


@each_lesson
def test_a_lesson_fits_into_its_class_and_says_how_long_it_takes_alone(lesson):
    assert rehearsed(lesson) <= 0.9 * minutes(lesson.cells[0].source)  # the rest is the class's
    n_cells = sum(cell.kind == "code" and not cell.tags & {"assert", "notes"} for cell in lesson.cells)
    assert n_cells <= 45
    first = complete(lesson).cells[0].source
    assert f" minutes in class, about {alone(lesson)} alone · " in first
    assert minutes(first) == minutes(lesson.cells[0].source)


def test_time_is_counted_as_the_page_on_teaching_says(tmp_path):
    text = """# %% [markdown]
# # 00 · Time
#
# *60 minutes · one two three*
# **Predict:** how many?

# %% tags=["exercise"]
### BEGIN SOLUTION
answer = 42
### END SOLUTION

# %% tags=["check"]
1
"""
    path = tmp_path / "00_time.py"
    path.write_text(text, encoding="utf-8")
    lesson = read_lesson(path)
    n_words, n_typed, n_lines = 10, len("answer=42"), 4
    assert rehearsed(lesson) == pytest.approx(n_words / 150 + n_typed / 4 / 60 + 40 / 60 + 4.5)
    assert alone(lesson) == 10 * round((n_words / 120 + n_lines / 6 + 1 + 10) / 10)


def test_of_an_exercise_the_solution_is_typed():
    lesson = LESSONS["03_gradient_descent"]
    lines = [typed_lines(cell) for cell in lesson.cells if "exercise" in cell.tags]
    assert lines == [1, 1, 1, 1]
    assert all(typed_lines(cell) == 0 for cell in lesson.cells if cell.tags & {"given", "check", "assert", "notes"})
