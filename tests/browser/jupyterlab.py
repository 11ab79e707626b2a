"""JupyterLab as a student sees it: the real command, and a notebook worked with mouse and keyboard."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

SECONDS = 120  # for JupyterLab to start, and for a lesson to run, on a busy machine
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/lab\S*\?token=(\w+)")


@contextmanager
def mlcourse_lab(work: Path, folder: Path) -> Iterator[Callable[[str], str]]:
    """Run `mlcourse lab` on `work`, its own files in `folder`; give a function from a notebook to its address."""
    log = folder / "log.txt"
    own = {f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    own["MLCOURSE_STORED_FIGURES"] = ""  # as a student's own kernel shows them
    options = [f"--folder={work}", "--no-browser", "--", "--allow-root", "--ServerApp.port=0"]
    with log.open("w", encoding="utf-8") as stream:
        command = [sys.executable, "-m", "mlcourse.cli", "lab", *options]
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=os.environ | own)
    try:
        deadline = time.monotonic() + SECONDS
        while not (found := ADDRESS.search(log.read_text(encoding="utf-8"))):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.1)
        yield lambda name: f"{found[1]}/lab/tree/{name}?token={found[2]}"
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=SECONDS / 4)
        except subprocess.TimeoutExpired:  # a request was under way, and its thread waits for ever
            process.kill()
            process.wait(timeout=SECONDS)


class Notebook:
    """An open notebook.

    Parameters
    ----------
    page : Page
        A browser's page, which goes to the notebook.
    address : str
        Where the notebook is.
    """

    seconds = SECONDS

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the kernel has nothing to do, and no cell is waiting for it."""
        idle = self.page.locator("#jp-main-statusbar").get_by_text(re.compile(r"Python .* \| Idle"))
        expect(idle).to_be_visible(timeout=1000 * self.seconds)
        expect(self.page.get_by_text("[*]:", exact=True)).to_have_count(0, timeout=1000 * self.seconds)

    def choose(self, menu: str, item: str) -> None:
        """Choose an item of a menu, and say yes if JupyterLab asks whether it is meant."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()
        if item.endswith("…"):
            self.page.get_by_role("dialog").locator(".jp-mod-warn, .jp-mod-accept").last.click()

    def unfolded(self, text: str) -> Locator:
        """Return the first cell whose folded code begins with a text, after a click on it."""
        placeholder = self.cell(text, ".jp-Placeholder").locator(".jp-Placeholder-content")
        placeholder.click()
        return self.cell(text)

    def cell(self, text: str, where: str = ".cm-content") -> Locator:
        """Return the first cell of code that holds a text, scrolled into view: JupyterLab draws what is in sight."""
        cell = self.page.locator(".jp-CodeCell", has=self.page.locator(where, has_text=text)).first
        for _ in range(60):
            if cell.count():
                break
            self.page.locator(".jp-WindowedPanel-outer").hover()
            self.page.mouse.wheel(0, 400)
            self.page.wait_for_timeout(100)
        cell.scroll_into_view_if_needed()
        return cell

    def write(self, cell: Locator, source: str) -> None:
        """Replace a cell's source by typing."""
        cell.locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(source)

    def insert_above(self, cell: Locator, source: str) -> Locator:
        """Type code into a new cell above one, and return the new one."""
        cell.locator(".cm-content").click()
        for key in ("Escape", "a", "Enter"):
            self.page.keyboard.press(key)
        self.page.keyboard.insert_text(source)
        return self.page.locator(".jp-CodeCell.jp-mod-active")

    def run(self, cell: Locator) -> str:
        """Run a cell with Ctrl+Enter, and return the text that it then shows."""
        prompt = cell.locator(".jp-InputArea-prompt").element_handle()
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        done = "([prompt, before]) => /\\[\\d+\\]/.test(prompt.innerText) && prompt.innerText !== before"
        self.page.wait_for_function(done, arg=[prompt, before])
        self.page.wait_for_timeout(500)  # what it shows, or puts in its place, comes a moment later
        return cell.locator(".jp-Cell-outputArea").inner_text() if cell.locator(".jp-Cell-outputArea").count() else ""

    def run_all(self) -> None:
        """Run every cell, and wait until the last one is done."""
        self.choose("Run", "Run All Cells")
        self.wait_until_idle()

    def save(self) -> None:
        """Save with Ctrl+S, and wait until the mark of unsaved changes is gone."""
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("ControlOrMeta+s")
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)
