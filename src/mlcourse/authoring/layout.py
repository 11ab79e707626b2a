"""Lay a lesson out as a notebook, not yet executed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from mlcourse.authoring.contents import next_link
from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.lesson import Cell, Lesson
from mlcourse.fingerprint import record_fingerprint

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)  # a comment in there is not a heading
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
    notebook = complete(lesson)
    left_out = {"notes", "solution"} if solved else {"notes"}
    notebook.cells = [cell for cell in notebook.cells if not left_out & tags(cell)]
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            cell.source = solution(cell.source) if solved else stub(cell.source)
    record_fingerprint(notebook)
    return notebook


def complete(lesson: Lesson) -> NotebookNode:
    """Return all that a lesson has, notes and nbgrader's marks included: what every version is made from.

    A cell has the same id in each version.
    """
    notebook = new_notebook(metadata={"kernelspec": dict(KERNEL), "language_info": {"name": "python"}})
    section, counts = lesson.name, Counter()
    for cell in arrange(lesson.cells, notes=True):
        is_note = "notes" in cell.tags
        if cell.kind == "markdown" and not is_note and (heading := HEADING.search(FENCED.sub("", cell.source))):
            section = heading[1]
        slug = f"{slugify(section)}-notes" if is_note else slugify(section)
        counts[slug] += 1
        make = new_markdown_cell if cell.kind == "markdown" else new_code_cell
        metadata = {"tags": sorted(cell.tags)} if cell.tags else {}
        notebook.cells.append(make(cell.source, id=f"{slug}-{counts[slug]}", metadata=metadata))
    if link := next_link(lesson.path):
        notebook.cells[-1].source += f"\n\n{link}"
    return notebook


def tags(cell: NotebookNode) -> set[str]:
    """Return the tags of a notebook's cell."""
    return set(cell.metadata.get("tags", []))


def arrange(cells: tuple[Cell, ...], notes: bool = False) -> Iterator[Cell]:
    """Yield each cell of the notebook, an exercise with its marks; its solution, folded away, is a cell of its own.

    Each has the line of the lesson that it comes from. Notes stay out, unless they are asked for.
    """
    exercise = None
    for i, cell in enumerate(cells):
        if "notes" in cell.tags:
            if notes:
                yield cell
            continue
        if "exercise" in cell.tags:
            exercise = cell
        if "hint" in cell.tags:
            yield replace(cell, source=DETAILS.format(title="Hint", text=cell.source))
        else:
            yield cell
        if exercise and not is_followed_up(cells, i):
            code = f"```python\n{solution(exercise.source)}\n```"
            text = DETAILS.format(title="Solution", text=code)
            yield Cell("markdown", text, frozenset({"solution"}), exercise.line)
            exercise = None


def is_followed_up(cells: tuple[Cell, ...], i: int) -> bool:
    """Tell whether the exercise that cell `i` belongs to goes on with a check or a hint, notes aside."""
    after = next((cell for cell in cells[i + 1 :] if "notes" not in cell.tags), None)
    return after is not None and bool(after.tags & {"check", "hint"})


def slugify(heading: str) -> str:
    """Return a heading as lower-case words joined by hyphens, 50 characters at most."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:50].rstrip("-") or "section"
