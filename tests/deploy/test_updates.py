"""What nbgitpuller makes of an update, for everything that a student may have done: nothing of theirs is lost."""

import json
import random
import sys
from copy import deepcopy

import nbformat
import pytest
from nbgitpuller.pull import GitPuller

from mlcourse.authoring.release.release import release
from tests.browser.instructor import Instructor, git, sources
from tests.lesson_code import LESSONS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a hub runs on Linux and macOS")
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
    assert RIGHT in cells and cells[0].startswith(f"{TITLE}, again")


def test_cells_that_are_added_beside_an_answer_come(instructor, student):
    answer(student)
    page = nbformat.read(instructor.folder / LESSON, as_version=4)
    place = next(i for i, cell in enumerate(page.cells) if cell.source == STUB)
    page.cells.insert(place, nbformat.v4.new_markdown_cell("Read this first."))
    page.cells.insert(place + 2, nbformat.v4.new_markdown_cell("Read this next."))
    nbformat.write(page, instructor.folder / LESSON)
    instructor.publish("cells")
    pull(instructor, student)
    cells = sources(student / LESSON)
    assert {RIGHT, "Read this first.", "Read this next."} <= set(cells)


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
    pull(instructor, student)
    assert RIGHT in sources(student / LESSON) and (student / "README.md").exists()


def test_a_lesson_that_the_student_deleted_comes_back_as_it_was_published(instructor, student):
    answer(student)
    (student / LESSON).unlink()
    pull(instructor, student)
    assert STUB in sources(student / LESSON)


def test_what_a_notebook_held_at_a_pull_comes_back_as_teaching_says(instructor, student):
    answer(student)
    pull(instructor, student)
    (student / LESSON).unlink()
    pull(instructor, student)
    versions = git(student, "log", "--format=%h", "--", LESSON).split()
    held = [git(student, "show", f"{version}:./{LESSON}") for version in versions]
    assert any(RIGHT in [cell.source for cell in nbformat.reads(text, as_version=4).cells] for text in held)


def test_a_file_of_the_students_own_with_the_name_of_a_new_one(instructor, student):
    (student / "notes.md").write_text("my own notes\n")
    (instructor.folder / "notes.md").write_text("the instructor's\n")
    instructor.publish("notes")
    pull(instructor, student)
    assert (student / "notes.md").read_text() == "the instructor's\n"
    (kept,) = student.glob("notes__*.md")
    assert kept.read_text() == "my own notes\n"


@pytest.mark.nightly
def test_whatever_both_change_no_line_of_the_students_is_lost_and_the_page_opens(tmp_path):
    """As git merges where nbgitpuller asks it to, with `-Xours`: 200 pairs of changes, drawn by lot."""
    list(release("student", [LESSONS[NAME].path], LESSONS[NAME].path.parents[1] / "notebooks", tmp_path))
    base = nbformat.read(tmp_path / LESSON, as_version=4)
    for seed in range(200):
        rng = random.Random(seed)
        mine, theirs = deepcopy(base), deepcopy(base)
        written = change_as_student(mine, rng)
        change_as_instructor(theirs, rng)
        for name, page in {"base": base, "mine": mine, "theirs": theirs}.items():
            (tmp_path / name).write_text(nbformat.writes(page) + "\n", encoding="utf-8")
        merged = json.loads(git(tmp_path, "merge-file", "-p", "--ours", "mine", "base", "theirs"))
        text = "\n".join("".join(cell["source"]) for cell in merged["cells"])
        assert [line for line in written if line.strip() not in text] == [], f"seed {seed}"


def change_as_student(page, rng):
    """Run some cells, answer some exercises, add and delete cells; return the lines that were written."""
    for cell in page.cells:
        if cell.cell_type == "code" and rng.random() < 0.5:
            cell.execution_count = rng.randint(1, 99)
            cell.outputs = [nbformat.v4.new_output("stream", text=f"{rng.random()}\n")] * rng.randint(0, 2)
        if cell.cell_type == "code" and "..." in cell.source and rng.random() < 0.6:
            cell.source = cell.source.replace("...", f"{rng.random()}\n    answer = {rng.random()}")
    for _ in range(rng.randint(0, 2)):
        page.cells.insert(rng.randint(0, len(page.cells)), nbformat.v4.new_code_cell(f"mine = {rng.random()}"))
    for _ in range(rng.randint(0, 2)):
        del page.cells[rng.randrange(len(page.cells))]
    lines = [line for cell in page.cells for line in cell.source.splitlines()]
    return [line for line in lines if "0." in line and line.startswith(("mine =", "    answer ="))]


def change_as_instructor(page, rng):
    """Edit, add, delete and swap cells."""
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(1, len(page.cells))
        cell = page.cells[place]
        match rng.choice(["edit", "line", "add", "delete", "swap"]):
            case "edit":
                cell.source = f"new {rng.random()}\n{cell.source}"
            case "line":
                lines = cell.source.splitlines() or [""]
                lines[rng.randrange(len(lines))] = "another line"
                cell.source = "\n".join(lines)
            case "add":
                page.cells.insert(place, nbformat.v4.new_markdown_cell("Theirs,\nof two lines."))
            case "delete":
                del page.cells[place]
            case "swap":
                page.cells[place - 1 : place + 1] = page.cells[place - 1 : place + 1][::-1]
