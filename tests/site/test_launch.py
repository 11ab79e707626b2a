"""Where a lesson can be run, in one row: no link without a place to lead to."""

import re

import nbformat
import pytest

from mlcourse.authoring.repository import Repository
from mlcourse.authoring.site.launch import front_bar, in_the_browser, lesson_bar
from mlcourse.authoring.site.lessons import page_of
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

NAME = "02_cost_model"
GITHUB = Repository("https://github.com/me/it", "1.2.3")


def links(bar):
    """Return where the links of a row lead, by what they say."""
    return {text: address for address, text in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>([^<]+)</a>', bar)}


def test_without_a_repository_there_is_the_notebook_alone():
    assert links(lesson_bar(NAME, None, ())) == {"Download the notebook": f"notebooks/{NAME}.ipynb"}


def test_a_repository_on_github_leads_to_colab_and_to_binder():
    assert links(lesson_bar(NAME, GITHUB, ())) == {
        "Open in Colab": f"https://colab.research.google.com/github/me/it/blob/colab/{NAME}.ipynb",
        "Open in Binder": f"https://mybinder.org/v2/gh/me/it/main?urlpath=lab/tree/work/{NAME}.ipynb",
        "Download the notebook": f"notebooks/{NAME}.ipynb",
    }


def test_colab_and_binder_would_not_find_what_lies_elsewhere():
    assert list(links(lesson_bar(NAME, Repository("https://example.org/me/it", "1.2.3"), ()))) == [
        "Download the notebook"
    ]


def test_a_lesson_runs_in_the_browser_where_the_site_holds_it():
    assert in_the_browser(NAME, ()) is None
    assert in_the_browser(NAME, ["03_gradient_descent"]) is None
    here = {"Run it in your browser": f"lite/lab/index.html?path={NAME}.ipynb"}
    assert links(lesson_bar(NAME, None, [NAME])).items() >= here.items()
    assert list(links(lesson_bar(NAME, None, [NAME]))) == ["Run it in your browser", "Download the notebook"]


def test_the_front_page_says_where_to_begin():
    assert links(front_bar("00_start_here", ())) == {"Begin to read": "00_start_here.html"}
    assert len(links(front_bar("00_start_here", ["00_start_here"]))) == 2


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_has_its_row_below_its_title(name):
    cells = nbformat.reads(page_of(LESSONS[name], resource_folder("notebooks"), GITHUB), as_version=4).cells
    assert cells[0].source.startswith("# ")
    assert len(links(cells[1].source)) == 3
