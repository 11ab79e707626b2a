"""Build notebooks/ from lessons/: only what changed, and never over somebody's edit."""

from contextlib import suppress
from copy import deepcopy
from itertools import zip_longest
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from mlcourse.authoring.arrange import arrange
from mlcourse.authoring.captions import captions, spelled_out
from mlcourse.authoring.execute import CellRaised, execute
from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.lesson import Lesson, LessonError
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.tutor import with_keys
from mlcourse.fingerprint import fingerprint, is_as_built
from mlcourse.resources import complaint
from mlcourse.torch_extra import TorchMissing


def find_lessons(folder: Path, wanted: tuple[str, ...]) -> list[Path]:
    """Return the lessons whose names begin with one of `wanted`, or all of them.

    Raises
    ------
    FileNotFoundError
        If there are no lessons, or a wanted one is not there.
    """
    paths = sorted(folder.glob("[0-9][0-9]_*.py"))
    if not paths:
        raise FileNotFoundError(f"there are no lessons in {folder}: build in the course's repository")
    for prefix in wanted:
        if not prefix or not any(p.stem.startswith(prefix) for p in paths):
            known = ", ".join(p.stem for p in paths)
            raise FileNotFoundError(f"there is no lesson {prefix!r} in {folder.name}/, only {known}")
    return [p for p in paths if not wanted or p.stem.startswith(wanted)]


def build(path: Path, folder: Path, force: bool = False) -> bool:
    """Build the notebook of one lesson where its sources changed.

    Parameters
    ----------
    path : Path
        The lesson's source.
    folder : Path
        Where notebooks lie; made where it is missing.
    force : bool, default=False
        Whether to execute anew what did not change, and to give up edits made by hand.

    Returns
    -------
    bool
        Whether the notebook was written.

    Raises
    ------
    LessonError
        If the lesson is not sound, raises, or its notebook is damaged or was edited by hand.
    """
    lesson = read_lesson(path)
    notebook = lay_out(lesson)
    target = folder / f"{lesson.name}.ipynb"
    if target.exists() and not force:
        stored = read_stored(lesson, target)
        as_built, as_fresh = is_as_built(stored), fingerprint(stored) == fingerprint(notebook)
        if as_built and as_fresh:
            return renew_keys(stored, lesson, target)
        if not as_built and not as_fresh:  # an edit that the lesson has too is nobody's loss
            line = line_of(lesson, first_difference(notebook, stored))
            raise LessonError(path, line, edited_sentence(target))
    folder.mkdir(exist_ok=True)
    codes, texts = [cell.source for cell in notebook.cells], captions(lesson)
    for cell in notebook.cells:
        cell.source = spelled_out(cell.source, texts)
    try:
        execute(notebook, folder)
    except CellRaised as error:
        raise LessonError(path, line_of_error(lesson, error), str(error)) from None
    for cell, code in zip(notebook.cells, codes, strict=True):
        cell.source = code
    write_notebook(with_keys(notebook, lesson), target)
    return True


def renew_keys(stored: NotebookNode, lesson: Lesson, target: Path) -> bool:
    """Write what assistants are told anew where a check's sentences changed; tell whether they did.

    Nothing is executed for that. Without PyTorch, the notebooks of its lessons stay as they are.
    """
    before = deepcopy([cell.metadata for cell in stored.cells])
    with suppress(TorchMissing):
        with_keys(stored, lesson)
    if [cell.metadata for cell in stored.cells] == before:
        return False
    write_notebook(stored, target)
    return True


def read_stored(lesson: Lesson, target: Path) -> NotebookNode:
    """Read the notebook of an earlier build."""
    name = f"{target.parent.name}/{target.name}"
    try:
        stored = nbformat.read(target, as_version=4)
        fingerprint(stored)  # fails here rather than later
    except OSError as error:
        raise LessonError(lesson.path, 1, f"{name} {complaint(target, error)}") from error
    except Exception as error:  # nbformat raises many kinds
        says = f"{name} is damaged: run `git restore {name}`, or build with --force"
        raise LessonError(lesson.path, 1, says) from error
    return stored


def write_notebook(notebook: NotebookNode, target: Path) -> None:
    """Write a notebook in one move: nobody ever finds half of it."""
    nbformat.validate(notebook)
    draft = target.with_suffix(".tmp")
    try:
        draft.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def edited_sentence(target: Path) -> str:
    """Return what to do about a notebook that was edited by hand."""
    name = f"{target.parent.name}/{target.name}"
    return f"{name} was edited by hand: make the edit here, then run `git restore {name}` and build again"


def first_difference(fresh: NotebookNode, stored: NotebookNode) -> int:
    """Return the number of the first cell in which two notebooks differ."""
    pairs = zip_longest(map(essence, fresh.cells), map(essence, stored.cells))
    return next(i for i, (one, other) in enumerate(pairs) if one != other)


def essence(cell: NotebookNode) -> tuple[Any, ...]:
    """Return what executing a cell does not change."""
    return cell.get("id"), cell.cell_type, cell.source, cell.metadata.get("tags", [])


def line_of_error(lesson: Lesson, error: CellRaised) -> int:
    """Return the line of the lesson that raised; in an exercise, whose lines are not the stub's, that of its marker."""
    cell = list(arrange(lesson.cells))[error.index]
    return cell.line if "exercise" in cell.tags else cell.line + error.line


def line_of(lesson: Lesson, index: int) -> int:
    """Return the line of the lesson's cell that cell `index` of the notebook was made from; the last, if none."""
    lines = [cell.line for cell in arrange(lesson.cells)]
    return lines[min(index, len(lines) - 1)]
