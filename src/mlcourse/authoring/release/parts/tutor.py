"""What an assistant inside JupyterLab is told about each exercise: how it began, and what its check knows."""

from nbformat import NotebookNode

from mlcourse.authoring.lesson import Lesson
from mlcourse.checks.by_name import checks_of
from mlcourse.contents import CHECK
from mlcourse.folding import tags
from mlcourse.marks import REGION

CRITERIA = "The course's check decides. It knows these misunderstandings; point to the one that fits, in a hint:\n"


def with_keys(notebook: NotebookNode, lesson: Lesson) -> NotebookNode:
    """Add to each exercise the keys that jupyter-ai-tutor reads, all but the solution; return the same notebook.

    Metadata is plain text to whoever opens the file: a sentence that holds a line of the solution is left out.
    """
    secret = solution_lines(lesson)
    for cell, check in zip(notebook.cells, notebook.cells[1:], strict=False):
        if "exercise" in tags(cell):
            said = [says for says in sentences(lesson, check) if not any(line in says for line in secret)]
            cell.metadata["initial_source"] = cell.source
            cell.metadata["evaluation_criteria"] = CRITERIA + "\n".join(f"- {says}" for says in said)
    return notebook


def sentences(lesson: Lesson, cell: NotebookNode) -> list[str]:
    """Return the sentences about the wrong answers that the check in a cell knows, each once."""
    found = CHECK.search(cell.source)
    if not found:
        return []
    check = getattr(checks_of(lesson.slug), found[1])
    return list(dict.fromkeys(mistake.says for mistake in check.mistakes))


def solution_lines(lesson: Lesson) -> set[str]:
    """Return the lines that students are to write."""
    regions = [region["code"] for cell in lesson.cells for region in REGION.finditer(cell.source + "\n")]
    return {line.strip() for region in regions for line in region.splitlines() if line.strip()}
