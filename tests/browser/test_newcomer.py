"""Somebody has a question, finds the lesson by search on the whole site, and runs the cell that answers it."""

import pytest
from playwright.sync_api import expect

from mlcourse.authoring.site.build import build_site
from mlcourse.resources import resource_folder
from tests.browser.lab import LINE, LabNotebook, cells, mistakes, serve

pytestmark = pytest.mark.nightly

QUESTION = "What is the difference between bagging and a random forest?"
COUNT = "addEventListener('pointerdown', () => { sessionStorage.n = Number(sessionStorage.n ?? 0) + 1; }, true)"
ANSWER = "how alike two trees err"


def test_a_question_is_answered_by_a_cell_after_five_clicks(offline_browser, pyodide_folder, tmp_path):
    build_site(resource_folder("notebooks").parent, tmp_path / "site", lite=str(pyodide_folder))
    server = serve(tmp_path)
    page = offline_browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(1000 * LabNotebook.seconds)
    own, elsewhere = (f"http://127.0.0.1:{server.server_port}/", "data:", "blob:"), []
    page.context.on("request", lambda request: request.url.startswith(own) or elsewhere.append(request.url))
    page.add_init_script(COUNT)
    page.goto(f"{own[0]}site/index.html")
    page.locator(".search-button-field").locator("visible=true").click()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.click()
    page.get_by_role("link", name="Run it in your browser").click()

    def run_all_at_once():
        page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
        expect(page.locator(LINE)).to_contain_text("wait")

    LabNotebook(page, None, run_all_at_once)
    assert mistakes(page) == []
    assert [cell["source"] for cell in cells(page) if not cell["count"]] == []
    assert [str(cell["outputs"]) for cell in cells(page) if ANSWER in str(cell["outputs"])] != []
    assert elsewhere == []
    assert page.evaluate("Number(sessionStorage.n)") == 5
    page.context.close()
    server.shutdown()
