"""A real browser, where one is installed; where none is, these tests say so and are skipped."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser():
    """Return a headless Chromium."""
    if not CHROMIUM:
        pytest.skip("no Chromium is installed (Debian: apt-get install chromium), so no browser is driven")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """Return a page of a window as large as a laptop's."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()
