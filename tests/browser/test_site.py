"""The published site, built whole and opened from a server on localhost: it asks for nothing elsewhere."""

import html
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import pytest
from playwright.sync_api import expect

from mlcourse.authoring.site.build import build_site
from mlcourse.folding import tags
from mlcourse.resources import resource_folder
from tests.browser.test_accessibility import judge
from tests.lesson_code import LESSONS, some_now_all_nightly

PREDICTED = """() => [...document.querySelectorAll('article p > strong')]
    .filter(strong => strong.textContent === 'Predict:')
    .flatMap(strong => {
        const cells = [];
        let next = strong.parentElement.nextElementSibling;
        while (next && !next.matches('div.cell')) next = next.nextElementSibling;
        for (; next && next.matches('div.cell'); next = next.nextElementSibling) cells.push(next);
        return cells.map(cell => [...cell.querySelectorAll('.cell_output')]).filter(outputs => outputs.length);
    })
    .map(outputs => outputs.some(output => output.checkVisibility()))"""
QUESTION = "What is the difference between bagging and a random forest?"
SHOWN = "article details > summary ~ *"
FADES = "part => `${getComputedStyle(part).animationName} ${getComputedStyle(part).opacity}`"


class Quiet(SimpleHTTPRequestHandler):
    """A server that says nothing."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site, and serve it; yield its address, its folder, and Sphinx's warnings."""
    folder = tmp_path_factory.mktemp("site") / "made"
    warnings = build_site(resource_folder("notebooks").parent, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder, warnings
    server.shutdown()


@pytest.fixture
def elsewhere(page, site):
    """Return what pages ask for elsewhere, and the errors of their scripts."""
    found = []
    own = (site[0], "data:", "blob:")
    page.context.on("request", lambda request: request.url.startswith(own) or found.append(request.url))
    page.context.on("response", lambda response: response.status < 400 or found.append(response.url))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda message: message.type != "error" or found.append(message.text))
    return found


def test_it_builds_without_a_warning_and_is_small(site):
    _, folder, warnings = site
    assert warnings == []
    assert n_bytes(folder) < 40e6 and not list(folder.rglob("*.map"))


@pytest.mark.nightly
def test_with_the_lab_it_is_small_too(tmp_path):
    build_site(resource_folder("notebooks").parent, tmp_path / "site", lite="cdn")
    assert n_bytes(tmp_path / "site") < 60e6


