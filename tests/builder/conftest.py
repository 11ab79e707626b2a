"""A course of two lessons, built once in each of pytest's processes."""

import shutil
from pathlib import Path

import nbformat
import pytest

from tests.builder.course import RICH, SMALL, make, run


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Return a course of two lessons, built once; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("course")
    make(folder, RICH, "00_rich")
    make(folder, SMALL, "01_small")
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert result.output == "captions/rich.json: written\n00_rich: built\n01_small: built\n"
    return folder


@pytest.fixture
def course(built, tmp_path):
    """Return a copy of the built course."""
    return Path(shutil.copytree(built, tmp_path / "course"))


@pytest.fixture(scope="session")
def rich(built):
    """Return the executed notebook of the first lesson."""
    return nbformat.read(built / "notebooks" / "00_rich.ipynb", as_version=4)
