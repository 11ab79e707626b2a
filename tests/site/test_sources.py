"""What Sphinx gets to read: lessons whose predictions are safe, links that stay inside, a folder nobody loses."""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from click.testing import CliRunner

from mlcourse.authoring.lesson import LessonError
from mlcourse.authoring.site import build
from mlcourse.authoring.site.build import MARK, SiteError, build_site
from mlcourse.authoring.site.lessons import PREDICT, page_of
from mlcourse.authoring.site.texts import glossary, inside, terms, texts
from mlcourse.cli import main
from mlcourse.folding import tags
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS

NOTEBOOKS = resource_folder("notebooks")
ROOT = NOTEBOOKS.parent


@pytest.fixture(scope="module", params=LESSONS)
def page(request):
    """Return the cells of a lesson's page."""
    return nbformat.reads(page_of(LESSONS[request.param], NOTEBOOKS), as_version=4).cells


def test_what_comes_out_of_a_predicted_cell_is_folded(page):
    predicted = False
    n_folded = 0
    for cell in page:
        if cell.cell_type == "markdown":
            predicted = PREDICT in cell.source
        elif predicted and cell.outputs:
            assert tags(cell) & {"hide-output", "hide-cell"}
            n_folded += 1
    assert n_folded >= 5


def test_an_exercise_is_not_solved_in_sight(page):
    text = "\n".join(cell.source for cell in page)
    assert "SOLUTION" not in text
    assert re.search(r"^ *(\w+ = )?\.\.\.$", text, re.MULTILINE)


def test_what_the_lesson_imports_is_in_sight(page):
    first = next(cell for cell in page if cell.cell_type == "code")
    assert "import" in first.source and not tags(first)


def test_assertions_and_notes_are_left_out(page):
    assert not [cell for cell in page if re.search(r"^assert ", cell.source, re.MULTILINE)]
    assert not [cell for cell in page if re.match(r"\d+ minutes\. ", cell.source)]


def test_each_figure_keeps_its_alternative_text(page):
    for cell in page:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                assert len(cell.metadata["mystnb"]["image"]["alt"]) > 20


def test_no_slider_is_left_that_wants_a_kernel(page):
    assert "widget-view" not in str(page)
    moves = any(re.search(r"^plots\.(slide|steps)\(", cell.source, re.MULTILINE) for cell in page)
    assert ('type="range"' in str(page)) == moves


WITHOUT_PYTORCH = """
import sys
from pathlib import Path

sys.modules["torch"] = None  # as if it were not installed
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.site.build import write_sources

root, source = map(Path, sys.argv[1:])
write_sources(root, source, [read_lesson(root / "lessons" / "16_pytorch.py")], None, [])
"""


def test_pytorchs_lessons_are_written_without_it(tmp_path):
    subprocess.run([sys.executable, "-c", WITHOUT_PYTORCH, ROOT, tmp_path / "source"], check=True)
    copy = nbformat.read(tmp_path / "source" / "extra" / "notebooks" / "16_pytorch.ipynb", as_version=4)
    page = nbformat.read(tmp_path / "source" / "16_pytorch.ipynb", as_version=4)
    assert copy.cells[0].source.startswith("# 16 · ") and page.cells[0].source.startswith("# 16 · ")


def test_links_stay_inside_or_lead_to_the_repository():
    text = "[a](notebooks/03_gradient_descent.ipynb) [b](GLOSSARY.md) [c](src/mlcourse) [d](https://d.org/x) [e](#e)"
    kept = "[a](03_gradient_descent.ipynb) [b](glossary.md) {} [d](https://d.org/x) [e](#e)"
    assert inside(text, None) == kept.format("c")
    assert inside(text, "https://e.org/me/it") == kept.format("[c](https://e.org/me/it/blob/main/src/mlcourse)")


def test_every_term_of_the_glossary_can_be_linked_to():
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    n_rows = text.count("\n| **")
    assert n_rows > 150
    assert len(re.findall(r"^  .+ \*Lesson\* .+$", glossary(text), re.MULTILINE)) == n_rows
    assert {"label", "target", "overfitting", "k-means++"} <= set(terms(text))


