"""What is said about the lab: each lesson's address, and where those run that need PyTorch."""

import re

import nbformat

from mlcourse.authoring.lite.address import lab_address, runs_in_browser
from mlcourse.authoring.lite.page import COMMANDS, elsewhere, page_of_lab
from tests.lesson_code import LESSONS, repository_file

HERE = [name for name, lesson in LESSONS.items() if runs_in_browser(lesson)]


def test_the_lessons_before_pytorch_run_in_the_browser():
    assert [name for name in LESSONS if name < "16"] == HERE


def test_the_page_leads_to_each_lesson_and_to_the_two_commands():
    text = page_of_lab(list(LESSONS.values()), from_cdn=True)
    assert re.findall(r'href="([^"]+)">(\d\d) ·', text) == [(lab_address(name), name[:2]) for name in HERE]
    assert f"lessons 16 to {max(LESSONS)[:2]}" in text and "index.md#two-commands" in text
    assert "jsDelivr" in text and "jsDelivr" not in page_of_lab(list(LESSONS.values()), from_cdn=False)
    assert not re.search(r"[{}]", text)


def test_in_place_of_a_lesson_with_pytorch_stands_where_it_runs():
    (cell,) = nbformat.reads(elsewhere(LESSONS["16_pytorch"]), as_version=4).cells
    assert cell.source.startswith("# 16 · PyTorch\n") and f"```\n{COMMANDS}\n```" in cell.source
    assert f"```\n{COMMANDS}\n```" in repository_file("README.md").read_text(encoding="utf-8")
