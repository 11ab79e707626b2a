"""JupyterLab as a student sees it: the real command, a real browser, and a notebook worked with mouse and keyboard."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

SECONDS = 60  # for a kernel to start, and for a lesson to run, on a busy machine
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/lab\S*\?token=(\w+)")


@contextmanager
def mlcourse_lab(folder: Path, log: Path) -> Iterator[tuple[str, str]]:
    """Run `mlcourse lab` on a folder until the block ends; give its address and its token."""
    options = [f"--folder={folder}", "--no-browser", "--", "--allow-root", "--ServerApp.port_retries=50"]
    with log.open("w", encoding="utf-8") as stream:
        command = [sys.executable, "-m", "mlcourse.cli", "lab", *options]
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + SECONDS
        while not (found := ADDRESS.search(log.read_text(encoding="utf-8"))):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield found[1], found[2]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=SECONDS)


class Notebook:
    """An open notebook.

    Parameters
    ----------
    page : Page
        A browser's page, which goes to the notebook.
    lab : (str, str)
        JupyterLab's address and token.
    name : str
        The notebook's file.
    """

    def __init__(self, page: Page, lab: tuple[str, str], name: str) -> None:
        self.page = page
        page.set_default_timeout(1000 * SECONDS)
        page.goto(f"{lab[0]}/lab/tree/{name}?token={lab[1]}&reset")
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        idle = self.page.locator("#jp-main-statusbar").get_by_text(re.compile(r"Python 3.* \| Idle"))
        expect(idle).to_be_visible(timeout=1000 * SECONDS)
        expect(self.page.get_by_text("[*]:", exact=True)).to_have_count(0, timeout=1000 * SECONDS)

    def choose(self, menu: str, item: str) -> None:
        """Choose an item of a menu, and say yes if JupyterLab asks whether it is meant."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()
        if item.endswith("…"):
            self.page.get_by_role("dialog").locator(".jp-mod-warn, .jp-mod-accept").last.click()

    def run_all(self) -> None:
        """Run every cell, and wait until the last one is done."""
        self.choose("Run", "Run All Cells")
        self.wait_until_idle()

    def cell(self, source: str) -> Locator:
        """Return the first cell of code whose source contains a text."""
        cells = self.page.locator(".jp-CodeCell")
        found = cells.filter(has=self.page.locator(".cm-content").get_by_text(source)).first
        found.scroll_into_view_if_needed()
        return found

    def write(self, cell: Locator, source: str) -> None:
        """Replace a cell's source by typing."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def run(self, cell: Locator) -> str:
        """Run a cell with Ctrl+Enter; return the text that it shows."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        self.wait_until_idle()
        return cell.locator(".jp-Cell-outputArea").inner_text()

    def save(self) -> None:
        """Save with Ctrl+S, and wait until the mark of unsaved changes is gone."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("ControlOrMeta+s")
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
