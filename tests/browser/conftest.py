"""A real browser, and JupyterLab as `mlcourse lab` starts it."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser():
    """Return Chromium: the system's, or the one that `playwright install chromium` brought."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright: uv sync --group browser")
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_api.sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        except sync_api.Error as error:
            pytest.skip(f"no browser was found ({error.message.splitlines()[0]}): install Chromium")
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """Return a new page."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(60_000)
    yield page
    page.context.close()


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Start `mlcourse lab` on tmp_path/work; return a function from a notebook's name to its address there."""
    output = tmp_path / "output.txt"
    own = {f"JUPYTER_{kind}_DIR": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", "mlcourse.cli", "lab", f"--folder={tmp_path / 'work'}", "--no-browser"]
    with output.open("w") as stream:
        process = subprocess.Popen(
            [*command, "--", "--allow-root", "--ServerApp.port=0"],
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=os.environ | own,
        )
    try:
        address, token = wait_for_address(process, output)
        yield lambda name: f"{address}/lab/tree/{name}?token={token}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for_address(process: subprocess.Popen, output: Path, seconds: float = 120) -> tuple[str, str]:
    """Return the address and the token that a starting JupyterLab prints."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab\S*\?token=(\w+)", output.read_text()):
            return found[1], found[2]
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab printed no address in {seconds} s:\n{output.read_text()}")
