"""Pictures that move: frames from a file, with no kernel and no network; steps in JupyterLab, keyboard included."""

import html
import re

from playwright.sync_api import expect

from mlcourse import plots
from mlcourse.folding import AFTER
from mlcourse.plots.figure import FRAMES, STORED
from tests.browser.jupyterlab import Notebook
from tests.browser.test_pages import open_page
from tests.lesson_code import LESSONS

STEPS = """plots.steps(lambda ax, step: ax.set_title(f"after {step}"), "A title that counts.", 4)"""


def open_frames(page, monkeypatch, tmp_path, draw):
    """Open what a moving picture stores, as a page from a file; return what it asks for elsewhere."""
    shown, elsewhere = [], []
    monkeypatch.setenv(STORED, FRAMES)
    monkeypatch.setattr("IPython.display.display", lambda output, **_: shown.append(output))
    draw()
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><body>{shown[0]['text/html']}</body>", encoding="utf-8")
    page.on("request", lambda request: request.url.startswith(("file:", "data:")) or elsewhere.append(request.url))
    page.goto(file.as_uri())
    return elsewhere


def test_steps_are_turned_by_mouse_and_by_keyboard(page, monkeypatch, tmp_path):
    elsewhere = open_frames(
        page, monkeypatch, tmp_path, lambda: plots.steps(lambda ax, step: ax.plot([0, step]), "A <line> rises.", 4)
    )
    bar, picture = page.get_by_label("step"), page.locator("img")
    assert html.unescape(picture.get_attribute("alt")) == "A <line> rises."
    seen = [picture.get_attribute("src")]
    for _ in range(4):  # the last one goes nowhere
        page.get_by_role("button", name="next").click()
        seen.append(picture.get_attribute("src"))
    assert len(set(seen)) == 4 and seen[-1] == seen[-2]
    assert (bar.input_value(), bar.get_attribute("aria-valuetext"), page.locator("output").inner_text()) == ("3",) * 3
    bar.focus()
    page.keyboard.press("ArrowLeft")
    assert picture.get_attribute("src") == seen[2]
    page.keyboard.press("Home")
    assert picture.get_attribute("src") == seen[0]
    page.get_by_role("button", name="back").click()
    assert picture.get_attribute("src") == seen[0]
    assert elsewhere == []


def test_two_sliders_show_the_frame_of_both_their_values(page, monkeypatch, tmp_path):
    def draw(ax, weight, bias):
        drawn.append((weight, bias))
        ax.plot([bias, weight])

    drawn = []
    open_frames(
        page,
        monkeypatch,
        tmp_path,
        lambda: plots.slide(draw, "A line.", figsize=(2, 1), weight=(0.0, 1.0, 0.5), bias=(1, 4)),
    )
    assert drawn == [(w, b) for w in (0.0, 0.5, 1.0) for b in (1, 2, 3, 4)]
    frames = re.findall(r'"([\w+/=]{40,})"', page.locator("script").first.text_content())
    assert len(frames) == 12
    page.get_by_label("weight").fill("2")
    page.get_by_label("bias").fill("3")
    assert page.locator("output").all_inner_texts() == ["1.0", "4"]
    assert page.locator("img").get_attribute("src").endswith(frames[11])
    page.get_by_label("weight").fill("0")
    assert page.locator("img").get_attribute("src").endswith(frames[3])


def test_a_slider_moves_in_slides_and_in_a_crib(page, tmp_path):
    for version in ("crib", "slides"):
        elsewhere, errors = open_page(page, version, LESSONS["05_logistic_regression"], tmp_path)
        if version == "slides":
            page.wait_for_function("window.Reveal && Reveal.isReady()")
            page.evaluate(
                "Reveal.slide(...Object.values(Reveal.getIndices("
                "document.querySelector('.frames').closest('section.present, section'))).slice(0, 2), 99)"
            )
        frames = page.locator(".frames").first
        before = frames.locator("img").get_attribute("src")
        frames.locator("input").focus()
        place = page.url
        page.keyboard.press("ArrowRight")
        assert frames.locator("img").get_attribute("src") != before
        assert page.url == place  # the slides stay where they are
        assert (elsewhere, errors) == ([], [])


def test_steps_in_jupyterlab_by_mouse_and_by_keyboard(lab, page):
    notebook = Notebook(page, lab("02_cost_model.ipynb"))
    setup = notebook.cell("import numpy as np")
    notebook.run(setup)
    cell = notebook.insert_above(setup, STEPS)
    notebook.run(cell)
    picture, bar = cell.locator("img"), cell.get_by_role("slider")

    def settled(step):
        """Return the picture of a step, when bar and picture have come to rest: on a busy machine, one by one."""
        expect(bar).to_have_attribute("aria-valuenow", re.compile(rf"^{step}(\.0)?$"))
        before = None
        while before != (before := picture.get_attribute("src")):
            page.wait_for_timeout(1000)
        return before

    pictures = [settled(0)]
    cell.get_by_role("button", name="next").click()
    pictures.append(settled(1))
    cell.get_by_role("button", name="next").press("Enter")
    pictures.append(settled(2))
    assert len(set(pictures)) == 3
    bar.press("ArrowLeft")
    settled(1)
    expect(picture).to_have_attribute("src", pictures[1])
    cell.get_by_role("button", name="back").press("Space")
    settled(0)
    expect(picture).to_have_attribute("src", pictures[0])
    assert picture.get_attribute("alt") == "A title that counts."


def test_what_reads_a_result_is_folded_and_opens_with_a_click(lab, page):
    notebook = Notebook(page, lab("02_cost_model.ipynb"))
    notebook.cell("n_errors = ...")
    folded = page.locator("details", has_text=AFTER).first
    folded.scroll_into_view_if_needed()
    inside = folded.locator("p").first
    expect(inside).not_to_be_visible()
    folded.locator("summary").click()
    expect(inside).to_be_visible()
    assert page.locator(".jp-CodeCell .jp-Placeholder").count() > 0  # a given cell's code is one line, too
