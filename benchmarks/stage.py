"""A lesson on the projector: JupyterLab in Chromium, played cell by cell as an instructor does."""

import json
from pathlib import Path

import psutil
from playwright.sync_api import Page

from tests.browser.jupyterlab import Notebook

FIND = "jupyterapp.shell.currentWidget.content.widgets.find(cell => cell.model.id === id)"
CELL = f"""id => {{
    const cell = {FIND};
    return {{
        id, source: cell.model.sharedModel.source, count: cell.model.executionCount ?? null,
        outputs: cell.model.sharedModel.outputs, room: jupyterapp.shell.currentWidget.content.node.clientHeight,
        height: Math.max(0, ...[...cell.node.querySelectorAll("img")].map(image => image.clientHeight)),
    }};
}}"""
REVEALED = f"""({{id, source}}) => {{
    const model = {FIND}.model;
    return model.sharedModel.source !== source || model.sharedModel.outputs.some(o => o.output_type === "error");
}}"""
DONE = f"""({{id, count}}) => {{
    const cell = {FIND}, now = cell.model.executionCount;
    return now && now !== count && [...cell.node.querySelectorAll("img")].every(image => image.complete);
}}"""
ACTIVE = "() => jupyterapp.shell.currentWidget.content.activeCell.model.id"
GO = """async id => {
    const list = jupyterapp.shell.currentWidget.content;
    list.activeCellIndex = list.widgets.findIndex(cell => cell.model.id === id);
    list.mode = "command";
    await list.scrollToItem(list.activeCellIndex, "start");
    list.activate();
}"""


def expose(folder: Path) -> None:
    """Let a page ask JupyterLab about its cells; `folder` is what `mlcourse_lab` gets for its own files."""
    settings = folder / "CONFIG" / "jupyter_lab_config.json"
    settings.parent.mkdir()
    settings.write_text(json.dumps({"LabApp": {"expose_app_in_browser": True}}), encoding="utf-8")


def processor_seconds() -> float:
    """Return what JupyterLab, its kernels and the browser have used so far: whatever else the machine does."""
    times = [process.cpu_times() for process in psutil.Process().children(recursive=True)]
    return sum(time.user + time.system for time in times)


class Stage(Notebook):
    """A lesson on the projector, whose cells are found by their ids.

    Parameters
    ----------
    page : Page
        A browser's page, which goes to the notebook.
    address : str
        Where the notebook is.
    pictures : Path or None
        Where to keep what the class sees after each cell.
    """

    seconds = 1800  # for a lesson that trains, on a busy machine

    def __init__(self, page: Page, address: str, pictures: Path | None = None) -> None:
        super().__init__(page, address)
        self.pictures, self.n_run = pictures, 0

    def run_cell(self, name: str) -> None:
        """Reveal a cell, if that is what it asks for, and run it until all is on the screen."""
        self.page.evaluate(GO, name)
        before = self.page.evaluate(CELL, name)
        if "%reveal" in before["source"]:
            self.press(REVEALED, before)
            before = self.page.evaluate(CELL, name)
        self.press(DONE, before)
        self.wait_until_idle()
        self.look(name, self.page.evaluate(CELL, name))

    def press(self, until: str, before: dict) -> None:
        """Press Ctrl+Enter, and wait until something is true of the cell."""
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(until, arg=before, timeout=1000 * self.seconds)

    def look(self, name: str, now: dict) -> None:
        """Say what an instructor would stumble over; keep a picture."""
        for output in now["outputs"]:
            if output["output_type"] == "error" or output.get("name") == "stderr":
                print(f"  stumbled at {name}: {output.get('evalue') or output.get('text')}")
        if "%reveal" in now["source"]:
            print(f"  not revealed: {name}")
        if now["height"] > now["room"]:
            print(f"  higher than the screen: {name} shows {now['height']:.0f} of {now['room']:.0f} pixels")
        if self.pictures:
            self.n_run += 1
            self.page.screenshot(path=self.pictures / f"{self.n_run:03}-{name}.png")

    def catch_up(self, section: str, name: str) -> None:
        """Run, quietly, all that comes before a section, from a new cell above another one."""
        self.page.evaluate(GO, name)
        for key in ("Escape", "a", "Enter"):
            self.page.keyboard.press(key)
        self.page.keyboard.insert_text(f"%catch_up {section}")
        self.page.keyboard.press("Escape")
        self.run_cell(self.page.evaluate(ACTIVE))

    def run_before_class(self) -> None:
        """Run all, and clear what that shows: the names stay."""
        self.run_all()
        self.choose("Edit", "Clear Outputs of All Cells")
