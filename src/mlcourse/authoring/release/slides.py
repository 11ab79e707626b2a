"""The lesson as slides: reveal.js in one page, with the notes in the speaker's view."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import sphinx_revealjs
from nbconvert.exporters import SlidesExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.built import with_outputs
from mlcourse.authoring.release.parts.pages import page
from mlcourse.authoring.release.parts.tagged import link, without
from mlcourse.folding import tags

NAME = "{name}.slides.html"
REVEAL = Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs"
FIGURE = {"image/png", "text/html"}  # a picture, or frames
ROOM = 680  # pixels of a slide's height


def make(lesson: Lesson, notebooks: Path) -> str:
    """Return the page as text, reveal.js included."""
    notebook = link(without(with_outputs(lesson, notebooks), "assert", "check", "hint"), NAME)
    notebook.cells = in_slides(notebook.cells)
    files = {"css": "dist/reveal.css", "script": "dist/reveal.js", "notes": "plugin/notes/notes.js"}
    reveal = {name: (REVEAL / path).read_text(encoding="utf-8") for name, path in files.items()}
    return page(notebook, f"{lesson.name}: slides", SlidesExporter, "slides", revealjs=reveal)


def in_slides(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Return the cells with their places: a heading begins a column of slides, other text goes below it.

    Code, and then what it shows, join the text as long as there is room on its slide. Notes go to the slide itself: the
    speaker's view shows those within a fragment only when that one has come.
    """
    placed: list[NotebookNode] = []
    full = top = 0
    for cell in parts(cells):
        if "notes" in tags(cell):
            cell.metadata["slideshow"] = {"slide_type": "notes"}
            placed.insert(top, cell)
            continue
        if cell.cell_type == "markdown" and "after" not in tags(cell):
            kind = "slide" if cell.source.startswith(("# ", "## ")) else "subslide"
        else:
            kind = "fragment" if full + height(cell) <= ROOM else "subslide"
        full = height(cell) + (full if kind == "fragment" else 0)
        cell.metadata["slideshow"] = {"slide_type": kind}
        placed.append(cell)
        top = len(placed) if kind != "fragment" else top
    return placed


def parts(cells: list[NotebookNode]) -> Iterator[NotebookNode]:
    """Yield texts, code, and what the code shows; of a given cell what it shows alone, and solutions unfolded."""
    exercise = ""
    for cell in cells:
        if "exercise" in tags(cell):
            exercise, cell.source = solution(cell.source), stub(cell.source)
        if "solution" in tags(cell):
            cell = new_code_cell(exercise, id=cell.id, metadata={"tags": ["exercise"]})
        if cell.cell_type == "markdown" or "notes" in tags(cell):
            yield cell
            continue
        outputs, cell.outputs = cell.outputs, []
        yield from [cell] if "given" not in tags(cell) else []
        for i, group in enumerate(figures_apart(outputs)):
            shown = deepcopy(cell)
            shown.id, shown.source, shown.outputs = f"{cell.id}-shown-{i}", "", group
            shown.metadata["transient"] = {"remove_source": True}
            yield shown


def figures_apart(outputs: list[NotebookNode]) -> list[list[NotebookNode]]:
    """Return groups of outputs: each figure begins one, and its caption follows."""
    groups: list[list[NotebookNode]] = []
    for output in outputs:
        if not groups or FIGURE & output.get("data", {}).keys():
            groups.append([])
        groups[-1].append(output)
    return groups


def height(cell: NotebookNode) -> int:
    """Return about how many pixels a part takes."""
    if cell.cell_type == "markdown":
        return sum(map(block_height, cell.source.split("\n\n")))
    texts = [cell.source]
    for output in cell.outputs:
        if FIGURE & output.get("data", {}).keys():
            return ROOM
        texts.append(output.get("text", "") or output.get("data", {}).get("text/plain", ""))
    lines = [line for text in texts for line in text.splitlines()]
    return sum(26 * max(1, -(-len(line) // 96)) for line in lines) + 30 * len(list(filter(None, texts)))


def block_height(block: str) -> int:
    """Return about how many pixels a paragraph, a list, a table, a formula or a heading takes."""
    rows = block.splitlines() if block.startswith(("- ", "|")) else [block]
    return sum(40 * -(-len(row) // 80) for row in rows) + (
        70 if "$$" in block or block.startswith("#") else 50 if "**Predict" in block else 24
    )
