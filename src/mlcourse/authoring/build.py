"""Build notebooks/ from lessons/: only what changed, and never over somebody's edit."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from mlcourse.authoring.execute import CellRaised, execute
from mlcourse.authoring.lesson import Lesson, LessonError, read_lesson
from mlcourse.authoring.notebook import lay_out
from mlcourse.fingerprint import is_as_built, recorded_fingerprint


def find_lessons(folder: Path, wanted: tuple[str, ...]) -> list[Path]:
    """Return the lessons whose names begin with one of `wanted`, or all of them.

    Raises
    ------
    FileNotFoundError
        If a wanted lesson is not there.
    """
    paths = sorted(folder.glob("[0-9][0-9]_*.py"))
    for prefix in wanted:
        if not any(p.stem.startswith(prefix) for p in paths):
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
        Where notebooks lie.
    force : bool, default=False
        Whether to execute anew what did not change, and to give up edits made by hand.

    Returns
    -------
    bool
        Whether the notebook was written.

    Raises
    ------
    LessonError
        If the lesson is not sound, raises, or its notebook was edited by hand.
    """
    lesson = read_lesson(path)
    notebook = lay_out(lesson)
    target = folder / f"{lesson.name}.ipynb"
    if target.exists() and not force:
        stored = nbformat.read(target, as_version=4)
        if not is_as_built(stored):
            raise LessonError(path, edited_line(lesson, notebook, stored), edited_sentence(target))
        if recorded_fingerprint(stored) == recorded_fingerprint(notebook):
            return False
    try:
        execute(notebook, folder)
    except CellRaised as error:
        raise LessonError(path, raising_line(lesson, notebook, error), str(error)) from None
    write(notebook, target)
    return True


def write(notebook: NotebookNode, target: Path) -> None:
    """Write a notebook in one move: nobody ever finds half of it."""
    nbformat.validate(notebook)
    draft = target.with_suffix(".tmp")
    draft.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")
    draft.replace(target)


def edited_sentence(target: Path) -> str:
    """Return what to do about a notebook that was edited by hand."""
    name = f"{target.parent.name}/{target.name}"
    return f"{name} was edited by hand: make the edit here, then run `git restore {name}` and build again"


def edited_line(lesson: Lesson, fresh: NotebookNode, stored: NotebookNode) -> int:
    """Return the line of the lesson where the edited cell comes from, as well as one can tell."""
    sources = {cell.id: cell.source for cell in stored.cells}
    changed = (i for i, cell in enumerate(fresh.cells) if sources.get(cell.id) != cell.source)
    return line_of(lesson, fresh, next(changed, 0))


def raising_line(lesson: Lesson, notebook: NotebookNode, error: CellRaised) -> int:
    """Return the line of the lesson that raised; in an exercise, the line of its marker."""
    line = line_of(lesson, notebook, error.index)
    is_exercise = "exercise" in notebook.cells[error.index].metadata.get("tags", [])
    return line if is_exercise else line + error.line


def line_of(lesson: Lesson, notebook: NotebookNode, index: int) -> int:
    """Return the line of the lesson's cell that cell `index` of the notebook was made from."""
    made = [c for c in lesson.cells if "notes" not in c.tags]
    added = sum("solution" in c.metadata.get("tags", []) for c in notebook.cells[: index + 1])
    return made[min(index - added, len(made) - 1)].line