def test_every_lesson_stands_in_the_contents_and_the_front_page_is_described():
    index = texts(ROOT, list(LESSONS), None)["index.md"]
    assert yaml.safe_load(index.split("---")[1])["myst"]["html_meta"]["description"].startswith("An interactive")
    assert all(f"\n{name}\n" in index for name in LESSONS)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: folder.write_text("mine"), "is not a folder"),
        (lambda folder: (folder.mkdir(), (folder / "mine").touch()), "is not empty and no earlier site"),
    ],
    ids=["a file", "somebody's folder"],
)
def test_a_folder_that_we_did_not_make_is_left_alone(tmp_path, make, says):
    make(tmp_path / "to")
    before = sorted(tmp_path.rglob("*"))
    result = CliRunner().invoke(main, ["site", "--to", str(tmp_path / "to")])
    assert result.exit_code == 2
    assert says in result.stderr and len(result.stderr.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("address", ["", "mlcourse", "http://example.org/me/it", "javascript:alert(1)"])
def test_an_address_that_is_none_is_refused(tmp_path, address):
    result = CliRunner().invoke(main, ["site", "--to", str(tmp_path / "to"), "--repository", address])
    assert result.exit_code == 2
    assert "--repository must be an address such as https://" in result.stderr
    assert not (tmp_path / "to").exists()


def test_without_its_packages_the_command_says_what_installs_them(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sphinx.application", None)
    monkeypatch.delitem(sys.modules, "mlcourse.authoring.site.build")
    result = CliRunner().invoke(main, ["site", "--to", str(tmp_path / "to")])
    assert result.exit_code == 2
    assert "run `uv sync --inexact --group release --group site`" in result.stderr


def test_a_lesson_without_its_notebook_is_told_and_nothing_is_written(tmp_path):
    (tmp_path / "lessons").mkdir()
    source = LESSONS["00_start_here"].path
    (tmp_path / "lessons" / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(LessonError, match="its notebook is not up to date: run `mlcourse build 00`"):
        build_site(tmp_path, tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_half_a_notebook_is_told_in_one_sentence_and_the_earlier_site_stays(tmp_path, monkeypatch):
    source = LESSONS["00_start_here"].path
    for folder in ("lessons", "notebooks", "to"):
        (tmp_path / folder).mkdir()
    (tmp_path / "lessons" / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    built = (NOTEBOOKS / "00_start_here.ipynb").read_text(encoding="utf-8")
    (tmp_path / "notebooks" / "00_start_here.ipynb").write_text(built[: len(built) // 2], encoding="utf-8")
    (tmp_path / "to" / MARK).touch()
    (tmp_path / "to" / "index.html").touch()
    monkeypatch.setattr("mlcourse.resources.resource_folder", lambda name: tmp_path / name)
    result = CliRunner().invoke(main, ["site", "--to", str(tmp_path / "to")])
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert "00_start_here" in result.stderr
    assert sorted(path.name for path in (tmp_path / "to").iterdir()) == [MARK, "index.html"]


@pytest.mark.parametrize("name", [".", "../here"])
def test_the_folder_may_be_the_one_that_the_command_runs_in(tmp_path, monkeypatch, name):
    class Made:
        def __init__(self, **options):
            self.folder = options["outdir"]

        def build(self):
            self.folder.mkdir()
            (self.folder / "index.html").touch()

    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(build, "write_sources", lambda *_: None)
    monkeypatch.setattr(build, "Sphinx", Made)
    build_site(ROOT, Path(name))
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == [MARK, "index.html"]


def test_an_earlier_site_is_replaced_and_a_full_disk_leaves_it_whole(tmp_path, monkeypatch):
    made, folder = tmp_path / "made", tmp_path / "to"
    for path in (made, folder):
        path.mkdir()
        (path / MARK).touch()
        (path / path.name).touch()

    def fail(*args, **options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patches:
        patches.setattr(build.shutil, "copytree", fail)
        with pytest.raises(SiteError, match="No space left on device"):
            build.replace(folder, made)
    assert (folder / "to").exists()
    build.replace(folder, made)
    assert [path.name for path in sorted(folder.iterdir())] == [MARK, "made"]
