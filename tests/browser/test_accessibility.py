"""Pages, and a lesson in JupyterLab, as axe-core judges them: names, alternative texts, headings, WCAG's colors."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.jupyterlab import Notebook
from tests.browser.test_pages import open_page
from tests.lesson_code import LESSONS

LESSON = LESSONS["05_logistic_regression"]
JUPYTERLABS_OWN = {
    "aria-allowed-attr": "a toolbar's buttons are said to be pressed or not, and have no role",
    "aria-input-field-name": "a cell's editor has no name; a slider is judged below",
    "aria-required-children": "the cells are a feed, and no articles",
    "button-name": "the button that folds a section has no name",
    "link-in-text-block": "links are not underlined, and dark blue among black; axe does not report it each time",
    "region": "the link that skips to the notebook lies in no landmark",
    "scrollable-region-focusable": "code too wide for its cell is scrolled by mouse alone",
}
IPYWIDGETS_OWN = {"aria-input-field-name": "a slider's handle has no name, and nothing in Python gives it one"}
OURS = {"include": [[".jp-RenderedMarkdown"], [".jp-OutputArea-output"]]}
KERNEL = 'plots.edit_kernel(lambda ax, kernel: ax.imshow(kernel), "A kernel.", {"edge": np.eye(3)})'


def judge(page, context=None):
    """Return the elements that break a rule, by rule, and how many texts' colors were judged."""
    found = Axe().run(page, context, {"resultTypes": ["violations", "passes"]}).response
    broken = {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found["violations"]}
    return broken, sum(len(rule["nodes"]) for rule in found["passes"] if rule["id"] == "color-contrast")


def test_a_crib(page, tmp_path):
    open_page(page, "crib", LESSON, tmp_path)
    broken, n_texts = judge(page)
    assert broken == {}
    assert n_texts > 500


def test_every_slide(page, tmp_path):
    open_page(page, "slides", LESSON, tmp_path)
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    broken, _ = judge(page)
    assert broken == {}
    page.add_style_tag(content=".reveal .backgrounds {display: none}")  # empty, but axe sees no color in front of it
    page.add_style_tag(content="* {transition: none !important}")  # what is still fading in has another color
    n_texts = 0
    for place in page.evaluate("Reveal.getSlides().map(slide => Reveal.getIndices(slide))"):
        page.evaluate("place => Reveal.slide(place.h, place.v, 99)", place)  # with all its fragments
        broken, n_more = judge(page, "section.present:not(.stack)")
        assert broken == {}, place
        n_texts += n_more
    assert n_texts > 500


def show_all(page):
    """Make JupyterLab as tall as all cells of lesson 02, and its page not flat: axe takes what is within for hidden."""
    page.add_style_tag(content="body {height: 100vh}")
    page.set_viewport_size({"width": 1280, "height": 14_000})
    page.wait_for_function("document.querySelector('.jp-WindowedPanel-outer').clientHeight > 13_000")
    page.locator(".jp-WindowedPanel-outer").evaluate("panel => panel.scrollTo(0, 0)")
    page.wait_for_timeout(1000)  # what comes into sight is drawn a moment later


def darken(page):
    """Choose JupyterLab's dark theme."""
    item = page.locator(".lm-Menu-itemLabel")
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    item.get_by_text("Theme", exact=True).hover()
    item.get_by_text("JupyterLab Dark", exact=True).click()
    page.locator("body[data-jp-theme-name='JupyterLab Dark']").wait_for()
    page.wait_for_timeout(1000)


def test_a_lesson_in_jupyterlab(lab, page):  # the page goes first: a server that is asked something may not end
    notebook = Notebook(page, lab("02_cost_model.ipynb"))
    notebook.run_all()
    slider = notebook.cell("plots.slide(")
    notebook.run(notebook.insert_above(slider, KERNEL))
    broken, _ = judge(page)
    assert broken.keys() <= JUPYTERLABS_OWN.keys()
    expect(page.get_by_label("row 1, column 2")).to_have_value("0")
    expect(slider.locator(".widget-label")).to_have_attribute("title", "threshold")

    show_all(page)
    for theme in ("light", "dark"):
        if theme == "dark":
            darken(page)
        broken, n_texts = judge(page, OURS)
        assert broken.keys() <= IPYWIDGETS_OWN.keys() | {"link-in-text-block"}, theme
        assert n_texts > 100
