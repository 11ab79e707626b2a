"""What an assistant inside JupyterLab is told about each exercise: how it began, and what its check knows."""

from collections.abc import Callable, Iterable

from nbformat import NotebookNode

from mlcourse.authoring.lesson import Lesson
from mlcourse.checks.by_name import checks_of
from mlcourse.contents import CHECK
from mlcourse.folding import tags
from mlcourse.marks import REGION

CRITERIA = "The course's check decides. It knows these misunderstandings; point to the one that fits, in a hint:\n"


def as_it_stands(cell: NotebookNode) -> str:
    """Return a cell's source."""
    return cell.source


def with_keys(
    notebook: NotebookNode, lesson: Lesson, began: Callable[[NotebookNode], str] = as_it_stands, solved: bool = False
) -> NotebookNode:
    """Add to each exercise of a version the keys that jupyter-ai-tutor reads; return the same notebook.

    Metadata is plain text to whoever opens the file: where a sentence holds a line of the solution, `…` stands there.

    Parameters
    ----------
    notebook : NotebookNode
        Some version of the lesson, in which a check follows its exercise. Changed in place.
    lesson : Lesson
        Its source.
    began : callable, default=as_it_stands
        Maps an exercise's cell to what students find in it.
    solved : bool, default=False
        Whether the cells hold solutions, which an assistant may then know.

    Raises
    ------
    TorchMissing
        If the lesson's checks need PyTorch, and it is missing. Then nothing was changed.
    """
    secret = sorted(solution_lines(lesson), key=len, reverse=True)
    for cell, check in zip(notebook.cells, notebook.cells[1:], strict=False):
        if "exercise" in tags(cell):
            said = dict.fromkeys(hidden(says, secret) for says in sentences(lesson, check))
            cell.metadata["initial_source"] = began(cell)
            cell.metadata["evaluation_criteria"] = CRITERIA + "\n".join(f"- {says}" for says in said)
            if solved:
                cell.metadata["reference_solution"] = cell.source
    return notebook


def sentences(lesson: Lesson, cell: NotebookNode) -> list[str]:
    """Return the sentences about the wrong answers that the check in a cell knows, each once."""
    found = CHECK.search(cell.source)
    if not found:
        return []
    check = getattr(checks_of(lesson.slug), found[1])
    return list(dict.fromkeys(mistake.says for mistake in check.mistakes))


def hidden(says: str, secret: Iterable[str]) -> str:
    """Return a sentence with `…` in place of each secret line that it holds."""
    for line in secret:
        says = says.replace(line, "…")
    return says


def solution_lines(lesson: Lesson) -> set[str]:
    """Return the lines that students are to write."""
    regions = [region["code"] for cell in lesson.cells for region in REGION.finditer(cell.source + "\n")]
    return {line.strip() for region in regions for line in region.splitlines() if line.strip()}
