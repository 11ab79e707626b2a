"""Find the notebook that is open, and the code that its lesson has."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mlcourse.resources import resource_folder

if TYPE_CHECKING:
    from nbformat import NotebookNode

COURSE_NAME = re.compile(r"\d\d_\w+")


class Step(NamedTuple):
    """One cell of code of a lesson.

    `own` is what the student's notebook has in its place, where it is an exercise; otherwise it equals `code`.
    """

    id: str
    code: str
    own: str


def read(path: Path) -> "NotebookNode":
    """Return a notebook."""
    import nbformat  # here: it takes a second, which a kernel that only grades does without

    return nbformat.read(path, as_version=4)


def open_notebooks() -> Iterator[tuple[Path, "NotebookNode"]]:
    """Yield the notebook that this kernel was started for; where that is unknown, all of its folder, the newest first.

    JupyterLab tells the kernel which notebook it was started for; other programs do not, and a renamed notebook
    is no longer where that was. Where it is known, no other is asked: its cells would run in the wrong lesson.
    """
    session = Path(os.environ.get("JPY_SESSION_NAME", ""))
    there = [path for path in Path.cwd().glob("*.ipynb") if path.is_file()]  # no link to nowhere
    for path in [session] if session.is_file() else sorted(there, key=lambda path: -path.stat().st_mtime):
        try:
            yield path, read(path)
        except Exception:  # nbformat raises many kinds; whatever is wrong with it, it is not the one
            continue


def hidden_code(cell: "NotebookNode") -> str | None:
    """Return the code that a cell of a live version keeps in its metadata, or None."""
    ours = cell.metadata.get("mlcourse")
    return ours.get("code") if isinstance(ours, dict) else None


def find_code(cell_id: str) -> str:
    """Return the code that belongs into a cell of a live version.

    Raises
    ------
    LookupError
        If no notebook here has such a cell.
    """
    for _, notebook in open_notebooks():
        for cell in notebook.cells:
            if cell.get("id") == cell_id and (code := hidden_code(cell)) is not None:
                return code
    raise LookupError(f"no notebook in this folder has code for {cell_id!r}: make a live one with `mlcourse release`")


def steps_before(place: str) -> tuple[str, list[Step]]:
    """Return a lesson's name, and its code from the top to a place.

    Parameters
    ----------
    place : str
        The id of a cell, or a section's heading in lower case with hyphens.

    Raises
    ------
    LookupError
        If no notebook here has such a place.
    """
    sections: list[str] = []
    for path, opened in open_notebooks():
        lesson = opened if any(map(hidden_code, opened.cells)) else course_lesson(path) or opened
        ids = [cell.get("id") for cell in lesson.cells]
        for name in (place, f"{place}-1"):  # the first cell of a section ends in -1
            if name in ids:
                return path.stem.partition(".")[0], steps(lesson.cells[: ids.index(name)], opened)
        sections = sections or [str(name)[:-2] for name in ids if str(name).endswith("-1")]
    raise LookupError(f"no cell or section {place!r} here, only: {', '.join(sections) or 'no notebook'}")


def course_lesson(path: Path) -> "NotebookNode | None":
    """Return the course's own notebook of the lesson that a student's copy is of, if there is one."""
    name = COURSE_NAME.match(path.name)
    built = resource_folder("notebooks") / f"{name[0]}.ipynb" if name else None
    return read(built) if built and built.exists() else None


def steps(cells: list["NotebookNode"], opened: "NotebookNode") -> list[Step]:
    """Return the code of cells, without magics and assertions; an exercise as the open notebook has it, too."""
    answers = {cell.get("id"): cell.source for cell in opened.cells if "exercise" in cell.metadata.get("tags", [])}
    found = []
    for cell in cells:
        code: Any = hidden_code(cell) or cell.source
        if cell.cell_type == "code" and not code.startswith("%") and "assert" not in cell.metadata.get("tags", []):
            own = answers.get(cell.id, code)
            found.append(Step(cell.id, code, code if "%reveal" in own else own))
    return found
