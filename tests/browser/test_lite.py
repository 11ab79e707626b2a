"""Lessons in a browser whose only network is a server on localhost: Python, JupyterLab and all run in the page."""

import time

import pytest
from playwright.sync_api import expect

from mlcourse.authoring.lite import pyodide
from mlcourse.authoring.lite.address import LAB, lab_address
from mlcourse.authoring.lite.lab import build_lab
from mlcourse.authoring.lite.page import LAB_BYTES
from mlcourse.resources import resource_folder
from tests.browser.lab import LINE, RUN_AT_ONCE, Counting, Elsewhere, LabNotebook, cells, mistakes, serve
from tests.lesson_code import LESSONS

pytestmark = pytest.mark.nightly

NAMES = ("02_cost_model", "11_k_means", "16_pytorch", "18_convolution")
BELOW = "mlcourse"  # as on GitHub's pages, the site is not at its server's root


@pytest.fixture(scope="module")
def site(pyodide_folder, tmp_path_factory):
    """Build a lab of some lessons with Pyodide in it; yield the address of the site below which it lies."""
    folder = tmp_path_factory.mktemp("site")
    lessons = [LESSONS[name] for name in NAMES]
    (folder / BELOW).mkdir()
    build_lab(lessons, resource_folder("notebooks"), folder / BELOW / LAB, pyodide_folder)
    server = serve(folder)
    yield f"http://127.0.0.1:{server.server_port}/{BELOW}/"
    server.shutdown()


@pytest.fixture
def context(offline_browser, site):
    """Return a new visitor's browser; whatever it asks for elsewhere is an error."""
    elsewhere = []
    context = offline_browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(1000 * LabNotebook.seconds)
    own = (site.removesuffix(f"{BELOW}/"), "data:", "blob:")
    context.on("request", lambda request: request.url.startswith(own) or elsewhere.append(request.url))
    yield context
    context.close()
    assert elsewhere == []


def picture(cell):
    """Return the picture that a cell shows."""
    return cell.locator(".jp-OutputArea img").first.get_attribute("src")


def test_a_first_visit_is_told_how_far_python_is_and_a_lesson_can_be_worked(context, site, tmp_path, record_property):
    Counting.n_bytes, began = 0, time.monotonic()
    page = context.new_page()

    def look_at_the_line():
        line = page.locator(LINE)
        expect(line).to_contain_text(f"of {round(total(site, page) / 1e6)} MB", timeout=1000 * LabNotebook.seconds)
        assert line.get_attribute("role") == "status"

    notebook = LabNotebook(page, site + lab_address("02_cost_model"), look_at_the_line)
    first = notebook.cell("import matplotlib.pyplot")
    assert notebook.run(first) == ""  # no warning
    record_property("seconds to the first executed cell", round(time.monotonic() - began))
    record_property("bytes", Counting.n_bytes)
    promised = pyodide.FOUND["bytes"] + LAB_BYTES
    assert 0.85 * promised < Counting.n_bytes < 1.15 * promised

    notebook.run_all()
    assert mistakes(page) == []
    assert [cell["source"] for cell in cells(page) if not cell["count"]] == []
    answer, check = notebook.cell("n_errors ="), notebook.cell("check.n_errors(")
    notebook.write(answer, "n_errors = 9")
    notebook.run(answer)
    assert "the number of dots that the rule gets right" in notebook.run(check)
    notebook.write(answer, "n_errors = 2")
    notebook.run(answer)
    said = notebook.run(check)
    assert "is right" in said and "Checking" not in said

    slider = notebook.cell("plots.slide(")
    before = picture(slider)
    slider.get_by_role("slider").press("ArrowRight")
    expect(slider.locator("img").first).not_to_have_attribute("src", before)

    page.screenshot(path=tmp_path / "worked.png")
    notebook.save()
    again = context.new_page()
    LabNotebook(again, site + lab_address("02_cost_model"))
    assert "n_errors = 2" in [cell["source"] for cell in cells(again)]


def total(site, page):
    """Return how many bytes the lab says that Python has."""
    script = page.request.get(f"{site}{LAB}/static/pyodide/start.js").text()
    return int(script.split('"bytes": ')[1].split("}")[0])


@pytest.mark.parametrize("name", ["11_k_means", "18_convolution"])
def test_another_lesson_runs_whole_though_it_is_told_to_before_python_is_there(context, site, name):
    page = context.new_page()

    def run_all_at_once():
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.content?.widgets?.length")
        assert not page.evaluate(RUN_AT_ONCE)

    LabNotebook(page, site + lab_address(name), run_all_at_once)
    assert mistakes(page) == []
    assert [cell["source"] for cell in cells(page) if not cell["count"]] == []


def test_on_a_phone_a_page_has_the_width_and_nothing_is_asked(context, site):
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}{LAB}/lab/index.html?path=16_pytorch.ipynb")
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext?.isReady")
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.wait_for_function("document.querySelector('.jp-Notebook').getBoundingClientRect().width > 250")


def test_pyodide_may_come_from_another_origin(offline_browser, pyodide_folder, tmp_path, monkeypatch):
    cdn = serve(pyodide_folder, Elsewhere)
    monkeypatch.setattr(pyodide, "CDN", f"http://127.0.0.1:{cdn.server_port}/")
    build_lab([LESSONS["02_cost_model"]], resource_folder("notebooks"), tmp_path / LAB, None)
    own = serve(tmp_path)
    page = offline_browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(1000 * LabNotebook.seconds)
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    notebook = LabNotebook(page, f"http://127.0.0.1:{own.server_port}/{lab_address('02_cost_model')}")
    notebook.run(notebook.cell("import matplotlib.pyplot"))
    assert mistakes(page) == [] and cells(page)[0]["count"]
    from_cdn = {url.rpartition("/")[2] for url in asked if url.startswith(pyodide.CDN)}
    assert from_cdn <= {*pyodide.expected_files()} and "pyodide.asm.wasm" in from_cdn and len(from_cdn) > 20
    assert [url for url in asked if "/mlcourse-" in url and url.startswith(pyodide.CDN)] == []
    page.context.close()
    for server in (cdn, own):
        server.shutdown()
