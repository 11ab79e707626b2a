"""The page of a class in a browser: light and dark, wide and narrow, with no request and no script."""

from datetime import date

import pytest

from mlcourse.classroom.page import to_page
from tests.browser.test_accessibility import judge
from tests.classroom.test_page import COURSE, added, kept

RESULT = added(
    kept(tries=4),
    kept("right", "`n_errors` is right.", 2),
    kept("wrong", "`n_errors` is 7, and that is too large."),
    kept("untouched", "`n_errors` is not solved yet.", 0, ()),
    troubles=[("ada", "ada/02_cost_model.ipynb", "half-written")],
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_class(browser, tmp_path, scheme):
    path = tmp_path / "class.html"
    path.write_text(to_page(RESULT, COURSE, True, date(2026, 11, 29)), "utf-8")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1100, "height": 800}, bypass_csp=True)
    page, asked = context.new_page(), []  # axe is a script, which the page's own policy would refuse
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    broken, n_texts = judge(page)
    assert broken == {} and n_texts > 50
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    context.close()
