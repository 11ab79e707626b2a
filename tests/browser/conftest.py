"""A real browser, where one is installed; where none is, these tests say so and are skipped."""

import shutil

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.jupyterlab import mlcourse_lab
from tests.tools import missing

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser():
    """Return Chromium: the system's, or the one that `playwright install chromium` brought."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        except Error as error:
            missing(f"no browser was found ({error.message.splitlines()[0]}): install Chromium")
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """Return a new page, of a window as large as a slide."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.set_default_timeout(60_000)
    yield page
    page.context.close()


@pytest.fixture
def lab(tmp_path):
    """Run `mlcourse lab` on tmp_path/work; return a function from a notebook's name to its address there."""
    with mlcourse_lab(tmp_path / "work", tmp_path) as address:
        yield address
