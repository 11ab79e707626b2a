"""A real browser, where one is installed; where none is, these tests say so and are skipped."""

import shutil

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.jupyterlab import mlcourse_lab
from tests.lite.brought import bring_whole
from tests.tools import missing

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no other machine exists


@pytest.fixture(scope="session")
def driver():
    """Return what drives browsers: one for all of them."""
    with sync_playwright() as playwright:
        yield playwright


def launch(playwright, *switches):
    """Return Chromium: the system's, or the one that `playwright install chromium` brought."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        return playwright.chromium.launch(executable_path=path, args=[*SWITCHES, *switches])
    except Error as error:
        missing(f"no browser was found ({error.message.splitlines()[0]}): install Chromium")


@pytest.fixture(scope="session")
def browser(driver):
    """Return Chromium."""
    chromium = launch(driver)
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def offline_browser(driver):
    """Return Chromium with the network cut: it finds this machine alone."""
    chromium = launch(driver, OFFLINE)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def pyodide_folder(tmp_path_factory):
    """Return a folder with all of Pyodide that the lab needs."""
    return bring_whole(tmp_path_factory.mktemp("packages"))


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
