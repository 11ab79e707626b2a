"""Write versions of lessons into a folder, and never over a file that somebody else wrote."""

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

from mlcourse.authoring.read import read_lesson
from mlcourse.authoring.release.parts.signature import is_ours
from mlcourse.authoring.repository import Repository, find_repository

VERSIONS = ("student", "solved", "live", "crib", "slides", "nbgrader", "colab")


class ReleaseError(Exception):
    """A version that cannot be released; the message says why, and what to do."""


def release(
    version: str, lessons: list[Path], notebooks: Path, folder: Path, repository: str | None = None
) -> Iterator[Path]:
    """Write one version of some lessons.

    Parameters
    ----------
    version : str
        One of `VERSIONS`.
    lessons : list of Path
        The lessons' sources.
    notebooks : Path
        Where their built notebooks lie, whose outputs a crib and slides show.
    folder : Path
        Where to write; made where it is missing.
    repository : str, optional
        The address of the repository's page, which the version `colab` needs where pyproject.toml has none.

    Yields
    ------
    Path
        Each file when it is written.

    Raises
    ------
    ReleaseError
        If there is no such version, a package is missing, `folder` cannot be written to, or holds a file of that
        name which no release wrote, or which was edited since: then nothing is written.
    LessonError
        If a lesson is not sound.
    RepositoryError
        If the repository's address is none.
    """
    module = version_module(version)
    make = module.make if version != "colab" else partial(module.make, repository=published(repository))
    targets = [folder / module.NAME.format(name=path.stem) for path in lessons]
    for target in targets:
        refuse_foreign(target)
    for path, target in zip(lessons, targets, strict=True):
        text = make(read_lesson(path), notebooks)
        refuse_foreign(target)  # somebody may have saved one meanwhile
        publish(text, target)
        yield target
    for target, text in getattr(module, "settings", no_settings)(folder).items():
        if not os.path.lexists(target):
            publish(text, target)
            yield target


def version_module(version: str):
    """Return the module that makes a version."""
    if version not in VERSIONS:
        raise ReleaseError(f"there is no version {version!r}, only {', '.join(VERSIONS)}")
    try:
        return import_module(f"mlcourse.authoring.release.{version}")
    except ModuleNotFoundError as error:
        package = error.name.partition(".")[0]
        needs = f"the version {version} needs the package {package}: run `uv sync --inexact --group release`"
        raise ReleaseError(needs) from error


def published(given: str | None) -> Repository:
    """Return the repository that brings the course's wheel."""
    repository = find_repository(given)
    if repository is None:
        raise ReleaseError(
            "the version colab installs the course's wheel from its repository: give --repository, "
            "or write the address into pyproject.toml, as Repository in [project.urls]"
        )
    return repository


def refuse_foreign(target: Path) -> None:
    """Refuse to write over a file that no release wrote, or that was edited since."""
    if os.path.lexists(target) and not is_ours(target):
        raise ReleaseError(
            f"{target} is not an unedited release, so it was left alone: rename it, or give another --to"
        )


def publish(text: str, target: Path) -> None:
    """Write a file in one move: nobody ever finds half of it."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".mlcourse-") as draft:
            path = Path(draft) / target.name
            path.write_text(text, encoding="utf-8", newline="\n")
            path.replace(target)
    except OSError as error:
        why = error.strerror or error
        raise ReleaseError(f"cannot write to {target.parent} ({why}), give another folder with --to") from error


def no_settings(_: Path) -> dict[Path, str]:
    """Return what a version that is used by no other program needs beside it: nothing."""
    return {}
