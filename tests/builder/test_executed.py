"""What the builder executes, and when."""

import re

from nbformat.v4 import new_code_cell, new_notebook, new_output

from mlcourse.authoring import execute as execution
from mlcourse.folding import tags
from tests.builder.course import RICH, SMALL, make, run, state


def test_the_outputs_are_stored_and_nothing_of_the_machine(built, rich):
    text = (built / "notebooks" / "00_rich.ipynb").read_text(encoding="utf-8")
    assert not re.search(r"/tmp/|/home/|0x[0-9a-f]{6}|20\d\d-\d\d-\d\dT", text)
    assert set(rich.metadata) == {"kernelspec", "language_info", "mlcourse"}
    assert rich.metadata.language_info == {"name": "python"}
    told = {"initial_source", "evaluation_criteria"}  # to assistants, about exercises alone
    assert all(set(cell.metadata) <= {"tags", *(told if "exercise" in tags(cell) else ())} for cell in rich.cells)
    code = [cell for cell in rich.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert [cell.outputs[-1].data["text/plain"] for cell in code if cell.source == "double(21)"] == ["42"]


def test_a_figure_comes_with_its_caption(rich):
    outputs = next(cell.outputs for cell in rich.cells if "plt.subplots" in cell.source)
    picture, caption, stream = outputs
    assert picture.metadata["image/png"]["alt"] == "A line."
    assert caption.data["text/markdown"] == "*A line.*"
    assert (stream.name, stream.text) == ("stdout", "one\ntwo\n")


def test_a_slider_is_stored_as_frames(rich):
    stream, frames, caption = next(cell.outputs for cell in rich.cells if "plots.slide" in cell.source)
    assert stream.text == "printed before the slider\n"
    assert frames.data["text/html"].count("<img") == frames.data["text/html"].count('type="range"') == 1
    assert caption.data["text/markdown"] == "*A slope.*"


def test_a_widget_leaves_one_output_without_its_random_ids():
    view = {"model_id": "0f3c", "version_major": 2, "version_minor": 0}
    widget = new_output("display_data", {execution.WIDGET: view, "text/plain": "VBox(…)"})
    cell = new_code_cell("panel", outputs=[new_output("stream", name="stdout", text="before"), widget])
    notebook = new_notebook(cells=[cell], metadata={"mlcourse": {}, "widgets": {"state": {}}})
    execution.normalize(notebook)
    (output,) = notebook.cells[0].outputs
    assert output.data[execution.WIDGET] == {"model_id": "", "version_major": 2, "version_minor": 0}
    assert output.data["text/plain"] == execution.WIDGET_TEXT
    assert "widgets" not in notebook.metadata


def test_building_by_force_twice_gives_the_same_bytes(course):
    before = state(course)
    result = run(course, "--force")
    assert result.output == "00_rich: built\n01_small: built\n"
    after = state(course)
    assert {name: content for name, (content, _) in after.items()} == {name: c for name, (c, _) in before.items()}
    assert all(after[name][1] > before[name][1] for name in before)


def test_building_again_changes_nothing(course):
    before = state(course)
    assert run(course).output == "00_rich: unchanged\n01_small: unchanged\n"
    assert state(course) == before


def test_only_what_changed_is_written(course):
    before = state(course)
    make(course, SMALL.replace("hello", "bye"), "01_small")
    assert run(course).output == "00_rich: unchanged\n01_small: built\n"
    after = state(course)
    assert after["00_rich.ipynb"] == before["00_rich.ipynb"]
    assert "bye\\n" in after["01_small.ipynb"][0].decode()
    assert sorted(after) == sorted(before)


def test_new_notes_change_no_notebook(course):
    before = state(course)
    make(course, RICH.replace("42.", "43.") + '\n# %% tags=["notes"]\n# More.\n', "00_rich")
    assert run(course, "00").output == "00_rich: unchanged\n"
    assert state(course) == before


def test_a_missing_folder_is_made_and_a_name_that_the_console_cannot_write_is_no_error(tmp_path):
    make(tmp_path, SMALL, "01_größe_日本")
    (tmp_path / "notebooks").rmdir()
    assert run(tmp_path, charset="cp1252").output == "01_größe_??: built\n"
    assert list(state(tmp_path)) == ["01_größe_日本.ipynb"]
