"""Build the whole site into a folder, with Sphinx: nothing in it asks for anything elsewhere."""

import io
import os
import shutil
import tempfile
from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from PIL import Image
from sphinx.application import Sphinx

from mlcourse.authoring.build import find_lessons
from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.lite import page, pyodide
from mlcourse.authoring.lite.address import LAB, runs_in_browser
from mlcourse.authoring.lite.lab import build_lab
from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.release import student
from mlcourse.authoring.repository import Repository, find_repository
from mlcourse.authoring.site.launch import NOTEBOOKS
from mlcourse.authoring.site.lessons import page_of
from mlcourse.authoring.site.settings import EXTRA, ICON, settings
from mlcourse.authoring.site.texts import terms, texts

MARK = ".mlcourse-site"  # stands in a folder that this command made, and may therefore make anew
MATHJAX = ("tex-chtml.js", "output/chtml", "a11y", "ui")  # what a page may ask for
STATIC = Path(__file__).parent / "static"
NOT_PUBLISHED = shutil.ignore_patterns("*.map")  # where the theme's scripts come from: 3.5 MB for its authors
CDN = "cdn"  # in place of a folder with Pyodide


class SiteError(Exception):
    """A site that cannot be built; the message says why, and what to do."""


def build_site(root: Path, folder: Path, repository: str | None = None, lite: str | None = None) -> list[str]:
    """Build the site of a course.

    Parameters
    ----------
    root : Path
        The course's repository. Not modified.
    folder : Path
        Where the site goes. It is missing, empty, or an earlier site, which is replaced when the new one is whole.
    repository : str, optional
        The address of the repository's page, where pyproject.toml has none; without any the site has no links to the
        sources, to Colab and to Binder.
    lite : str, optional
        Adds a lab in which the lessons that need no PyTorch run in the browser: a folder with Pyodide, which is then
        served with the site, or "cdn" for the address where Pyodide's authors publish it.

    Returns
    -------
    list of str
        Sphinx's warnings.

    Raises
    ------
    SiteError
        If the folder holds something else or cannot be written to.
    RepositoryError
        If the repository's address is none.
    LessonError
        If a lesson's notebook is missing, damaged, or older than its source.
    PyodideError, LabError
        If `lite` is no folder with the right Pyodide; if JupyterLite does not build.
    """
    pyodide_folder = None if lite in (None, CDN) else Path(lite)
    if pyodide_folder:
        pyodide.refuse_other(pyodide_folder)
    published = find_repository(repository)
    folder = folder.resolve()  # `.` and `..` have no name for what is made beside them
    refuse_foreign(folder)
    with tempfile.TemporaryDirectory() as temporary:
        source, made = Path(temporary) / "source", Path(temporary) / "site"
        lessons = [read_lesson(path) for path in find_lessons(root / "lessons", ())]
        here = [lesson for lesson in lessons if lite and runs_in_browser(lesson)]
        write_sources(root, source, lessons, published, [lesson.name for lesson in here])
        if lite:
            add_page(source, lessons, from_cdn=lite == CDN)
        warnings = io.StringIO()
        Sphinx(
            srcdir=source,
            confdir=None,
            outdir=made,
            doctreedir=Path(temporary) / "doctrees",
            buildername="html",
            confoverrides=settings(
                published and published.address, terms((root / "GLOSSARY.md").read_text(encoding="utf-8"))
            ),
            status=None,
            warning=warnings,
        ).build()
        if lite:
            build_lab(lessons, root / "notebooks", made / LAB, pyodide_folder)
        (made / MARK).touch()
        replace(folder, made)
    return [line for line in warnings.getvalue().splitlines() if line.strip()]


def write_sources(
    root: Path, source: Path, lessons: list[Lesson], repository: Repository | None, lite: Collection[str]
) -> None:
    """Write what Sphinx reads: a notebook for each lesson, the texts, and what all pages share."""
    downloads = source / EXTRA / NOTEBOOKS
    downloads.mkdir(parents=True)
    for lesson in lessons:
        page_text = page_of(lesson, root / "notebooks", repository, lite)
        copy = student.make_as_built(lesson, root / "notebooks")
        (source / f"{lesson.name}.ipynb").write_text(page_text, encoding="utf-8")
        (downloads / f"{lesson.name}.ipynb").write_text(copy, encoding="utf-8")
    names = [lesson.name for lesson in lessons]
    for name, text in texts(root, names, repository and repository.address, lite).items():
        (source / name).write_text(text, encoding="utf-8")
    shutil.copy(root / "data" / "overview.png", source)
    with Image.open(root / "data" / "animals_fruits.png") as pictures:
        pictures.crop((0, 0, 64, 64)).save(source / ICON)  # the first animal
    shutil.copytree(STATIC, source / "_static")
    mathjax = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static" / "mathjax"
    for name in MATHJAX:
        target = source / "_static" / "mathjax" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (mathjax / name).is_dir() else shutil.copy)(mathjax / name, target)


def add_page(source: Path, lessons: list[Lesson], from_cdn: bool) -> None:
    """Add the page about the lab to what Sphinx reads."""
    (source / page.NAME).write_text(page.page_of_lab(lessons, from_cdn), encoding="utf-8")
    with (source / "index.md").open("a", encoding="utf-8") as front:
        front.write(page.TREE)


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds what this command did not make."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise SiteError(f"{folder} is not a folder: give another with --to")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SiteError(f"{folder} is not empty and no earlier site, so it was left alone: give another with --to")


def replace(folder: Path, made: Path) -> None:
    """Put the new site in the folder's place: first beside it, so that a full disk leaves the old one whole."""
    beside = folder.with_name(f"{folder.name}.new")
    try:
        if os.path.lexists(beside):
            refuse_foreign(beside)
            shutil.rmtree(beside)
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(made, beside, ignore=NOT_PUBLISHED)
        refuse_foreign(folder)
        if folder.is_dir():
            shutil.rmtree(folder)
        beside.rename(folder)
    except OSError as error:
        raise SiteError(f"cannot write to {folder} ({error.strerror or error}), give another with --to") from error
