"""Slides and cribs in a real browser: from a file, without a network, with their formulas drawn."""

import pytest

from mlcourse.authoring.release.release import release
from tests.lesson_code import LESSONS, some_now_all_nightly

OVERFLOW = """() => {
    const slide = Reveal.getCurrentSlide(), parts = [...slide.querySelectorAll('.jp-Cell')];
    return Math.max(0, ...parts.map(part => part.offsetTop + part.offsetHeight)) - 720;
}"""
PROSE = """() => [...document.querySelectorAll('.jp-RenderedMarkdown')].map(cell => {
    const prose = cell.cloneNode(true);
    prose.querySelectorAll('code, pre, math').forEach(part => part.remove());
    return prose.textContent;
}).join(' ')"""
BROKEN = """() => [...document.querySelectorAll('math')].filter(formula => {
    const text = formula.textContent;
    return formula.namespaceURI !== 'http://www.w3.org/1998/Math/MathML' || !text.trim() || /[\\\\$]/.test(text);
}).length"""


def open_page(page, version, lesson, folder):
    """Release a version, open it from its file, and return whatever it asked for elsewhere, and its errors."""
    elsewhere, errors = [], []
    own = ("file:", "data:", "blob:", "about:")
    page.context.on("request", lambda request: request.url.startswith(own) or elsewhere.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    (path,) = release(version, [lesson.path], lesson.path.parents[1] / "notebooks", folder)
    page.goto(path.as_uri())
    return elsewhere, errors


@pytest.mark.parametrize("lesson", some_now_all_nightly("05", "13"))
def test_slides_need_no_network_and_show_every_formula(page, lesson, tmp_path):
    elsewhere, errors = open_page(page, "slides", lesson, tmp_path)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert "$" not in page.evaluate(PROSE)
    assert page.evaluate(BROKEN) == 0
    page.evaluate("document.fonts.ready")
    n_slides = page.evaluate("Reveal.getTotalSlides()")
    assert n_slides > 20
    too_tall, seen = {}, set()
    while True:
        indices = tuple(page.evaluate("Object.values(Reveal.getIndices())")[:2])
        seen.add(indices)
        if (pixels := page.evaluate(OVERFLOW)) > 0:
            too_tall[indices] = pixels
        if page.evaluate("Reveal.isLastSlide()"):
            break
        page.evaluate("Reveal.next()")
    assert len(seen) == n_slides
    assert not too_tall
    assert (elsewhere, errors) == ([], [])


def test_a_formula_is_drawn_in_its_own_font(page, tmp_path):
    open_page(page, "slides", LESSONS["03_gradient_descent"], tmp_path)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    page.evaluate("Reveal.slide(1, 0)")
    page.evaluate("document.fonts.ready")
    fraction = page.locator("section.present math[display=block] mfrac").first.bounding_box()
    assert fraction["height"] > 40
    assert page.evaluate("[...document.fonts].map(font => font.status)") == ["loaded"]


def test_the_notes_are_in_the_speakers_view_and_nowhere_else(page, tmp_path):
    lesson = LESSONS["14_backpropagation"]
    elsewhere, errors = open_page(page, "slides", lesson, tmp_path)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    notes = page.locator("aside.notes")
    assert notes.count() == sum("notes" in cell.tags for cell in lesson.cells) > 0
    assert not any(note.is_visible() for note in notes.all())
    place = page.evaluate(
        "(() => {const i = Reveal.getIndices(document.querySelector('aside.notes').closest('section'));"
        " Reveal.slide(i.h, i.v); return i})()"
    )
    assert place["h"] > 0
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    speaker = opened.value
    speaker.wait_for_function("document.querySelector('.speaker-controls-notes .value').innerText.length > 50")
    assert "Blackboard" in speaker.locator(".speaker-controls-notes .value").inner_text()
    assert (elsewhere, errors) == ([], [])


@pytest.mark.parametrize("lesson", some_now_all_nightly("13"))
def test_a_crib_needs_no_network_and_shows_every_formula_and_note(page, lesson, tmp_path):
    elsewhere, errors = open_page(page, "crib", lesson, tmp_path)
    assert "$" not in page.evaluate(PROSE)
    assert page.evaluate(BROKEN) == 0
    assert page.locator(".is-notes").count() == sum("notes" in cell.tags for cell in lesson.cells)
    assert all(note.is_visible() for note in page.locator(".is-notes").all())
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert (elsewhere, errors) == ([], [])
