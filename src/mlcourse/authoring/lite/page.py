"""The site's page about the lab: where each lesson runs, what to know before, and where PyTorch's lessons run."""

from pathlib import Path

from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.lite import pyodide
from mlcourse.authoring.lite.address import lab_address, runs_in_browser

NAME = "in_the_browser.md"
TEXT = Path(__file__).with_name(NAME)
TREE = """

```{toctree}
:hidden:
:caption: Run it here

in_the_browser
```
"""
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
    first, last = (lesson.name[:2] for lesson in (torch[0], torch[-1]))
    return TEXT.read_text(encoding="utf-8").format(
        n_lessons=len(here),
        lessons="\n".join(links),
        megabytes=round((pyodide.FOUND["bytes"] + LAB_BYTES) / 1e6),
        origin=ELSEWHERE if from_cdn else HERE,
        torch_lessons=f"lessons {first} to {last}",
    )


def title(lesson: Lesson) -> str:
    """Return a lesson's title, with its number."""
    return lesson.cells[0].source.splitlines()[0].removeprefix("# ")
