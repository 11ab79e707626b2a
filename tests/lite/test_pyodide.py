"""What the lab takes of Pyodide is what Pyodide's authors published, and nothing else gets in."""

import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlcourse.authoring.lite import pyodide
from mlcourse.authoring.lite.lab import EXTENSIONS, fill_kernel
from mlcourse.authoring.lite.pyodide import PyodideError
from mlcourse.cli import main

KERNEL = Path(sys.prefix, "share", "jupyter", "labextensions", EXTENSIONS[1])
ADDRESS = re.compile(r"https://[\w./-]+/pyodide\.js")
FEW = {"a.whl": b"a", "pyodide.js": b"js"}


@pytest.fixture
def small(tmp_path, monkeypatch):
    """Let the lab need two small files; return a folder with them."""
    folder = tmp_path / "small"
    folder.mkdir()
    for name, content in FEW.items():
        (folder / name).write_bytes(content)
    monkeypatch.setattr(pyodide, "expected_files", lambda: expected)
    expected = {name: pyodide.digest(folder / name) for name in FEW}
    return folder


def test_the_version_is_one_that_the_kernel_is_made_for():
    assert pyodide.VERSION.split(".")[:2] == pyodide.constants.PYODIDE_VERSION.split(".")[:2]


def test_each_package_comes_with_all_that_it_needs():
    packages = pyodide.FOUND["packages"]
    needed = {name.lower().replace("_", "-") for package in packages.values() for name in package["depends"]}
    assert needed <= {*packages}
    assert {*pyodide.ROOTS} <= {*packages}


def test_a_good_folder_is_copied(small, tmp_path):
    target = tmp_path / "to"
    target.mkdir()
    (small / "more.txt").touch()
    pyodide.copy_pyodide(small, target)
    assert {path.name: path.read_bytes() for path in target.iterdir()} == FEW


def test_a_folder_without_a_file_and_one_with_another_are_refused(small, tmp_path):
    (small / "a.whl").write_bytes(b"another")
    with pytest.raises(PyodideError, match=r"a\.whl is not the one of Pyodide"):
        pyodide.refuse_other(small)
    (small / "a.whl").unlink()
    with pytest.raises(PyodideError, match=r"holds no a\.whl: give a folder with Pyodide"):
        pyodide.refuse_other(small)


@pytest.mark.parametrize(("given", "says"), [("", "--lite is empty"), ("nowhere", "nowhere holds no pyodide.js")])
def test_the_command_refuses_in_one_sentence_and_writes_nothing(given, says, tmp_path):
    result = CliRunner().invoke(main, ["site", "--to", str(tmp_path / "site"), "--lite", given])
    assert result.exit_code == 2
    assert says in result.output and "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def settings_of(folder: Path) -> dict:
    """Return what the kernel's first script was told."""
    first = (folder / "start.js").read_text(encoding="utf-8").splitlines()[0]
    return json.loads(first.removeprefix("const SETTINGS = ").removesuffix(";"))


@pytest.fixture(scope="module")
def from_cdn(tmp_path_factory):
    """Return the kernel's folder where Pyodide comes from its authors' address."""
    folder = tmp_path_factory.mktemp("kernel") / "pyodide"
    fill_kernel(folder, None)
    return folder


def test_where_pyodide_comes_from_elsewhere_our_wheels_alone_lie_in_the_site(from_cdn):
    settings = settings_of(from_cdn)
    assert settings["pyodide"] == address_by_the_kernel()
    assert {path.suffix for path in from_cdn.iterdir()} == {".js", ".json", ".whl"}
    assert len(list(from_cdn.glob("*.whl"))) == len(settings["own"]) == 4
    assert sum(path.stat().st_size for path in from_cdn.iterdir()) < 3e6


def address_by_the_kernel() -> str:
    """Return the address of our version, as the kernel's own authors write it."""
    (script,) = {found for path in KERNEL.rglob("*.js") for found in ADDRESS.findall(path.read_text(encoding="utf-8"))}
    return script.replace(pyodide.constants.PYODIDE_VERSION, pyodide.VERSION).removesuffix("pyodide.js")


def test_the_lock_file_knows_ours_and_leaves_the_others_as_they_were(from_cdn):
    packages = json.loads((from_cdn / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    own = settings_of(from_cdn)["own"]
    assert {name: package for name, package in packages.items() if name not in own} == pyodide.FOUND["packages"]
    for name in own:
        wheel = from_cdn / packages[name]["file_name"]
        assert packages[name]["sha256"] == pyodide.digest(wheel)
        assert {*packages[name]["depends"]} <= {*packages}
    assert packages["mlcourse"]["imports"] == ["mlcourse"]


@pytest.mark.nightly
def test_every_file_is_the_one_that_pyodides_authors_published(official, pyodide_folder):
    lock = json.loads((official / "pyodide-lock.json").read_text(encoding="utf-8"))
    assert {name: pyodide.digest(official / name) for name in pyodide.CORE} == pyodide.FOUND["core"]
    assert pyodide.cut(lock, pyodide_folder) == pyodide.FOUND
    pyodide.refuse_other(pyodide_folder)
