"""Every lesson with its exercises solved, as it is released, executed from top to bottom: nightly."""

import nbformat
import pytest

from mlcourse.authoring.execute import execute
from mlcourse.authoring.release import solved
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS


@pytest.mark.nightly
@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_solved_lesson_runs_and_every_check_says_so(lesson, tmp_path):
    notebook = nbformat.reads(solved.make(lesson, resource_folder("notebooks")), as_version=4)
    execute(notebook, tmp_path)
    verdicts = [c.outputs[0].data["text/plain"] for c in notebook.cells if "check" in c.metadata.get("tags", [])]
    assert verdicts
    assert all(verdict.startswith("✅") for verdict in verdicts), verdicts
