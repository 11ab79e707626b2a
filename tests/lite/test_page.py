"""What is said about the lab: each lesson's address, and where those run that need PyTorch."""

import re

import nbformat

from mlcourse.authoring.exercise import stub
from mlcourse.authoring.lite.address import lab_address, runs_in_browser
from mlcourse.authoring.lite.page import COMMANDS, elsewhere, page_of_lab
from mlcourse.authoring.lite.part import NOT_HERE, without_torch
from mlcourse.authoring.release import student
from mlcourse.fingerprint import is_as_built
from mlcourse.folding import tags
from mlcourse.resources import resource_folder
from mlcourse.torch_extra import PACKAGES
from tests.lesson_code import LESSONS, imported, repository_file

HERE = [name for name, lesson in LESSONS.items() if runs_in_browser(lesson)]


def test_the_lessons_before_pytorch_run_in_the_browser_and_convolution_without_it():
    assert [*(name for name in LESSONS if name < "16"), "18_convolution"] == HERE


def test_the_page_leads_to_each_lesson_and_to_the_two_commands():
    text = page_of_lab(list(LESSONS.values()), from_cdn=True)
    assert re.findall(r'href="([^"]+)">(\d\d) ·', text) == [(lab_address(name), name[:2]) for name in HERE]
    assert "The first 16 lessons" in text and "cells that ask PyTorch: lesson 18.\n" in text
    assert "For lessons 16, 17, 19, 20 and 21, take" in text and "index.md#two-commands" in text
    assert "jsDelivr" in text and "jsDelivr" not in page_of_lab(list(LESSONS.values()), from_cdn=False)
    assert not re.search(r"[{}]", text)


def test_a_lesson_goes_on_without_the_cells_that_ask_pytorch_and_says_so():
    lesson = LESSONS["18_convolution"]
    whole = student.make(lesson, resource_folder("notebooks"))
    text = without_torch(whole)
    part, before = (nbformat.reads(each, as_version=4) for each in (text, whole))
    code = "\n".join(stub(cell.source) for cell in part.cells if cell.cell_type == "code")
    assert not {name.partition(".")[0] for name in imported(code)} & {*PACKAGES}
    assert not re.search(r"\b(torch|functional|require_torch)\b", code)
    n_asked = sum("torch" in tags(cell) for cell in before.cells)
    assert n_asked == sum(cell.source == NOT_HERE for cell in part.cells) == 3
    kept = {cell.id: cell.source for cell in part.cells}
    assert all(kept.get(cell.id) == cell.source for cell in before.cells[2:] if "torch" not in tags(cell))
    assert "needs PyTorch" not in part.cells[0].source and "without PyTorch" in part.cells[0].source
    assert is_as_built(part)


def test_in_place_of_a_lesson_with_pytorch_stands_where_it_runs():
    (cell,) = nbformat.reads(elsewhere(LESSONS["16_pytorch"]), as_version=4).cells
    assert cell.source.startswith("# 16 · PyTorch\n") and f"```\n{COMMANDS}\n```" in cell.source
    assert f"```\n{COMMANDS}\n```" in repository_file("README.md").read_text(encoding="utf-8")
