"""Every lesson with its exercises solved, executed from top to bottom: nightly."""

import pytest
from lesson_code import LESSONS

from mlcourse.authoring.execute import execute
from mlcourse.authoring.notebook import lay_out


@pytest.mark.nightly
@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_a_solved_lesson_runs_and_every_check_says_so(lesson, tmp_path):
    notebook = lay_out(lesson, solved=True)
    execute(notebook, tmp_path)
    verdicts = [c.outputs[0].data["text/plain"] for c in notebook.cells if "check" in c.metadata.get("tags", [])]
    assert verdicts
    assert all(verdict.startswith("✅") for verdict in verdicts), verdicts
