"""The `mlcourse` command; each subcommand imports what it needs when it runs."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mlcourse.student.own_copy import Change


class OneSentence(click.ClickException):
    """An error that is told in one sentence, with exit status 2 and no traceback."""

    exit_code = 2


class Folder(click.Path):
    """The path of a folder. An empty path (say, an unset variable) would mean the current folder."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return what the option got as a path."""
        if value == "":
            raise OneSentence(f"{param.opts[0]} is empty: name a folder")
        return super().convert(value, param, ctx)


@contextmanager
def told_in_one_sentence(*errors: type[Exception]) -> Iterator[None]:
    """Turn `errors` raised inside the `with` block into their message alone."""
    try:
        yield
    except errors as error:
        raise OneSentence(sentence(error)) from error


def sentence(error: Exception) -> str:
    """Return what an error says; where the system speaks, the file, its reason, and what to look at."""
    if not (isinstance(error, OSError) and error.strerror and error.filename):
        return str(error)
    return (
        f"{error.filename} cannot be read or written ({error.strerror}): check its permissions and the room on its disk"
    )


@click.group()
@click.version_option(package_name="mlcourse", message="%(package)s %(version)s")
def main() -> None:
    """Learn machine learning by coding it."""
    sys.stdout.reconfigure(errors="replace")  # for names that the console's encoding does not have


@main.command()
@click.option(
    "--folder",
    type=Folder(path_type=Path, readable=False),
    help="Your own copy of the notebooks. [default: work/ beside the course's notebooks/; "
    "where the course was installed with pip, mlcourse-work/ in the current directory]",
)
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening it.")
@click.argument("jupyter_options", nargs=-1, type=click.UNPROCESSED)
def lab(folder: Path | None, no_browser: bool, jupyter_options: tuple[str, ...]) -> None:
    """Open JupyterLab on your own copy of the notebooks.

    The copy has no outputs yet: they would give the predictions away. It is brought up to date
    first. New lessons are added, and those you have not changed are updated; one that you changed
    is never touched, and the newer one is put beside it. To start a lesson over, delete or rename
    your copy of it.

    What comes after -- goes to JupyterLab, for example:

    mlcourse lab -- --port=9999
    """
    from mlcourse.resources import resource_folder
    from mlcourse.student.lab import open_lab
    from mlcourse.student.own_copy import default_folder, update_folder
    from mlcourse.torch_extra import install_command, missing_packages
    from mlcourse.tutor import write_rules

    folder = folder or default_folder()
    with told_in_one_sentence(OSError, ValueError):
        for line in summarize(update_folder(resource_folder("notebooks"), folder)):
            click.echo(line)
        write_rules(folder)
    if missing_packages():
        click.echo(f"The lessons from PyTorch on need PyTorch: when you come to them, run `{install_command()}`.")
    click.echo(f"JupyterLab opens on {folder}; Ctrl+C here stops it.")
    with told_in_one_sentence(PermissionError):
        open_lab(folder, not no_browser, jupyter_options)


@main.command()
@click.option("--force", is_flag=True, help="Execute also what has not changed, and write over edits made by hand.")
@click.argument("lessons", nargs=-1)
def build(lessons: tuple[str, ...], force: bool) -> None:
    """Build notebooks/ from lessons/, where the lessons changed.

    LESSONS are names or their beginnings, such as 03; without any, all lessons are built.
    A notebook that was edited by hand is not written over: make the edit in lessons/.
    """
    try:
        from mlcourse.authoring.build import build as build_one
        from mlcourse.authoring.build import find_lessons
        from mlcourse.authoring.captions import write_captions
        from mlcourse.authoring.lesson import LessonError
        from mlcourse.authoring.lesson_list import write_readme_table
        from mlcourse.authoring.read import read_lesson
        from mlcourse.authoring.taught import write_taught
    except ModuleNotFoundError as error:
        raise OneSentence("building needs the authoring tools: run `uv sync` in the repository") from error
    from mlcourse.resources import resource_folder

    notebooks = resource_folder("notebooks")
    with told_in_one_sentence(LessonError, OSError):
        wanted = find_lessons(notebooks.parent / "lessons", lessons)
        every = [read_lesson(path) for path in find_lessons(notebooks.parent / "lessons", ())]
        package = notebooks.parent / "src" / "mlcourse"
        if write_readme_table(notebooks.parent):
            click.echo("README.md: the table of lessons written")
        written = write_taught(every, package / "taught") + write_captions(every, package / "plots" / "captions")
        for path in written:
            click.echo(f"{path.parent.name}/{path.name}: {'written' if path.exists() else 'deleted'}")
        for path in wanted:
            click.echo(f"{path.stem}: {'built' if build_one(path, notebooks, force) else 'unchanged'}")


