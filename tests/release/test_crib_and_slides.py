"""Cribs and slides, as files: nothing is missing, nothing is fetched, and nothing comes from an old notebook."""

import base64
import functools
import io
import re
from html import unescape

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from mlcourse.authoring.exercise import solution, stub
from mlcourse.authoring.layout import complete
from mlcourse.authoring.lesson import LessonError
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.release import crib, slides
from mlcourse.authoring.rules import COMMANDS
from mlcourse.folding import tags
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS, some_now_all_nightly

each_lesson = pytest.mark.parametrize("lesson", some_now_all_nightly("05", "07", "13"))
FORMULA = re.compile(r"\$\$.+?\$\$|\$.+?\$", re.DOTALL)


@functools.cache
def text(version, lesson):
    """Return a page, made once."""
    return version.make(lesson, resource_folder("notebooks"))


@functools.cache
def made(version, lesson):
    """Return a page, read; do not change it."""
    return BeautifulSoup(text(version, lesson), "html.parser")


def lines(said):
    """Return the lines of a text that say something, without spaces: a page may break and color them."""
    return [re.sub(r"\s", "", line) for line in said.splitlines() if line.strip()]


def fetched(page):
    """Yield every address that a browser would ask for on its own."""
    for element in page.find_all(True):
        if element.name != "a":
            yield from (element[name] for name in ("src", "href", "data", "poster") if name in element.attrs)
        yield from re.findall(r"url\(\s*[\"']?([^\"')]+)", element.get("style", ""))
        if element.name == "style":
            yield from re.findall(r"url\(\s*[\"']?([^\"')]+)", element.text)
            assert "@import" not in element.text


@each_lesson
@pytest.mark.parametrize("version", [crib, slides])
def test_a_page_brings_all_that_it_needs(version, lesson):
    page = made(version, lesson)
    addresses = list(fetched(page))
    assert addresses
    assert all(address.startswith("data:") for address in addresses)
    assert page.title.text.startswith(lesson.name)
    assert all(image["alt"].strip() for image in page.find_all("img"))


@each_lesson
def test_a_crib_holds_the_code_the_notes_the_solutions_and_what_students_answer(lesson):
    page = made(crib, lesson)
    assert {script.get("type") for script in page.find_all("script")} <= {"application/json"}  # frames' pictures
    shown = re.sub(r"\s", "", page.text)
    for cell in complete(lesson).cells:
        if cell.cell_type == "code" and "assert" not in tags(cell):
            assert all(line in shown for line in lines(solution(cell.source)))
    notes = [cell for cell in lesson.cells if "notes" in cell.tags]
    assert len(page.select(".is-notes")) == len(notes)
    exercises = [cell for cell in lesson.cells if "exercise" in cell.tags]
    assert len(page.select(".mistakes")) == len(page.select(".is-exercise")) == len(exercises)
    assert len(page.select(".predict")) >= len(re.findall(r"\*\*Predict:\*\*", "".join(c.source for c in lesson.cells)))
    assert page.find("header").find(string=re.compile("lines to type"))


@each_lesson
def test_slides_hold_the_texts_the_stubs_and_no_assertions(lesson):
    page = made(slides, lesson)
    shown = re.sub(r"\s", "", page.select_one(".slides").text)
    assert len(page.select("aside.notes")) == sum("notes" in cell.tags for cell in lesson.cells)
    for cell in complete(lesson).cells:
        if "exercise" in tags(cell):
            assert all(line in shown for line in [*lines(stub(cell.source)), *lines(solution(cell.source))])
        elif cell.cell_type == "code" and not tags(cell) & {"given", "check", "assert", "notes"}:
            assert all(line in shown for line in lines(cell.source))
        elif "check" in tags(cell):
            assert lines(cell.source)[0] not in shown
    assert not re.search(r"\bassert ", page.select_one(".slides").text)


@each_lesson
def test_formulas_become_mathml(lesson):
    prose = [cell.source for cell in lesson.cells if cell.kind == "markdown"]
    n_formulas = sum(len(FORMULA.findall(re.sub(r"```.*?```|`[^`]*`", "", said, flags=re.DOTALL))) for said in prose)
    assert len(made(crib, lesson).find_all("math")) >= n_formulas


@each_lesson
def test_the_font_has_every_sign_of_the_formulas_and_the_root(lesson):
    file = base64.b64decode(re.search(r"data:font/woff;base64,([^)\"']+)", text(crib, lesson))[1])
    formulas = made(crib, lesson).find_all("math")
    signs = {sign for formula in formulas for sign in formula.text if not sign.isspace()}
    signs |= {"√" for formula in formulas if formula.find(["msqrt", "mroot"])}
    assert signs <= set(map(chr, TTFont(io.BytesIO(file)).getBestCmap() or ()))


@pytest.mark.parametrize("version", [crib, slides])
def test_a_page_is_the_same_each_time(version):
    lesson = LESSONS["05_logistic_regression"]  # whose pages other tests read, too
    assert version.make(lesson, resource_folder("notebooks")) == text(version, lesson)


@pytest.mark.parametrize("version", [crib, slides])
def test_an_old_or_missing_notebook_is_refused_in_one_sentence(version, tmp_path):
    built = resource_folder("notebooks") / "03_gradient_descent.ipynb"
    (tmp_path / "lessons").mkdir()
    path = tmp_path / "lessons" / "03_gradient_descent.py"
    source = LESSONS["03_gradient_descent"].path.read_text(encoding="utf-8")
    path.write_text(source, encoding="utf-8")
    with pytest.raises(LessonError, match="not up to date: run `mlcourse build 03`"):
        version.make(read_lesson(path), tmp_path)
    (tmp_path / built.name).write_bytes(built.read_bytes())
    path.write_text(source.replace("Six. We can see why", "Seven. We can see why"), encoding="utf-8")
    with pytest.raises(LessonError, match="not up to date: run `mlcourse build 03`"):
        version.make(read_lesson(path), tmp_path)


def test_a_norms_bars_stay_small():
    from mlcourse.authoring.release.parts.mathematics import mathml

    bars = re.findall(r"<mo[^>]*>([^<]+)</mo>", mathml(r"\lVert x\rVert", "inline"))
    assert [unescape(bar) for bar in bars] == ["‖", "‖"]
    assert mathml(r"\lVert x\rVert", "inline").count('stretchy="false"') == 2


ARGUMENTS = {
    r"\frac": "{1}{2}",
    r"\binom": "{1}{2}",
    r"\left": r"(x\right)",
    r"\right": None,
    r"\big": "(",
    r"\Big": "(",
}
ARGUMENTS |= dict.fromkeys((r"\text", r"\mathrm", r"\bar", r"\hat", r"\sqrt"), "{x}")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_of_a_formula_is_drawn_and_not_written_out(command):
    from mlcourse.authoring.release.parts.mathematics import mathml

    arguments = ARGUMENTS.get(command, " x")
    if arguments is not None:
        assert "\\" not in mathml(command + arguments, "inline")
