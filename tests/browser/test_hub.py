"""A class on a JupyterHub: one link brings the lessons, and what students wrote survives every update."""

import os
import sys
from pathlib import Path

import pytest
from class_hub import PASSWORD, SECONDS, jupyterhub, lab_settings, link
from playwright.sync_api import Browser, Page, expect

from tests.browser.instructor import Instructor, git, sources
from tests.browser.jupyterlab import Notebook
from tests.tools import missing

pytestmark = [
    pytest.mark.nightly,
    pytest.mark.skipif(sys.platform == "win32", reason="JupyterHub runs on Linux and macOS"),
]
LESSON = "00_start_here.ipynb"
STUB, RIGHT, WRONG = "heaviest_kg = ...", 'heaviest_kg = table["mass_g"].max() / 1000', "heaviest_kg = 5"
CHECK = "check.heaviest_kg"


@pytest.fixture
def instructor(tmp_path) -> Instructor:
    """Return an instructor who has published lesson 00."""
    instructor = Instructor(tmp_path)
    instructor.add("00_start_here")
    instructor.publish("lesson 00")
    return instructor


@pytest.fixture
def homes(tmp_path) -> Path:
    """Return the folder of the students' homes."""
    return tmp_path / "homes"


@pytest.fixture
def hub(tmp_path, homes):
    """Run a hub; return its address."""
    (folder := tmp_path / "hub").mkdir()
    try:
        with jupyterhub(folder, homes) as address:
            yield address
    except FileNotFoundError as error:
        missing(str(error))


def arrive(browser: Browser, name: str, address: str) -> Page:
    """Open a link as somebody who has not logged in yet, and log in."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.set_default_timeout(1000 * SECONDS)
    page.goto(address)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/lab/tree/**")
    return page


def arrive_again(page: Page, address: str) -> Notebook:
    """Open a link once more, in the same browser."""
    page.goto(address)
    page.wait_for_url("**/lab/tree/**")
    return Notebook(page, page.url)


def look(page: Page, name: str) -> None:
    """Keep a picture, if somebody wants to look."""
    if folder := os.environ.get("MLCOURSE_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_two_students_a_link_and_an_instructor_who_publishes_again(browser, hub, instructor, homes):
    address = link(hub, instructor.repository, LESSON)
    ada = arrive(browser, "ada", address)
    notebook = Notebook(ada, ada.url)
    news = lab_settings(hub, "ada", "@jupyterlab/apputils-extension:notification")
    assert news["fetchNews"] == "false" and news["checkForUpdates"] is False  # as `mlcourse lab` has it: no pop-up
    notebook.run_all()
    exercise, check = notebook.cell("heaviest_kg ="), notebook.cell(CHECK)
    assert "not solved yet" in check.inner_text()
    notebook.write(exercise, WRONG)
    notebook.run(exercise)
    look(ada, "wrong")
    said = notebook.run(check)
    assert "❌" in said or "💡" in said
    notebook.write(exercise, RIGHT)
    notebook.run(exercise)
    assert "✅" in notebook.run(check)
    notebook.save()
    look(ada, "right")
    mine = homes / "ada" / "class" / LESSON
    assert RIGHT in sources(mine)

    instructor.edit(LESSON, "# 00 · Start here", "# 00 · Start here, second edition")
    instructor.add("01_what_is_machine_learning")
    instructor.publish("a second edition, and lesson 01")
    arrive_again(ada, address)
    expect(ada.get_by_role("heading", name="second edition")).to_be_visible(timeout=1000 * SECONDS)
    assert RIGHT in sources(mine) and (mine.parent / "01_what_is_machine_learning.ipynb").exists()

    instructor.edit(LESSON, STUB, f"# In kilograms!\n{STUB}")  # the cell that ada answered
    instructor.edit(LESSON, "second edition", "third edition")
    instructor.publish("a third edition")
    notebook = arrive_again(ada, address)
    expect(ada.get_by_role("heading", name="third edition")).to_be_visible(timeout=1000 * SECONDS)
    assert RIGHT in sources(mine) and f"# In kilograms!\n{STUB}" not in sources(mine)
    notebook.run_all()
    assert "✅" in notebook.run(notebook.cell(CHECK))
    look(ada, "third")

    bob = arrive(browser, "bob", address)
    notebook = Notebook(bob, bob.url)
    expect(notebook.cell("heaviest_kg =")).to_contain_text("In kilograms!")
    look(bob, "bob")
    assert git(mine.parent, "log", "--format=%s").splitlines().count("Automatic commit by nbgitpuller") == 1
