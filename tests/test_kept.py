"""Each verdict is kept as data in the notebook's own output, and nothing that shows notebooks minds it."""

import logging
import warnings

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, MarkdownExporter, SlidesExporter
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from mlcourse.checks import start_here
from mlcourse.checks.engine.history import History, lesson_of
from mlcourse.checks.engine.verdict import Verdict
from mlcourse.kept import MIME, Kept, from_data, kept_in, key_of, to_data
from tests.checks.answers import mean

GRAMS, LIGHTEST = (start_here.heaviest_kg.mistakes[i] for i in (0, 3))
SET_UP = """from mlcourse import data
from mlcourse.checks import start_here as check
mass = data.load_animals_fruits()["mass_g"]"""
ANSWERS = ["...", "mass.max()", "mass.min() / 1000", "mass.max() / 1000", "mass.max() / 1000 + 0"]


def checked(answer: str, graded: str = "") -> str:
    return f"heaviest_kg = {answer}\nheaviest_kg = check.heaviest_kg(heaviest_kg{graded})"


@pytest.fixture(scope="module")
def run():
    """Return a notebook in which an exercise was tried five times and twice for points, in one real kernel."""
    sources = [SET_UP, *map(checked, ANSWERS)]
    sources += [checked("mass.min() / 1000", ", graded=True"), checked("mass.max() / 1000 + 0.0", ", graded=True")]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    client = NotebookClient(
        notebook,
        allow_errors=True,
        config=Config(KernelManager={"transport_encryption": "auto"}),
        kernel_name="python3",
    )
    client.execute()
    nbformat.validate(notebook)
    return notebook


def test_tries_and_misunderstandings_are_counted_while_the_kernel_runs(run):
    kept = list(kept_in(run))
    assert {(k.lesson, k.exercise) for k in kept} == {("start_here", "heaviest_kg")}
    outcomes = ["untouched", "misunderstood", "misunderstood", "right", "right", "misunderstood", "right"]
    assert [k.outcome for k in kept] == outcomes
    assert [k.tries for k in kept] == [0, 1, 2, 3, 3, 4, 4]
    assert kept[2].says == f"`heaviest_kg`: {LIGHTEST.says}" and kept[2].mistake == key_of(kept[2].says)
    assert list(kept[3].met.values()) == [f"`heaviest_kg`: {m.says}" for m in (GRAMS, LIGHTEST)]
    assert kept[3].mistake == "" and kept[6].met == kept[3].met


def test_the_data_stand_beside_what_is_shown_in_the_same_output(run):
    for cell in run.cells[1:6]:
        (output,) = cell.outputs
        assert output.output_type == "display_data" and set(output.data) == {"text/plain", "text/html", MIME}
    assert run.cells[4].outputs[0].data["text/plain"] == "✅ `heaviest_kg` is right."


def test_where_a_check_grades_nothing_more_is_shown(run):
    silent, error = run.cells[6].outputs
    assert silent.output_type == "display_data" and silent.data["text/plain"] == "" and "text/html" not in silent.data
    assert error.output_type == "error" and error.ename == "CheckFailed"


def test_the_points_stay(run):
    utils = pytest.importorskip("nbgrader.utils")
    for cell, points in zip(run.cells[6:], (0, 1), strict=True):
        marked = cell.copy()
        marked.metadata = nbformat.from_dict({"nbgrader": {"grade": True, "solution": False, "points": 1}})
        assert utils.determine_grade(marked) == (points, 1)


@pytest.mark.parametrize("exporter", [HTMLExporter, MarkdownExporter, SlidesExporter])
def test_a_page_is_the_same_without_the_data(run, exporter, caplog):
    bare = nbformat.from_dict(run)
    for cell in bare.cells:
        for output in cell.outputs:
            output.get("data", {}).pop(MIME, None)
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error", UserWarning)
        pages = [exporter().from_notebook_node(notebook)[0] for notebook in (run, bare)]
    assert caplog.records == []
    assert pages[0] == pages[1] and "vnd.mlcourse" not in pages[0]


def test_the_key_is_that_of_the_sentence():
    assert key_of("divide  by\n `n`") == key_of("divide by `n`") != key_of("divide by `m`")
    assert lesson_of(start_here.heaviest_kg) == "start_here" and lesson_of(mean) == ""


def test_the_keys_of_an_exercise_differ_as_its_sentences_do():
    for check in (v for v in vars(start_here).values() if hasattr(v, "mistakes")):
        sentences = {mistake.says for mistake in check.mistakes}
        assert len({key_of(says) for says in sentences}) == len(sentences)


def test_what_is_not_there_yet_is_no_try():
    history = History()
    for outcome, tries in [("untouched", 0), ("wrong", 1), ("untouched", 1), ("right", 2), ("right", 2), ("wrong", 3)]:
        assert history.add(mean, Verdict(outcome, "So."))["tries"] == tries


KEPT = Kept("cost_model", "n_errors", "misunderstood", key_of("So."), "So.", 2, {key_of("So."): "So."})


def test_there_and_back():
    assert from_data(to_data(KEPT)) == KEPT


@pytest.mark.parametrize(
    "change",
    [{"version": 2}, {"outcome": "fine"}, {"tries": -1}, {"tries": True}, {"tries": "2"}, {"says": None},
     {"says": "a" * 5000}, {"met": 3}, {"met": [3]}, {"met": [{"mistake": []}]}, {"lesson": 7},
     {"met": [{"mistake": "ab", "says": "So."}]}, {"mistake": "ab"}, {"says": "\ud800"}, {"says": b"So."}],
)  # fmt: skip
def test_data_of_another_making_are_no_verdict(change):
    assert from_data(to_data(KEPT) | change) is None


@pytest.mark.parametrize("notebook", [None, 3, [], {}, {"cells": 3}, {"cells": [3, {"outputs": 3}, {"outputs": [3]}]}])
def test_what_is_no_notebook_keeps_nothing(notebook):
    assert list(kept_in(notebook)) == []
