"""The package as others meet it: cheap to import, in layers, and whole when it is installed from a wheel."""

import email
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from importlib.util import find_spec

import pytest

from mlcourse.torch_extra import PACKAGES
from tests.lesson_code import LESSONS, imported, repository_file
from tests.tools import missing

HEAVY = ("torch", "torchvision", "lightning", "sklearn", "scipy", "matplotlib", "numpy", "IPython", "jupytext")
HEAVY += ("ipywidgets", "nbformat", "mlcourse.data")


FIRST_CELLS = {
    name: next(cell.source for cell in lesson.cells if cell.kind == "code" and "import" in cell.source)
    for name, lesson in LESSONS.items()
}
WITHOUT_TORCH = [lesson for lesson in LESSONS.values() if "require_torch()" not in FIRST_CELLS[lesson.name]]
LOADED = "print(name, *[heavy for heavy in HEAVY if heavy in sys.modules])"


@pytest.fixture(scope="module")
def loaded():
    """Return which heavy modules each import brings, in one new Python, one after the other."""
    steps = {"mlcourse": "import mlcourse", "mlcourse.cli": "import mlcourse.cli"} | {
        name: "\n".join(line for line in source.splitlines() if re.match(r"import |from ", line))
        for name, source in FIRST_CELLS.items()
    }
    modules = [f"{kind}.{lesson.slug}" for kind in ("checks", "taught") for lesson in WITHOUT_TORCH]
    steps |= {name: f"import mlcourse.{name}" for name in modules if find_spec(f"mlcourse.{name}")}
    steps["live.graded"] = "import mlcourse.live.graded"
    code = [f"import sys; HEAVY = {HEAVY}", *(f"{step}\nname = {name!r}; {LOADED}" for name, step in steps.items())]
    run = subprocess.run([sys.executable, "-c", "\n".join(code)], capture_output=True, text=True, check=True)
    return {name: heavy for name, *heavy in map(str.split, run.stdout.splitlines())}


def test_importing_the_package_costs_nothing(loaded):
    assert loaded["mlcourse"] == []


def test_the_command_says_what_it_can_do_without_loading_anything(loaded):
    assert loaded["mlcourse.cli"] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_a_lesson_imports_first_is_light(loaded, lesson):
    assert set(loaded[lesson]) <= {"scipy", "matplotlib", "numpy", "IPython", "mlcourse.data"}


def test_lessons_before_pytorch_never_load_it(loaded):
    assert len(WITHOUT_TORCH) > 10
    parts = {name: heavy for name, heavy in loaded.items() if name.startswith(("checks.", "taught."))}
    assert len(parts) >= 2 * len(WITHOUT_TORCH) - 2
    assert {name: heavy for name, heavy in parts.items() if set(heavy) & {"torch", "torchvision", "lightning"}} == {}


def test_what_nbgrader_loads_into_each_kernel_reads_no_notebooks(loaded):
    assert not {"nbformat", "jupytext", "torch"} & set(loaded["live.graded"])


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Return a folder with the wheel's content, far from the repository, and the names in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=repository_file(), check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
        return folder / "site", archive.namelist()


def run_installed(site, code, folder):
    """Run some code against the installed wheel, elsewhere."""
    environment = os.environ | {"PYTHONPATH": str(site)}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True).stdout


def test_an_installed_wheel_finds_its_data_and_its_notebooks(installed, tmp_path):
    code = (
        "import mlcourse.data as d, mlcourse.resources as r, mlcourse.student.own_copy as own_copy, pathlib;"
        "print(r.is_installed(), len(d.load_animals_fruits()), len(d.load_pictures()));"
        "print(len(d.load_fashion_mnist(train=False)));"
        "own_copy.update_folder(r.resource_folder('notebooks'), pathlib.Path('mine'))"
    )
    lines = run_installed(installed[0], code, tmp_path).splitlines()
    assert lines[0].split() == ["True", "125", "125"]
    assert lines[-1] == "10000"
    assert sorted(path.stem for path in (tmp_path / "mine").glob("*.ipynb")) == sorted(LESSONS)


def test_an_installed_wheel_brings_pytorch_as_an_extra_alone(installed):
    (metadata,) = installed[0].glob("mlcourse-*.dist-info/METADATA")
    described = email.message_from_string(metadata.read_text(encoding="utf-8"))
    assert described.get_all("Provides-Extra") == ["torch"]
    needs = [requirement.split(";") for requirement in described.get_all("Requires-Dist")]
    of_extra = {re.match(r"\w+", name)[0] for name, *marker in needs if marker}
    assert of_extra == set(PACKAGES)
    assert not of_extra & {re.match(r"\w+", name)[0] for name, *marker in needs if not marker}


def test_an_installed_wheel_has_no_more_than_it_needs(installed):
    names = installed[1]
    assert "mlcourse/course.mplstyle" in names
    assert "mlcourse/student/jupyter_config/labconfig/default_setting_overrides.json" in names  # for a hub, too
    assert "mlcourse/_data/README.md" in names
    assert not [name for name in names if name.endswith(("-ubyte", ".lock")) or "__pycache__" in name]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "TEACHING.md", "GLOSSARY.md", "data/README.md"])
def test_links_inside_the_repository_lead_somewhere(name):
    page = repository_file(*name.split("/"))
    for target in re.findall(r"\]\((?!http|#|mailto)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{name} links to {target}"


@pytest.mark.parametrize(("promised", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_a_missing_tool_skips_and_where_all_are_promised_fails(monkeypatch, promised, outcome):
    monkeypatch.setenv("MLCOURSE_NOTHING_SKIPPED", promised)
    with pytest.raises(outcome, match="needs a browser"):
        missing("needs a browser")


WHO_IMPORTS = {  # which folders may import what which groups bring, beside the course's own packages and the extra's
    "src/mlcourse": ["authoring", "release", "site"],
    "tests": ["authoring", "hub", "release", "test"],
    "benchmarks": ["authoring", "test"],
}


@pytest.mark.parametrize("folder", WHO_IMPORTS)
def test_what_is_imported_is_declared(folder):
    project = tomllib.loads(repository_file("pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["torch"]]
    for group in WHO_IMPORTS[folder]:
        wanted += project["dependency-groups"][group]
    declared = {re.split("[<>=]", requirement)[0] for requirement in wanted}
    own = {path.stem for top in ("tests", "benchmarks") for path in repository_file(top).rglob("*")}
    modules = [path.read_text(encoding="utf-8") for path in repository_file(folder).rglob("*.py")]
    names = {name.partition(".")[0] for source in modules for name in imported(source)}
    names -= own | sys.stdlib_module_names | {"mlcourse"}
    brings = {name: {d.lower().replace("_", "-") for d in of} for name, of in packages_distributions().items()}
    assert {name for name in names if name in brings and not brings[name] & declared} == set()  # else not installed
