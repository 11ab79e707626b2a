"""Simulated students: each answers a lesson's exercises, right or with known mistakes, in a real kernel."""

from pathlib import Path
from typing import NamedTuple

import nbformat
import numpy as np
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from mlcourse.authoring.exercise import solution
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.release import student as released
from mlcourse.checks.by_name import checks_of
from mlcourse.contents import CHECK
from mlcourse.folding import tags
from mlcourse.kept import key_of
from mlcourse.resources import resource_folder
from tests.lesson_code import needed

FORGET = """import sys
for name in [name for name in sys.modules if name.startswith("mlcourse.checks")]:
    del sys.modules[name]
%reset -f"""


class Truth(NamedTuple):
    """What a student did in one exercise: the mistakes made, by their numbers, in order, and how it ended."""

    mistakes: tuple[int, ...]
    ended: str | None  # "right", "untouched", None for a check that never ran; else with the last mistake


def draw(lesson: Lesson, rng: np.random.Generator) -> dict[str, Truth]:
    """Draw what a student does in each exercise of a lesson."""
    truth = {}
    for name in exercises(lesson):
        n_mistakes = len(getattr(checks_of(lesson.slug), name).mistakes)
        ended = rng.choice(["right", "wrong", "untouched", "never"], p=[0.5, 0.3, 0.1, 0.1])
        likely = rng.permutation(min(n_mistakes, 4))  # so that some are met by many
        mistakes = (
            tuple(int(i) for i in likely[: rng.integers(ended == "wrong", 4)]) if ended in ("right", "wrong") else ()
        )
        truth[name] = Truth(mistakes, None if ended == "never" else str(ended))
    return truth


def exercises(lesson: Lesson) -> dict[str, int]:
    """Return the places of the exercises' cells in a lesson, by their answers' names."""
    return {CHECK.search(cell.source)[1]: i - 1 for i, cell in enumerate(lesson.cells) if "check" in cell.tags}


def key(lesson: Lesson, name: str, mistake: int) -> str:
    """Return the key of an exercise's known mistake."""
    return key_of(f"`{name}`: {getattr(checks_of(lesson.slug), name).mistakes[mistake].says}")


def work_through(lesson: Lesson, truth: dict[Path, dict[str, Truth]]) -> None:
    """Let students answer a lesson's exercises one after the other, and save each notebook where it belongs.

    They share a kernel, which forgets all names and all checks between two of them: to start one takes seconds. Cells
    other than exercises and checks are run where answers need them.
    """
    wanted = {cell.source for place in exercises(lesson).values() for cell in needed(lesson, place)}
    content = released.make(lesson, resource_folder("notebooks"))
    client = NotebookClient(
        new_notebook(),
        kernel_name="python3",
        timeout=600,
        config=Config(KernelManager={"transport_encryption": "auto"}),
    )
    with client.setup_kernel():
        for path, did in truth.items():
            client.nb = new_notebook(cells=[new_code_cell(FORGET)])
            client.execute_cell(client.nb.cells[0], 0)
            client.nb = nbformat.reads(content, as_version=4)
            for i, cell in enumerate(client.nb.cells):
                if "check" in tags(cell):
                    answer(client, i, lesson, CHECK.search(cell.source)[1], did)
                elif cell.cell_type == "code" and is_wanted(cell, wanted):
                    client.execute_cell(cell, i)
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(client.nb, path)


def is_wanted(cell: NotebookNode, wanted: set[str]) -> bool:
    """Tell whether a cell imports the checks, or defines what an answer needs."""
    return "from mlcourse.checks import" in cell.source or ("exercise" not in tags(cell) and cell.source in wanted)


def answer(client: NotebookClient, i: int, lesson: Lesson, name: str, truth: dict[str, Truth]) -> None:
    """Write an exercise's answers one after the other, each with a run of its check, which stands at `i`."""
    exercise, check = client.nb.cells[i - 1], client.nb.cells[i]
    stub, right = exercise.source, solution(lesson.cells[exercises(lesson)[name]].source)
    sources = [f"{name} = check.{name}.mistakes[{j}].answer" for j in truth[name].mistakes]
    sources += {"right": [right], "untouched": [stub]}.get(truth[name].ended, [])
    for source in sources:
        exercise.source = source
        client.execute_cell(exercise, i - 1)
        client.execute_cell(check, i)
