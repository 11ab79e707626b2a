"""The student's version: nothing of a solution is left in it, wherever one looks."""

import json

import nbformat
import pytest

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.release import student
from mlcourse.fingerprint import fingerprint, is_release
from mlcourse.folding import tags
from mlcourse.marks import REGION
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def strings(value):
    """Yield every text in a file of JSON, the names of its fields included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        yield from strings(list(value))
        yield from strings(list(value.values()))


def given_away(lesson, text):
    """Return the lines of solutions that occur in a notebook more often than the rest of the lesson has them."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:  # how it began stands in the cell itself, too, and counts once
        if cell["metadata"].get("initial_source") == "".join(cell["source"]):
            del cell["metadata"]["initial_source"]
    found = "\n".join(strings(notebook))
    sources = [cell.source + "\n" for cell in lesson.cells if "notes" not in cell.tags]
    allowed = "".join(REGION.sub("", source) for source in sources)
    regions = [region["code"] for source in sources for region in REGION.finditer(source)]
    lines = {line.strip() for region in regions for line in region.splitlines() if line.strip()}
    assert lines
    return {line for line in lines if found.count(line) > allowed.count(line)}


@each_lesson
def test_no_line_of_a_solution_is_anywhere_in_the_file(lesson):
    text = student.make(lesson, resource_folder("notebooks"))
    assert not given_away(lesson, text)
    assert "SOLUTION" not in text and "Solution</b>" not in text


@each_lesson
def test_the_search_finds_the_solutions_where_they_are(lesson):
    built = resource_folder("notebooks") / f"{lesson.name}.ipynb"
    assert given_away(lesson, built.read_text(encoding="utf-8"))


@each_lesson
def test_all_else_is_there_and_nothing_was_run(lesson):
    cells = json.loads(student.make(lesson, resource_folder("notebooks")))["cells"]
    built = [cell.id for cell in lay_out(lesson).cells if not tags(cell) & {"assert", "solution"}]
    assert [cell["id"] for cell in cells] == built
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells if "outputs" in cell)


def test_the_versions_of_a_lesson_share_its_cells_ids():
    lesson = LESSONS["03_gradient_descent"]
    ids = {cell.id: cell.source for cell in lay_out(lesson).cells if cell.cell_type == "markdown"}
    solved = {cell.id: cell.source for cell in lay_out(lesson, solved=True).cells if cell.cell_type == "markdown"}
    assert solved.items() <= ids.items()
    assert fingerprint(lay_out(lesson)) != fingerprint(lay_out(lesson, solved=True))


def test_as_built_it_has_the_keys_of_the_built_notebook(tmp_path):
    lesson = LESSONS["16_pytorch"]
    built = lay_out(lesson)
    exercise = next(cell for cell in built.cells if "exercise" in tags(cell))
    exercise.metadata |= {"initial_source": exercise.source, "evaluation_criteria": "The check decides.", "other": 1}
    nbformat.write(built, tmp_path / f"{lesson.name}.ipynb")
    made = nbformat.reads(student.make_as_built(lesson, tmp_path), as_version=4)
    (cell,) = (cell for cell in made.cells if "evaluation_criteria" in cell.metadata)
    assert (cell.id, cell.metadata["initial_source"]) == (exercise.id, exercise.source)
    assert cell.metadata["evaluation_criteria"] == "The check decides." and "other" not in cell.metadata
    assert is_release(made)