@main.command()
@click.argument("version", default="")
@click.argument("lessons", nargs=-1)
@click.option("--to", "folder", type=Folder(path_type=Path), help="Where to write; made where it is missing.")
@click.option("--repository", help="For colab: the address of the repository's page, where pyproject.toml has none.")
def release(version: str, lessons: tuple[str, ...], folder: Path | None, repository: str | None) -> None:
    """Write a VERSION of LESSONS into the folder --to.

    \b
    student   exercises, checks and hints; no solutions, no outputs
    solved    every exercise solved in its place
    live      for live coding: each cell to type holds one line, %reveal
    crib      a page for your second screen, or to print: code, notes, answers
    slides    reveal.js in one file, with your notes in the speaker view (S)
    nbgrader  an assignment: give your course's source/ folder as --to
    colab     for Colab and Kaggle: the first cell installs the course

    LESSONS are names or their beginnings, such as 03; `all` stands for every lesson. A file that
    no release wrote, or that was edited since, is never written over.

    mlcourse release live 03 --to my-class
    """
    try:
        from mlcourse.authoring.build import find_lessons
        from mlcourse.authoring.lesson import LessonError
        from mlcourse.authoring.release.release import VERSIONS, ReleaseError
        from mlcourse.authoring.release.release import release as release_all
        from mlcourse.authoring.repository import RepositoryError
    except ModuleNotFoundError as error:
        raise OneSentence("releasing needs the authoring tools: run `uv sync` in the repository") from error
    from mlcourse.resources import resource_folder
    from mlcourse.torch_extra import TorchMissing

    if not (version and lessons and folder):
        raise OneSentence(f"give a version ({', '.join(VERSIONS)}), lessons such as 03, or all, and a folder with --to")
    notebooks = resource_folder("notebooks")
    with told_in_one_sentence(LessonError, OSError, ReleaseError, RepositoryError, TorchMissing):
        paths = find_lessons(notebooks.parent / "lessons", () if lessons == ("all",) else lessons)
        for path in release_all(version, paths, notebooks, folder, repository):
            click.echo(path)


@main.command()
@click.option("--to", "folder", type=Folder(path_type=Path), required=True, help="Where to write the site.")
@click.option("--repository", help="The address of the repository's page, where pyproject.toml has none.")
@click.option(
    "--lite",
    metavar="cdn|FOLDER",
    help="Add a lab where the lessons without PyTorch run in the browser: with Pyodide from its authors (cdn), "
    "or from a folder, so that no network is needed.",
)
def site(folder: Path, repository: str | None, lite: str | None) -> None:
    """Build the published site from the built notebooks.

    It is a folder of pages that any web server can serve, and that asks for nothing elsewhere. An earlier site in the
    folder is replaced; a folder with anything else is left alone.
    """
    try:
        from mlcourse.authoring.lesson import LessonError
        from mlcourse.authoring.lite.lab import LabError
        from mlcourse.authoring.lite.pyodide import PyodideError
        from mlcourse.authoring.repository import RepositoryError
        from mlcourse.authoring.site.build import SiteError, build_site
    except ModuleNotFoundError as error:
        needs = f"the site needs the package {error.name}: run `uv sync --inexact --group release --group site`"
        raise OneSentence(needs) from error
    from mlcourse.resources import resource_folder

    if lite == "":
        raise OneSentence("--lite is empty: give `cdn`, or a folder with Pyodide")
    with told_in_one_sentence(LabError, LessonError, OSError, PyodideError, RepositoryError, SiteError):
        for warning in build_site(resource_folder("notebooks").parent, folder, repository, lite):
            click.echo(warning, err=True)
    click.echo(f"the site is in {folder}: open its index.html, or serve it with `python -m http.server -d {folder}`")


@main.command()
@click.option(
    "--folder",
    type=Folder(path_type=Path),
    help="Your own copy of the notebooks. [default: as for `mlcourse lab`]",
)
@click.option(
    "--map",
    "to_map",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it on lesson 00's map as well: a new file that ends in .png or .svg.",
)
def progress(folder: Path | None, to_map: Path | None) -> None:
    """Show where you stand, lesson by lesson.

    It reads the verdicts that your notebooks keep, as they were last saved, and changes none of them.
    """
    from mlcourse.contents import course_contents
    from mlcourse.student.own_copy import default_folder
    from mlcourse.student.progress import PLAIN, lines, read_progress

    with told_in_one_sentence(OSError, ValueError):
        found, course = read_progress(folder or default_folder()), course_contents()
        for line in lines(found, course):
            click.echo(line if can_show(line) else line.translate(PLAIN))
        if to_map:
            from mlcourse.student.progress_map import draw_progress

            draw_progress(found, course, to_map)
            click.echo(f"The map is in {to_map}.")


@main.command("class")
@click.option("--to", "folder", type=Folder(path_type=Path), required=True, help="Where to write; made if missing.")
@click.option("--names", is_flag=True, help="Name the students, in place of numbers that are dealt anew each time.")
@click.argument("piles", nargs=-1, required=True, metavar="FOLDER...", type=Folder(path_type=Path))
def class_(piles: tuple[Path, ...], folder: Path, names: bool) -> None:
    """Add up what a class misunderstood, from its notebooks.

    Each FOLDER, or zip file, holds notebooks that students have run: a hub's homes, nbgrader's course or its
    submitted/, or any pile. The first folder within is the student's; a notebook that lies in none is of a student
    named after FOLDER. They are only read, and nothing is sent anywhere.

    It writes class.html, one page that needs no network, and class.csv.

    mlcourse class my-course/submitted --to tomorrow
    """
    from mlcourse.classroom.pile import PileError
    from mlcourse.classroom.report import PAGE, TABLE, report

    with told_in_one_sentence(OSError, PileError, ValueError):
        result = report(piles, folder, names)
    click.echo(f"students: {len(result.students)}, notebooks: {result.n_read} read, {len(result.not_read)} not read")
    click.echo(f"{folder / PAGE} and {folder / TABLE} written")


def can_show(line: str) -> bool:
    """Tell whether the console's encoding has all characters of a line."""
    try:
        line.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def summarize(changes: list["Change"]) -> list[str]:
    """Say in a line each what was added, what was updated, and what lies beside a changed notebook."""
    lines = []
    for action in ("added", "updated"):
        names = [change.lesson for change in changes if change.action == action]
        if names:
            lines.append(f"{action} {', '.join(names) if len(names) <= 3 else f'{len(names)} lessons'}")
    for change in changes:
        if change.action == "beside":
            lines.append(f"{change.lesson} has your changes and stays; the newer one is {change.path.name}")
    return lines


if __name__ == "__main__":
    main()
