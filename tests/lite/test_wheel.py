"""The light wheel: small, whole, and without what the browser has no use for."""

import base64
import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile

import pytest

from mlcourse.authoring.lite.wheel import write_installed_wheel, write_own_wheel
from mlcourse.resources import PACKAGE, is_installed

NOT_IN_THE_BROWSER = (
    "FashionMNIST",
    "_notebooks",
    "authoring",
    "__pycache__",
    "features.npy",
    "overview.png",
    ".ipynb",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Write the light wheel."""
    return write_own_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install it with uv, which holds its files against their list, into a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    command = ["uv", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel)]
    subprocess.run(command, check=True)
    return folder


def test_it_is_small_and_holds_nothing_that_the_browser_has_no_use_for(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.stat().st_size < 1_500_000
    assert [name for name in names if any(part in name for part in NOT_IN_THE_BROWSER)] == []
    assert {"mlcourse/course.mplstyle", "mlcourse/_data/animals_fruits.png", "mlcourse/_data/results/board.csv"} < {
        *names
    }


def test_all_other_modules_are_in_it(wheel):
    assert not is_installed()  # these are the repository's
    modules = {path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*.py")}
    assert modules - {*zipfile.ZipFile(wheel).namelist()} == {n for n in modules if n.startswith("mlcourse/authoring/")}


@pytest.mark.parametrize("own", [True, False])
def test_its_list_of_files_is_true(own, tmp_path):
    archive = zipfile.ZipFile(write_own_wheel(tmp_path) if own else write_installed_wheel(tmp_path, "comm"))
    (place,) = (name for name in archive.namelist() if name.endswith(".dist-info/RECORD"))
    rows = list(csv.reader(io.StringIO(archive.read(place).decode())))
    assert [row[0] for row in rows] == archive.namelist()
    for name, digest, size in rows[:-1]:
        content = archive.read(name)
        expected = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        assert (digest, int(size)) == (f"sha256={expected}", len(content))


@pytest.mark.parametrize("name", ["mlcourse", "comm", "ipywidgets"])
def test_the_license_goes_with_it(name, tmp_path):
    made = write_own_wheel(tmp_path) if name == "mlcourse" else write_installed_wheel(tmp_path, name)
    archive = zipfile.ZipFile(made)
    (license,) = (place for place in archive.namelist() if re.search(r"\.dist-info/(licenses/)?LICENSE$", place))
    assert b"Redistribution" in archive.read(license)


def test_the_same_sources_make_the_same_bytes(wheel, tmp_path):
    assert write_own_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_another_python_checks_an_answer_with_it_and_finds_the_data(installed, tmp_path):
    code = (
        "import mlcourse, mlcourse.checks.cost_model as check, mlcourse.data as data, mlcourse.resources as resources;"
        "from importlib.metadata import version;"
        "print(mlcourse.__file__, resources.is_installed(), version('mlcourse'));"
        "print(len(data.load_pictures()), len(data.load_results('board')));"
        "check.n_errors(2)"
    )
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    first, second, third = run.stdout.splitlines()
    assert first.startswith(f"{installed}{os.sep}mlcourse") and " True " in first
    assert second.split()[0] == "125" and int(second.split()[1]) > 3
    assert third == "✅ `n_errors` is right."


def test_another_pure_package_is_packed_as_it_is_installed_here(tmp_path):
    import ipywidgets

    wheel = write_installed_wheel(tmp_path, "ipywidgets")
    assert wheel.name == f"ipywidgets-{ipywidgets.__version__}-py3-none-any.whl"
    names = zipfile.ZipFile(wheel).namelist()
    assert "ipywidgets/widgets/widget_int.py" in names
    assert {name.split("/")[0] for name in names} == {"ipywidgets", f"ipywidgets-{ipywidgets.__version__}.dist-info"}
