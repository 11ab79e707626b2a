"""Two lessons in a browser whose only network is a server on localhost: Python, JupyterLab and all run in the page."""

import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mlcourse.authoring.lite import pyodide
from mlcourse.authoring.lite.address import LAB, lab_address
from mlcourse.authoring.lite.lab import build_lab
from mlcourse.authoring.lite.page import LAB_BYTES
from mlcourse.resources import resource_folder
from tests.browser.jupyterlab import Notebook
from tests.lesson_code import LESSONS
from tests.lite.brought import bring_whole

pytestmark = pytest.mark.nightly

NAMES = ("02_cost_model", "11_k_means")
BELOW = "mlcourse"  # as on GitHub's pages, the site is not at its server's root
CELLS = """() => jupyterapp.shell.currentWidget.content.model.sharedModel.cells
    .filter(cell => cell.cell_type === "code")
    .map(cell => ({source: cell.source, count: cell.execution_count, outputs: cell.outputs}))"""
SCROLL = """async text => {
    const list = jupyterapp.shell.currentWidget.content;
    const isIt = cell => cell.model.type === "code" && cell.model.sharedModel.source.includes(text);
    await list.scrollToItem(list.widgets.findIndex(isIt), "center");
}"""
LINE = "#mlcourse-progress"


class Counting(SimpleHTTPRequestHandler):
    """A server that says nothing, and counts the bytes that it sends."""

    n_bytes = 0

    def log_message(self, *_):
        """Say nothing."""

    def copyfile(self, source, outputfile):
        """Send a file."""
        content = source.read()
        Counting.n_bytes += len(content)
        outputfile.write(content)


class LabNotebook(Notebook):
    """A notebook in the lab, where all takes longer: Python is fetched first."""

    seconds = 1800

    def __init__(self, page, address, meanwhile=lambda: None):
        self.page = page
        page.goto(address)
        meanwhile()
        self.wait_until_idle()

    def cell(self, text, where=".cm-content"):
        """Return the first cell of code that holds a text: above or below, the page holds only what is in sight."""
        self.page.evaluate(SCROLL, text)
        return super().cell(text, where)

    def wait_until_idle(self):
        """Wait for Python, and then until it has nothing to do."""
        expect(self.page.locator(LINE)).to_have_count(0, timeout=1000 * self.seconds)
        super().wait_until_idle()


def serve(folder: Path, handler: type = Counting):
    """Serve a folder on localhost, and return the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Elsewhere(Counting):
    """A server whose files pages of other origins may fetch, as those of a CDN."""

    def end_headers(self):
        """Say so."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@pytest.fixture(scope="module")
def pyodide_folder(tmp_path_factory):
    """Return a folder with all of Pyodide that the lab needs."""
    return bring_whole(tmp_path_factory.mktemp("packages"))


@pytest.fixture(scope="module")
def site(pyodide_folder, tmp_path_factory):
    """Build a lab of two lessons with Pyodide in it; yield the address of the site below which it lies."""
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


def cells(page):
    """Return the open notebook's cells of code, with their counts and outputs, also those that are out of sight."""
    return page.evaluate(CELLS)


def mistakes(page):
    """Return what went wrong in cells: errors, and whatever was written to standard error."""
    outputs = [output for cell in cells(page) for output in cell["outputs"]]
    return [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]


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


def test_another_lesson_runs_whole(context, site):
    page = context.new_page()
    notebook = LabNotebook(page, site + lab_address("11_k_means"))
    notebook.run_all()
    assert mistakes(page) == []
    assert [cell["source"] for cell in cells(page) if not cell["count"]] == []


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
