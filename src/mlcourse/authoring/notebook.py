"""Lay a lesson out as a notebook, not yet executed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.lesson import Cell, Lesson
from mlcourse.fingerprint import record_fingerprint

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
DETAILS = "<details>\n<summary><b>{title}</b></summary>\n\n{text}\n\n</details>"


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
    notebook = new_notebook(metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}})
    section, counts = lesson.name, Counter()
    for kind, source, tags in arrange(lesson.cells, solved):
        if kind == "markdown" and (heading := HEADING.search(source)):
            section = heading[1]
        slug = slugify(section)
        counts[slug] += 1
        make = new_markdown_cell if kind == "markdown" else new_code_cell
        metadata = {"tags": sorted(tags)} if tags else {}
        notebook.cells.append(make(source, id=f"{slug}-{counts[slug]}", metadata=metadata))
    record_fingerprint(notebook)
    return notebook


def arrange(cells: tuple[Cell, ...], solved: bool) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield kind, source and tags of each cell of the notebook; notes stay out of it."""
    answer = None
    for i, cell in enumerate(cells):
        if "exercise" in cell.tags:
            answer = solution(cell.source)
            yield cell.kind, answer if solved else stub(cell.source), cell.tags
        elif "hint" in cell.tags:
            yield cell.kind, DETAILS.format(title="Hint", text=cell.source), cell.tags
        elif "notes" not in cell.tags:
            yield cell.kind, cell.source, cell.tags
        if answer and not solved and not is_followed_up(cells, i):
            code = f"```python\n{answer}\n```"
            yield "markdown", DETAILS.format(title="Solution", text=code), frozenset({"solution"})
            answer = None


def is_followed_up(cells: tuple[Cell, ...], i: int) -> bool:
    """Tell whether the exercise that cell `i` belongs to goes on with a check or a hint."""
    return i + 1 < len(cells) and bool(cells[i + 1].tags & {"check", "hint"})


def slugify(heading: str) -> str:
    """Return a heading as lower-case words joined by hyphens, 50 characters at most."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:50].rstrip("-") or "section"
