"""What nbgitpuller makes of an update, for everything that a student may have done: nothing of theirs is lost."""

import nbformat
import pytest
from nbgitpuller.pull import GitPuller

from tests.browser.instructor import Instructor, sources

NAME = "00_start_here"
LESSON = f"{NAME}.ipynb"
STUB, RIGHT = "heaviest_kg = ...", 'heaviest_kg = table["mass_g"].max() / 1000'
TITLE = "# 00 · Start here"


@pytest.fixture
def instructor(tmp_path):
    """Return an instructor who has published lesson 00."""
    instructor = Instructor(tmp_path)
    instructor.add(NAME)
    instructor.publish("lesson 00")
    return instructor


@pytest.fixture
def student(tmp_path, instructor):
    """Return a student's folder, after the first link."""
    folder = tmp_path / "home" / "class"
    folder.parent.mkdir()
    pull(instructor, folder)
    return folder


def pull(instructor, folder):
    """Do what the link does; return what it says."""
    return "".join(GitPuller(instructor.repository.as_uri(), str(folder), branch="main").pull())


def answer(folder, source=RIGHT):
    """Answer the first exercise, and run it, as JupyterLab saves that."""
    page = nbformat.read(folder / LESSON, as_version=4)
    (cell,) = [cell for cell in page.cells if cell.source == STUB]
    cell.source, cell.execution_count = source, 7
    cell.outputs = [nbformat.v4.new_output("stream", text="my output\n")]
    page.metadata["language_info"] = {"name": "python", "version": "3.12.1"}
    nbformat.write(page, folder / LESSON)


def test_another_cell_is_merged(instructor, student):
    answer(student)
    instructor.edit(LESSON, TITLE, f"{TITLE}, again")
    instructor.publish("another title")
    pull(instructor, student)
    cells = sources(student / LESSON)
    assert RIGHT in cells and cells[0].startswith(f"{TITLE}, again")


def test_of_one_cell_that_both_changed_the_students_stays(instructor, student):
    answer(student)
    instructor.edit(LESSON, STUB, f"# In kilograms!\n{STUB}")
    instructor.edit(LESSON, TITLE, f"{TITLE}, again")
    instructor.publish("a hint, and another title")
    pull(instructor, student)
    cells = sources(student / LESSON)
    print([cell for cell in cells if "heaviest_kg" in cell])
    assert RIGHT in cells and cells[0].startswith(f"{TITLE}, again")


def test_cells_beside_an_answer(instructor, student):
    answer(student)
    page = nbformat.read(instructor.folder / LESSON, as_version=4)
    place = next(i for i, cell in enumerate(page.cells) if cell.source == STUB)
    page.cells.insert(place, nbformat.v4.new_markdown_cell("Read this first."))
    page.cells.insert(place + 2, nbformat.v4.new_markdown_cell("Read this next."))
    nbformat.write(page, instructor.folder / LESSON)
    instructor.publish("cells")
    pull(instructor, student)
    cells = sources(student / LESSON)
    assert RIGHT in cells
    print("first", "Read this first." in cells, "next", "Read this next." in cells)


def test_an_exercise_that_the_instructor_took_away(instructor, student):
    answer(student)
    page = nbformat.read(instructor.folder / LESSON, as_version=4)
    page.cells = [cell for cell in page.cells if "heaviest_kg" not in cell.source]
    nbformat.write(page, instructor.folder / LESSON)
    instructor.publish("without the first exercise")
    pull(instructor, student)
    assert RIGHT in sources(student / LESSON)


def test_a_lesson_that_the_instructor_took_away(instructor, student):
    answer(student)
    (instructor.folder / LESSON).unlink()
    (instructor.folder / "README.md").write_text("Gone.\n")
    instructor.publish("without the lesson")
    print(pull(instructor, student))
    assert RIGHT in sources(student / LESSON) and (student / "README.md").exists()


def test_a_lesson_that_the_student_deleted_comes_back_as_it_was_published(instructor, student):
    answer(student)
    (student / LESSON).unlink()
    pull(instructor, student)
    assert STUB in sources(student / LESSON)


def test_a_file_of_the_students_own_with_the_name_of_a_new_one(instructor, student):
    (student / "notes.md").write_text("my own notes\n")
    (instructor.folder / "notes.md").write_text("the instructor's\n")
    instructor.publish("notes")
    pull(instructor, student)
    assert (student / "notes.md").read_text() == "the instructor's\n"
    (kept,) = student.glob("notes__*.md")
    assert kept.read_text() == "my own notes\n"
