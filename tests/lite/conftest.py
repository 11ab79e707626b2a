"""Pyodide, once for all tests of this folder."""

import pytest

from tests.lite.brought import bring_core, bring_whole


@pytest.fixture(scope="session")
def official(tmp_path_factory):
    """Return the folder of Pyodide's own package."""
    return bring_core(tmp_path_factory.mktemp("npm"))


@pytest.fixture(scope="session")
def pyodide_folder(tmp_path_factory):
    """Return a folder with all of Pyodide that the lab needs."""
    return bring_whole(tmp_path_factory.mktemp("packages"))
