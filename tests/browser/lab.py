"""The lab as a visitor sees it: JupyterLab and Python in the page, and a server that only sends files."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.jupyterlab import Notebook

CELLS = """() => jupyterapp.shell.currentWidget.content.model.sharedModel.cells
    .filter(cell => cell.cell_type === "code")
    .map(cell => ({source: cell.source, count: cell.execution_count, outputs: cell.outputs}))"""
SCROLL = """async text => {
    const list = jupyterapp.shell.currentWidget.content;
    const isIt = cell => cell.model.type === "code" && cell.model.sharedModel.source.includes(text);
    await list.scrollToItem(list.widgets.findIndex(isIt), "center");
}"""
RUN_AT_ONCE = """() => {
    const wasReady = jupyterapp.shell.currentWidget.sessionContext.isReady;
    jupyterapp.commands.execute("notebook:run-all-cells");
    return wasReady;
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
    """A notebook in the lab, where all takes longer: Python is fetched first.

    Parameters
    ----------
    page : Page
        A browser's page.
    address : str or None
        Where the notebook is, if the page is not there.
    meanwhile : callable, optional
        What is done before Python is there.
    """

    seconds = 1800

    def __init__(self, page, address, meanwhile=lambda: None):
        self.page = page
        if address:
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


def cells(page):
    """Return the open notebook's cells of code, with their counts and outputs, also those that are out of sight."""
    return page.evaluate(CELLS)


def mistakes(page):
    """Return what went wrong in cells: errors, and whatever was written to standard error."""
    outputs = [output for cell in cells(page) for output in cell["outputs"]]
    return [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]
