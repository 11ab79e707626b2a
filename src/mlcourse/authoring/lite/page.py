"""What is said about the lab: on the site's page, and in place of the lessons that need PyTorch."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from mlcourse.authoring.layout import KERNEL
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.lite import pyodide
from mlcourse.authoring.lite.address import lab_address, runs_in_browser
from mlcourse.authoring.lite.part import needs_torch

NAME = "in_the_browser.md"
TEXT = Path(__file__).with_name(NAME)
TREE = """

```{toctree}
:hidden:
:caption: Run it here

in_the_browser
```
"""
COMMANDS = "pip install uv\nuv run mlcourse lab"  # README's
NOT_HERE = """{title}

This lesson needs PyTorch, which does not exist in the browser. On your own machine, in the course's folder, two
commands open all lessons:

```
{commands}
```

The second one then tells how PyTorch is installed. To take along what you wrote here, choose *File → Download* in each
lesson."""
LAB_BYTES = 8e6  # of JupyterLab itself, on a first visit: measured, and held by tests/browser/test_lite.py
HERE, ELSEWHERE = ", from this site and from nowhere else.", ", most of it from jsDelivr, where Pyodide is published."


def page_of_lab(lessons: list[Lesson], from_cdn: bool) -> str:
    """Return the page's text.

    Parameters
    ----------
    lessons : list of Lesson
        All lessons, in order.
    from_cdn : bool
        Whether Pyodide comes from where its authors publish it.
    """
    here = [lesson for lesson in lessons if runs_in_browser(lesson)]
    torch = [lesson for lesson in lessons if not runs_in_browser(lesson)]
    links = [f'- <a href="{lab_address(lesson.name)}">{title(lesson)}</a>' for lesson in here]
    whole = sum(not needs_torch(lesson) for lesson in here)
    return TEXT.read_text(encoding="utf-8").format(
        n_lessons=whole,
        in_part=in_words([lesson.name[:2] for lesson in here if needs_torch(lesson)]),
        lessons="\n".join(links),
        megabytes=round((pyodide.FOUND["bytes"] + LAB_BYTES) / 1e6),
        origin=ELSEWHERE if from_cdn else HERE,
        torch_lessons=in_words([lesson.name[:2] for lesson in torch]),
    )


def in_words(numbers: list[str]) -> str:
    """Return the numbers of lessons in words, such as `lessons 16, 17 and 19`."""
    *first, last = numbers
    return f"lessons {', '.join(first)} and {last}" if first else f"lesson {last}"


def title(lesson: Lesson) -> str:
    """Return a lesson's title, with its number."""
    return lesson.cells[0].source.splitlines()[0].removeprefix("# ")


def elsewhere(lesson: Lesson) -> str:
    """Return the notebook that stands in the lab for a lesson that needs PyTorch: where it does run."""
    text = NOT_HERE.format(title=f"# {title(lesson)}", commands=COMMANDS)
    cells = [new_markdown_cell(text, id="not-here")]
    kernel = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}  # else JupyterLab asks which to take
    return nbformat.writes(new_notebook(cells=cells, metadata=kernel))