def n_bytes(folder):
    """Return how many bytes a folder's files have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_a_prediction_stays_one_until_somebody_clicks(page, site, elsewhere):
    page.goto(f"{site[0]}/02_cost_model.html")
    answers = page.locator("article details").filter(has_text="Read on when you have seen it")
    expect(answers.first).to_be_visible()
    assert page.locator("article details[open]").count() == 0
    page.get_by_role("button", name="Open all answers").click()
    assert page.locator("article details:not([open])").count() == 0
    expect(page.locator("mjx-container").first).to_be_visible()  # a formula, drawn
    page.get_by_role("button", name="Fold all answers").click()
    assert page.locator("article details[open]").count() == 0
    assert elsewhere == []


@pytest.mark.parametrize("lesson", some_now_all_nightly("00", "10"))
def test_what_comes_out_is_in_sight_after_a_click_alone(page, site, lesson):
    page.goto(f"{site[0]}/{lesson.name}.html")
    folded = page.evaluate(PREDICTED)
    assert len(folded) >= 5 and not any(folded)
    page.get_by_role("button", name="Open all answers").click()
    opened = page.evaluate(PREDICTED)
    assert len(opened) == len(folded) == n_predicted(lesson) and all(opened)


def n_predicted(lesson):
    """Return how many cells of a built notebook follow a prediction and show something."""
    notebook = nbformat.read(resource_folder("notebooks") / f"{lesson.name}.ipynb", as_version=4)
    n_cells, asked = 0, False
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            asked = "**Predict:**" in cell.source
        elif not tags(cell) & {"assert", "check"}:
            n_cells += asked and any("widget-view" not in str(output) for output in cell.outputs)
    return n_cells


def test_what_moved_still_moves_by_keyboard(page, site, elsewhere):
    page.goto(f"{site[0]}/02_cost_model.html")
    page.get_by_role("button", name="Open all answers").click()
    mover = page.locator(".frames").first
    before = mover.locator("img").get_attribute("src")
    handle = mover.get_by_role("slider").first
    assert handle.get_attribute("aria-valuetext")
    handle.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert mover.locator("img").get_attribute("src") != before
    assert elsewhere == []


def test_what_moved_still_moves_by_touch(browser, site):
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{site[0]}/02_cost_model.html")
    page.get_by_role("button", name="Open all answers").tap()
    mover = page.locator(".frames").first
    handle = mover.get_by_role("slider").first
    handle.scroll_into_view_if_needed()
    before, value = mover.locator("img").get_attribute("src"), handle.get_attribute("aria-valuetext")
    box = handle.bounding_box()
    page.touchscreen.tap(box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2)
    assert mover.locator("img").get_attribute("src") != before
    assert handle.get_attribute("aria-valuetext") != value
    page.context.close()


def test_a_term_leads_to_the_glossary(page, site, elsewhere):
    page.goto(f"{site[0]}/10_random_forests.html")
    page.locator("article a[href^='glossary.html#term-']").first.click()
    expect(page.locator("dt:target")).to_be_visible()
    assert elsewhere == []


def test_a_question_leads_to_its_lesson(page, site, elsewhere):
    page.goto(f"{site[0]}/index.html")
    page.keyboard.press("Control+k")
    page.get_by_placeholder("Search").locator("visible=true").fill(QUESTION)
    page.keyboard.press("Enter")
    found = page.locator("#search-results li")
    expect(found.first).to_contain_text("10 · Random forests")
    expect(found.first.locator(".context")).to_contain_text("ensemble")  # the lesson's own text
    found.first.locator("a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Random forests")
    assert elsewhere == []


@pytest.mark.parametrize("name", LESSONS)
def test_every_lessons_page_is_described_by_its_first_paragraph(site, name):
    head = (site[1] / f"{name}.html").read_text(encoding="utf-8").split("</head>")[0]
    (said,) = re.findall(r'<meta content="([^"]*)" name="description"', head)
    plain = re.sub(r"[^\w]+", " ", LESSONS[name].cells[0].source)
    assert re.sub(r"[^\w]+", " ", html.unescape(said)).strip() in plain
    assert 50 < len(said) < 300 and not set(said) & set("*`✨")


def test_it_can_be_read_on_a_phone(page, site):
    page.set_viewport_size({"width": 390, "height": 844})
    for name in ("index", "11_k_means", "teaching"):
        page.goto(f"{site[0]}/{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_way_back_to_the_top_can_be_read(browser, site, theme):
    page = browser.new_page(color_scheme=theme, viewport={"width": 390, "height": 844})
    page.goto(f"{site[0]}/11_k_means.html")
    for place in (3000, 2500):  # it comes into sight on the way up
        page.evaluate("place => scrollTo({top: place, behavior: 'instant'})", place)
        page.wait_for_timeout(300)
    expect(page.locator("#pst-back-to-top")).to_be_visible()
    assert judge(page, "#pst-back-to-top") == ({}, 1)
    page.context.close()


def test_on_paper_all_is_open(page, site, tmp_path):
    page.goto(f"{site[0]}/00_start_here.html")
    count = "window.n_folded = document.querySelectorAll('article details:not([open])').length"
    page.evaluate(f"() => {{ addEventListener('beforeprint', () => {{ {count}; }}); }}")
    page.pdf(path=tmp_path / "printed.pdf")
    assert page.evaluate("window.n_folded") == 0
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('article details').forEach(details => { details.open = true; })")
    assert set(page.evaluate(f"[...document.querySelectorAll('{SHOWN}')].map({FADES})")) == {"none 1"}
    page.evaluate("document.querySelectorAll('article details').forEach(details => { details.open = false; })")
    assert page.locator("article details[open]").count() == 0


PAGES = ["index", "glossary", "teaching", "contributing", "accessibility", "changelog", "search", *LESSONS]
NOW = {"index", "11_k_means", "teaching"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", [pytest.param(n, marks=[] if n in NOW else pytest.mark.nightly) for n in PAGES])
def test_axe_finds_nothing(browser, site, theme, name):
    page = browser.new_page(color_scheme=theme, viewport={"width": 1280, "height": 900})
    page.goto(f"{site[0]}/{name}.html")
    page.add_style_tag(content="* {animation: none !important; transition: none !important}")  # what fades in is pale
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    broken, n_texts = judge(page)
    assert broken == {}
    assert n_texts > 10
    page.context.close()
