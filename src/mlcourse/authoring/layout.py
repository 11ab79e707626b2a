"""Lay a lesson out as a notebook, not yet executed."""

from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_notebook

from mlcourse.authoring.arrange import identify
from mlcourse.authoring.captions import keyed
from mlcourse.authoring.clock import with_time_alone
from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.lesson_list import next_link
from mlcourse.fingerprint import record_fingerprint
from mlcourse.folding import tags

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def lay_out(lesson: Lesson, solved: bool = False) -> NotebookNode:
    """Return the lesson's notebook, without outputs.

    Parameters
    ----------
    lesson : Lesson
        What `read_lesson` returns.
    solved : bool, default=False
        Whether the exercises hold their solutions. If not, each is written out as
        stub, check, hint and solution, the last two folded away.

    Returns
    -------
    NotebookNode
        With stable cell ids, and its fingerprint recorded.
    """
    notebook = complete(lesson)
    left_out = {"notes", "solution"} if solved else {"notes"}
    notebook.cells = [cell for cell in notebook.cells if not left_out & tags(cell)]
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            cell.source = solution(cell.source) if solved else stub(cell.source)
    record_fingerprint(notebook)
    return notebook


def complete(lesson: Lesson) -> NotebookNode:
    """Return all that a lesson has, notes and nbgrader's marks included: what every version is made from."""
    notebook = new_notebook(metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}})
    for name, cell in identify(lesson):
        metadata = {"tags": sorted(cell.tags)} if cell.tags else {}
        if cell.kind == "markdown":
            notebook.cells.append(new_cell("markdown", cell.source, name, metadata))
        else:
            code = cell.source if "notes" in cell.tags else keyed(cell.source, f"{lesson.slug}/{name}")
            notebook.cells.append(new_cell("code", code, name, metadata, execution_count=None, outputs=[]))
    notebook.cells[0].source = with_time_alone(notebook.cells[0].source, lesson)
    if link := next_link(lesson.path):
        notebook.cells[-1].source += f"\n\n{link}"
    return notebook


def new_cell(kind: str, source: str, name: str, metadata: dict[str, Any], **own: Any) -> NotebookNode:
    """Return a cell; nbformat's own functions hold each against the schema, which is most of a site's time.

    Parameters
    ----------
    kind : str
        What nbformat calls `cell_type`.
    source : str
        The cell's text.
    name : str
        Its id.
    metadata : dict
        Its own.
    **own
        What cells of this kind have beside.
    """
    return from_dict({"cell_type": kind, "id": name, "metadata": metadata, "source": source, **own})
