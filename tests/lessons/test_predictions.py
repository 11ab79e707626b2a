"""Predictions are safe: nothing that a student has in sight answers a **Predict:** before its cell has run."""

import ast
import importlib
import re

import nbformat
import pytest

from mlcourse.authoring.captions import CALLS, captions, literals
from mlcourse.authoring.release import live, student
from mlcourse.folding import tags
from mlcourse.plots.caption import caption_of
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

QUESTION = re.compile(r"\*\*Predict:\*\*.*?(?=\n\n|\Z)", re.DOTALL)
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
NOTEBOOKS = resource_folder("notebooks")
each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def copy_of(lesson, version=student):
    """Return the cells of a student's copy, or of the live version."""
    return nbformat.reads(version.make(lesson, NOTEBOOKS), as_version=4).cells


def predictions(cells):
    """Yield each prediction: the place of its cell, and the question in one line."""
    for i, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            yield from ((i, one_line(found[0])) for found in QUESTION.finditer(FOLDED.sub("", cell.source)))


def one_line(text):
    return " ".join(text.split())


def in_sight(cells, place):
    """Return all that can be read without a click, from the top to the end of the section that a cell stands in."""
    after = (i for i, cell in enumerate(cells) if i > place and cell.source.startswith("## "))
    seen = [cell for cell in cells[: next(after, len(cells))] if not tags(cell) & {"hint", "solution"}]
    return one_line("\n".join(FOLDED.sub("", cell.source) for cell in seen))


def leaks(cells, place, question, answers):
    """Return the answers to a prediction that are in sight."""
    text = in_sight(cells, place).replace(question, "")
    return [answer for answer in answers if re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text, re.IGNORECASE)]


@each_lesson
def test_the_cell_follows_and_what_reads_its_result_is_folded(lesson):
    cells = copy_of(lesson)
    for place, question in predictions(cells):
        assert cells[place + 1].cell_type == "code", f"{lesson.name}: let the cell follow its question: {question}"
        reads = next((cell for cell in cells[place + 1 :] if cell.cell_type == "markdown"), None)
        reads_nothing = reads is None or reads.source.startswith(("#", "**Predict:**")) or "hint" in tags(reads)
        assert reads_nothing or "after" in tags(reads), (
            f"{lesson.name}: tag the cell `after` that reads the result of: {question}"
        )


@each_lesson
def test_no_answer_is_in_sight_before_its_cell_has_run(lesson):
    answers = importlib.import_module(f"tests.predictions.{lesson.slug}").ANSWERS
    for version in (student, live):
        cells = copy_of(lesson, version)
        asked = list(predictions(cells))
        assert len(asked) == len(answers), f"{lesson.name}: give the answers of all its predictions, in their order"
        for (place, question), (words, phrases) in zip(asked, answers.items(), strict=True):
            assert words in question, f"{lesson.name}: {words!r} is not in the question {question!r}"
            assert phrases, question
            assert not leaks(cells, place, question, phrases), question


@each_lesson
def test_what_is_needed_later_stands_where_nobody_needs_to_click(lesson):
    for cell in lesson.cells:
        if "after" in cell.tags:
            bold = [" ".join(found.split()) for found in re.findall(r"\*\*(.+?)\*\*", cell.source, re.DOTALL)]
            introduced = [term for term in bold if not term.endswith((".", "!", "?"))]
            assert not introduced, f"lessons/{lesson.name}.py:{cell.line}: introduce these in a cell of their own"
            assert not re.search(r"^#", cell.source, re.MULTILINE), f"lessons/{lesson.name}.py:{cell.line}: a heading"


@each_lesson
def test_no_copy_holds_a_caption_or_an_assertion(lesson):
    for version in (student, live):
        text = "\n".join(cell.source for cell in copy_of(lesson, version))
        assert not [caption for caption in captions(lesson).values() if caption in text]
        assert not re.search(r"^assert ", text, re.MULTILINE)


@each_lesson
def test_every_caption_is_written_out_so_that_a_key_can_take_its_place(lesson):
    for cell in lesson.cells:
        if cell.kind == "code" and "notes" not in cell.tags:
            calls = [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call)]
            n_drawn = sum(ast.unparse(call.func) in CALLS for call in calls)
            todo = f"lessons/{lesson.name}.py:{cell.line}: write each caption out, as the second argument"
            assert len(list(literals(cell.source))) == n_drawn, todo


@each_lesson
def test_every_caption_is_looked_up_and_in_the_built_notebook(lesson):
    built = nbformat.read(NOTEBOOKS / f"{lesson.name}.ipynb", as_version=4)
    shown = {output.get("data", {}).get("text/markdown") for cell in built.cells for output in cell.get("outputs", [])}
    for key, caption in captions(lesson).items():
        assert caption_of(key) == caption, "run `mlcourse build`"
        drawn = any(f'"{key}"' in cell.source for cell in built.cells)
        assert drawn and (f"*{caption}*" in shown or "edit_kernel" in str(built)), caption


def test_the_search_finds_what_leaks():
    cells = copy_of(LESSONS["02_cost_model"])
    place, question = next(predictions(cells))
    assert leaks(cells, place, question, ["eleven rows"]) == ["eleven rows"]
    cells[place + 1].source += "\n# two are wrong"
    assert leaks(cells, place, question, ["two are wrong", "three"]) == ["two are wrong"]
    folded = FOLDED.sub("", "a <details>\n\nthe mouse\n\n</details> b")
    assert "mouse" not in folded
