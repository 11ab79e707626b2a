"""What an assistant is told, by jupyter-ai-tutor itself in JupyterLab, when a student clicks its buttons."""

import os
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mlcourse.authoring.tutor import solution_lines
from mlcourse.tutor import RULES
from tests.browser.jupyterlab import Notebook, mlcourse_lab
from tests.browser.model import ANSWER, model
from tests.lesson_code import LESSONS, repository_file
from tests.tools import missing

if find_spec("jupyter_ai_tutor") is None:
    missing("jupyter-ai-tutor was not found: run `uv sync --inexact --group tutor`")

NAME = "02_cost_model"
WRONG = "def error_rate(y, prediction):\n    return np.sum(prediction != y)"
RIGHT = "def error_rate(y, prediction):\n    return sum(a != b for a, b in zip(y, prediction)) / len(y)"
MISTAKE = "this is the *number* of errors"
CONFIG = """import sys
sys.path.insert(0, {folder!r})
from tests.browser.jupyternaut import install
c = get_config()
c.ServerApp.tornado_settings = install({address!r})
"""
PARTS = ("action", "context", "source", "initial_source", "reference_solution", "evaluation_criteria")


@pytest.fixture
def assistant(tmp_path):
    """Return a model that JupyterLab in tmp_path is set to."""
    with model() as server:
        (tmp_path / "CONFIG").mkdir()
        config = CONFIG.format(folder=str(repository_file()), address=server.address)
        (tmp_path / "CONFIG" / "jupyter_server_config.py").write_text(config)
        yield server


def button(page, name):
    """Return a button of the active cell."""
    return page.locator(f'.jp-mod-active .jp-cell-toolbar [data-command="jupyter-ai-tutor:{name}-code"]')


def look(page, name):
    """Keep a picture, if somebody wants to look."""
    if folder := os.environ.get("MLCOURSE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def ask(page, assistant, cell, name):
    """Click a button of an exercise, wait for the answer; return what the model was told, part by part."""
    before = len(assistant.told)
    cell.locator(".cm-content").click()
    button(page, name).click()
    expect(page.locator("#jupyter-ai-tutor-panel").get_by_text(ANSWER)).to_have_count(before + 1)
    system, user = assistant.told[-1]["messages"]
    assert len(assistant.told) == before + 1 and (system["role"], user["role"]) == ("system", "user")
    assert system["content"] == RULES.strip()
    found = {part: re.search(rf"<{part}>\n?(.*?)\n?</{part}>", user["content"], re.DOTALL) for part in PARTS}
    return {part: one[1] for part, one in found.items() if one}, user["content"]


def test_the_assistant_is_told_how_it_began_and_what_the_check_knows_but_no_solution(page, tmp_path, assistant):
    (source,) = [c.source for c in LESSONS[NAME].cells if "exercise" in c.tags and "def error_rate" in c.source]
    stub = source[: source.index("    ### BEGIN")] + "    ..."
    with mlcourse_lab(tmp_path / "work", tmp_path) as lab:
        notebook = Notebook(page, lab(f"{NAME}.ipynb"))
        exercise = notebook.cell("def error_rate")
        told = {"stub": ask(page, assistant, exercise, "explain")}
        expect(button(page, "review")).to_have_attribute("aria-disabled", "true")  # nothing was written yet
        for answer in (WRONG, RIGHT):
            notebook.write(exercise, answer)
            told[answer] = ask(page, assistant, exercise, "review")
        look(page, "tutor")
    assert [parts["action"] for parts, _ in told.values()] == ["explain", "review", "review"]
    assert [parts["source"] for parts, _ in told.values()] == [stub, WRONG, RIGHT]
    for parts, text in told.values():
        assert parts["initial_source"] == stub and MISTAKE in parts["evaluation_criteria"]
        assert "Return their error rate." in parts["context"] and "reference_solution" not in parts
        assert not [line for line in solution_lines(LESSONS[NAME]) if line in text]
