"""Notebooks that somebody touched, and writes that were interrupted."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output

from mlcourse.authoring.build import build, write_notebook
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import LessonError
from mlcourse.authoring.read import read_lesson
from tests.builder.course import RICH, SMALL, make, refusal, run, state


def find(notebook, words):
    return next(i for i, cell in enumerate(notebook.cells) if words in cell.source)


def line_of(words, text=RICH):
    """Return the line of the marker of the cell in which some words stand."""
    lines = text.splitlines()
    place = next(n for n, line in enumerate(lines, start=1) if words in line)
    return max(n for n in range(1, place + 1) if lines[n - 1].startswith("# %%"))


def touch(course, name, change, words):
    """Change a notebook of the course by hand, and return its path."""
    path = course / "notebooks" / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change(notebook, words)
    nbformat.write(notebook, path)
    return path


def insert(notebook, words):
    notebook.cells.insert(find(notebook, words), new_code_cell("print(7)"))


def retag(notebook, words):
    notebook.cells[find(notebook, words)].metadata["tags"] = ["given"]


def append(notebook, words):
    notebook.cells.append(new_code_cell(words))


def edit(notebook, words):
    notebook.cells[find(notebook, words)].source += "\n# mine"


def delete(notebook, words):
    del notebook.cells[find(notebook, words)]


def move(notebook, words):
    i = find(notebook, words)
    notebook.cells[i : i + 2] = notebook.cells[i : i + 2][::-1]


EDITS = {
    "edited": (edit, "fig, ax", line_of("fig, ax")),
    "first edited": (edit, "one of everything", 1),
    "last edited": (edit, "assert double", line_of("assert double")),
    "stub edited": (edit, "def double(x):", line_of("def double(x):")),
    "check edited": (edit, "double = lambda", line_of("double = lambda")),
    "hint edited": (edit, "Or a sum", line_of("Or a sum")),
    "solution edited": (edit, "<b>Solution", line_of("def double(x):")),
    "deleted": (delete, "fig, ax", line_of("fig, ax")),
    "last deleted": (delete, "assert double", line_of("assert double")),
    "added": (insert, "double = lambda", line_of("double = lambda")),
    "added at the end": (append, "print(7)", line_of("assert double")),
    "moved": (move, "fig, ax", line_of("fig, ax")),
    "tagged": (retag, "fig, ax", line_of("fig, ax")),
}


@pytest.mark.parametrize("key", EDITS)
def test_a_notebook_edited_by_hand_is_refused_and_kept(key, course):
    change, words, line = EDITS[key]
    touch(course, "00_rich", change, words)
    before = state(course)
    place, sentence = refusal(course, "00")
    assert place == line
    assert sentence.startswith("notebooks/00_rich.ipynb was edited by hand: make the edit here")
    assert "git restore notebooks/00_rich.ipynb" in sentence
    assert state(course) == before


def test_an_edit_is_not_written_over_when_the_lesson_changed_too(course):
    path = touch(course, "01_small", edit, "hello")
    before = state(course)
    make(course, SMALL + "\n# %%\nx = 1\n", "01_small")
    result = run(course, "01")
    assert (result.exit_code, result.stderr.split(": ")[1]) == (2, "lessons/01_small.py:4")
    assert state(course) == before
    assert run(course, "01", "--force").output == "01_small: built\n"
    assert "mine" not in path.read_text(encoding="utf-8")


def test_to_run_a_notebook_in_jupyterlab_is_not_to_edit_it(course):
    path = course / "notebooks" / "01_small.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.widgets = {"state": {}}
    notebook.metadata.language_info.version = "3.99"
    for cell in notebook.cells:
        cell.metadata["collapsed"] = True
        if cell.cell_type == "code":
            cell.execution_count = 99
            cell.outputs = [new_output("stream", text="something else\n")]
    notebook.cells.append(new_code_cell(""))  # as Shift+Enter on the last cell does
    nbformat.write(notebook, path)
    before = state(course)
    assert run(course, "01").output == "01_small: unchanged\n"
    assert state(course) == before
    make(course, SMALL + "\n# %%\nx = 1\n", "01_small")
    assert run(course, "01").output == "01_small: built\n"
    assert "something else" not in path.read_text(encoding="utf-8")


def test_an_edit_that_the_lesson_has_too_is_built(course):
    touch(course, "01_small", edit, "hello")
    make(course, SMALL + "# mine\n", "01_small")
    assert run(course, "01").output == "01_small: built\n"
    assert run(course, "01").output == "01_small: unchanged\n"


@pytest.mark.parametrize("content", ["", "<<<<<<< HEAD\n{}", "[]", '{"nbformat": 4, "nbformat_minor": 5}'])
def test_a_damaged_notebook_is_refused_and_kept(course, content):
    path = course / "notebooks" / "00_rich.ipynb"
    path.write_text(content, encoding="utf-8")
    place, sentence = refusal(course, "00")
    assert place == 1
    assert sentence.startswith("notebooks/00_rich.ipynb is damaged: run `git restore notebooks/00_rich.ipynb`")
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PermissionError(13, "Permission denied"), "cannot be read (Permission denied): check its permissions"),
        (IsADirectoryError(21, "Is a directory"), "is a folder; delete it, and restore it with: git restore"),
    ],
    ids=["permission", "folder"],
)
def test_a_notebook_that_cannot_be_read_is_not_called_damaged(course, monkeypatch, error, says):
    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr("mlcourse.resources.restore_command", lambda path: "git restore")
    monkeypatch.setattr("mlcourse.authoring.build.nbformat.read", refuse)
    assert refusal(course, "00")[1].startswith(f"notebooks/00_rich.ipynb {says}")


@pytest.mark.parametrize("method", ["write_text", "replace"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_write_leaves_the_old_notebook(course, monkeypatch, method, error):
    before = state(course)
    notebook = lay_out(read_lesson(course / "lessons" / "01_small.py"))

    def interrupted(path, *_, **__):
        path.write_bytes(b'{"cells": [')
        raise error

    monkeypatch.setattr(Path, method, interrupted)
    with pytest.raises(error):
        write_notebook(notebook, course / "notebooks" / "01_small.ipynb")
    assert state(course) == before


def test_what_is_written_is_a_valid_notebook_that_ends_its_last_line(built):
    for path in (built / "notebooks").iterdir():
        text = path.read_bytes()
        assert path.suffix == ".ipynb"
        assert text.endswith(b"}\n") and b"\r" not in text
        nbformat.validate(nbformat.from_dict(json.loads(text)))
    assert "📈" in (built / "notebooks" / "00_rich.ipynb").read_text(encoding="utf-8")  # rather than an escape


def test_build_itself_says_whether_it_wrote(course):
    path = course / "lessons" / "01_small.py"
    assert build(path, course / "notebooks") is False
    make(course, "# %%\nx = = 1\n", "01_small")
    with pytest.raises(LessonError, match=r"^lessons/01_small\.py:2: SyntaxError"):
        build(path, course / "notebooks")
