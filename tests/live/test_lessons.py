"""Every lesson's live version in a kernel of its own: revealed cell by cell, and caught up with at its end. Nightly."""

import os

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from mlcourse.authoring.execute import AS_TESTED
from mlcourse.authoring.release import live
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

pytestmark = [pytest.mark.nightly, pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)]


@pytest.fixture
def notebook(lesson, tmp_path):
    """Return the live version of a lesson, which lies in a folder of its own."""
    text = live.make(lesson, resource_folder("notebooks"))
    (tmp_path / f"{lesson.name}.live.ipynb").write_text(text, encoding="utf-8")
    return nbformat.reads(text, as_version=4)


@pytest.fixture
def execute(tmp_path):
    """Return a function that executes code, and returns what the kernel wants put in its place, and what it prints."""
    manager, client = start_new_kernel(cwd=str(tmp_path), env=os.environ | AS_TESTED)

    def run(code):
        printed = []

        def hook(message):
            if message["msg_type"] != "status":
                printed.append(message["content"].get("text") or message["content"].get("evalue") or "")

        reply = client.execute_interactive(code, output_hook=hook, timeout=600)["content"]
        assert reply["status"] == "ok", f"{code}\n\n{''.join(printed)}"
        replacements = [p["text"] for p in reply["payload"] if p["source"] == "set_next_input" and p["replace"]]
        return replacements, "".join(printed)

    yield run
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_the_whole_lesson_is_revealed_cell_by_cell(notebook, execute):
    n_revealed = 0
    for cell in notebook.cells:
        if cell.cell_type == "code":
            replacements, _ = execute(cell.source)
            if "%reveal" in cell.source:
                assert replacements == [cell.metadata.mlcourse.code]
                execute(replacements[0])
                n_revealed += 1
    assert n_revealed > 5


def test_the_whole_lesson_is_caught_up_with(notebook, execute):
    execute("%load_ext mlcourse.live")
    _, printed = execute("%catch_up recap")
    lines = [line for line in printed.splitlines() if "took" not in line]
    assert len(lines) == 2 and lines[1].startswith("Caught up in ")
