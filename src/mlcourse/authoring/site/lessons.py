"""A lesson as a page: its text and code in sight, and what a prediction asks for behind a click."""

import json
import re
from collections.abc import Collection
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from mlcourse.authoring.execute import WIDGET
from mlcourse.authoring.exercise import stub
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release.parts.built import with_outputs
from mlcourse.authoring.release.parts.tagged import without
from mlcourse.authoring.repository import Repository
from mlcourse.authoring.site.launch import lesson_bar
from mlcourse.folding import DETAILS, tags

PREDICT = "**Predict:**"
SHOWN = "What comes out"
READ = "Read on when you have seen it"
MARKS = re.compile(r"[*`]| ?✨")


def page_of(lesson: Lesson, notebooks: Path, repository: Repository | None = None, lite: Collection[str] = ()) -> str:
    """Return the notebook that Sphinx makes the lesson's page of.

    The outputs of a predicted cell, and the sentences that read them, are folded until clicked; so is the code of
    `given` cells, except for the first, which names what the others use. An exercise is not solved. Assertions, notes
    and the verdicts on unsolved exercises are left out. A row of links says where the lesson can be run: on the site
    itself, if it is one of `lite`, and by way of the repository.

    Raises
    ------
    LessonError
        If the built notebook is missing, damaged, or not of this lesson as it is now.
    """
    notebook = without(with_outputs(lesson, notebooks), "assert", "notes")
    notebook.metadata = {
        "kernelspec": notebook.metadata.get("kernelspec", {}),
        "mystnb": {"execution_mode": "off"},
        "myst": {"html_meta": {"description": beginning(lesson)}},
    }
    next(cell for cell in notebook.cells if cell.cell_type == "code").metadata["tags"] = []
    predicted = False
    for cell in notebook.cells:
        if "exercise" in tags(cell):
            cell.source = stub(cell.source)
        if cell.cell_type == "markdown":
            predicted = PREDICT in cell.source
            if "after" in tags(cell):
                cell.source = DETAILS.format(title=READ, text=cell.source)
        else:
            show(cell, predicted)
    notebook.cells.insert(1, new_markdown_cell(lesson_bar(lesson.name, repository, lite), id="lesson-bar"))
    return json.dumps(notebook)


def beginning(lesson: Lesson) -> str:
    """Return a lesson's first paragraph, without its marks: what a search engine shows below its title."""
    paragraph = lesson.cells[0].source.split("\n\n")[1]
    return " ".join(MARKS.sub("", paragraph).split())


def show(cell: NotebookNode, predicted: bool) -> None:
    """Prepare a cell of code: its figures keep their alternative texts, and what is folded says so in its metadata."""
    given, asked = "given" in tags(cell), predicted and bool(cell.outputs)
    folded = {"hide-cell": given and asked, "hide-input": given and not asked, "hide-output": asked and not given}
    images = [output.get("metadata", {}).get("image/png", {}) for output in cell.outputs]
    text = " ".join(image["alt"] for image in images if "alt" in image)
    for output in cell.outputs:
        output.get("data", {}).pop(WIDGET, None)
    cell.metadata = {
        "tags": [name for name, is_so in folded.items() if is_so],
        "mystnb": {
            "code_prompt_show": SHOWN if asked else "The code",
            "code_prompt_hide": "Hide it",
            **({"image": {"alt": text, "classes": "figure"}} if text else {}),
        },
    }
