"""The version for Colab and Kaggle: its first cell installs the course, alone, and only where it is missing."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
import yaml
from click.testing import CliRunner
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from mlcourse.authoring.layout import lay_out
from mlcourse.authoring.release import colab
from mlcourse.authoring.repository import COLAB, Repository
from mlcourse.cli import main
from mlcourse.folding import fold
from mlcourse.resources import resource_folder
from tests.lesson_code import LESSONS, repository_file
from tests.tools import missing

GITHUB = Repository("https://github.com/me/it", "1.2.3")
# What Colab has of Jupyter, in its old versions, and of what the course needs; neither mlcourse nor JupyterLab's
COLAB_HAS = ["ipython==7.34.0", "ipykernel==6.17.1", "ipywidgets==7.7.1", "jupyter-client==7.4.9", "traitlets==5.7.1"]
COLAB_HAS += ["nbclient", "nbformat", "numpy", "scipy", "scikit-learn", "matplotlib", "pillow", "joblib"]
COLAB_HAS += ["click", "filelock", "platformdirs", "pip"]
each_lesson = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)


def copy_of(lesson, repository=GITHUB):
    """Return a lesson's copy for Colab."""
    return nbformat.reads(colab.make(lesson, resource_folder("notebooks"), repository), as_version=4)


def first_code(notebook):
    """Return the first cell of code."""
    return next(cell.source for cell in notebook.cells if cell.cell_type == "code")


@each_lesson
def test_the_first_cell_installs_this_versions_wheel_and_never_its_dependencies(lesson):
    notebook = copy_of(lesson)
    assert f"%pip install --quiet --no-deps {GITHUB.wheel}\n" in first_code(notebook) + "\n"
    installs = re.findall(r"pip install.*", "\n".join(cell.source for cell in notebook.cells[:2]))
    assert installs and all("--no-deps" in line for line in installs)


@each_lesson
def test_all_else_is_what_a_student_finds_in_jupyterlab(lesson):
    notebook = copy_of(lesson)
    assert [cell.id for cell in notebook.cells if cell.id != "install-the-course"] == [
        cell.id for cell in fold(lay_out(lesson)).cells
    ]
    assert all(cell.outputs == [] for cell in notebook.cells if cell.cell_type == "code")
    assert notebook.metadata.mlcourse.release == "colab"


@each_lesson
def test_links_lead_to_the_copies_in_colab(lesson):
    text = "\n".join(cell.source for cell in copy_of(lesson).cells if cell.cell_type == "markdown")
    links = re.findall(r"\]\(([^)\s]*\d\d_\w+\.ipynb)\)", text)
    begin = "https://colab.research.google.com/github/me/it/blob/colab/"
    assert links and all(link.startswith(begin) for link in links)


def test_lightning_comes_with_the_lessons_that_need_it_alone():
    with_lightning = [name for name, lesson in LESSONS.items() if "lightning" in first_code(copy_of(lesson))]
    assert with_lightning == [name for name, lesson in LESSONS.items() if "require_torch()" in str(lesson.cells)]
    assert 3 < len(with_lightning) < 10


@pytest.mark.parametrize("is_there", [True, False])
def test_it_installs_nothing_where_the_course_is(monkeypatch, is_there):
    shell, asked = InteractiveShell(config=Config(HistoryManager={"enabled": False})), []
    shell.register_magic_function(asked.append, "line", "pip")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: is_there or None)
    assert shell.run_cell(first_code(copy_of(LESSONS["16_pytorch"]))).success
    assert len(asked) == (0 if is_there else 2)


def release(*arguments):
    """Run `mlcourse release colab`."""
    return CliRunner().invoke(main, ["release", "colab", *map(str, arguments)])


def test_the_command_writes_it(tmp_path):
    assert release("02", "--to", tmp_path, "--repository", GITHUB.address).exit_code == 0
    text = (tmp_path / "02_cost_model.ipynb").read_text(encoding="utf-8")
    assert f"{GITHUB.address}/releases/download/v" in text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([], "give --repository, or write the address into pyproject.toml"),
        (["--repository", "it"], "must be an address"),
    ],
    ids=["no address", "none"],
)
def test_without_an_address_there_is_one_sentence(tmp_path, monkeypatch, given, says):
    monkeypatch.setattr("mlcourse.authoring.repository.metadata", lambda _: nbformat.NotebookNode(get_all=lambda _: []))
    result = release("02", "--to", tmp_path / "to", *given)
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert says in result.stderr
    assert not (tmp_path / "to").exists()


@pytest.fixture
def colab_like(tmp_path):
    """Return the folder of programs of an environment that has what Colab has."""
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        missing("uv is not installed: pip install uv")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "colab"], check=True)
    programs = tmp_path / "colab" / ("Scripts" if os.name == "nt" else "bin")
    install = [uv, "pip", "install", "--quiet", "--python", programs / "python", *COLAB_HAS]
    subprocess.run(install, check=True)
    return programs


@pytest.mark.nightly
def test_a_lesson_runs_where_colab_has_no_course(colab_like, tmp_path, monkeypatch):
    def packages():
        listed = [colab_like / "python", "-m", "pip", "list", "--format=freeze"]
        return set(subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split())

    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(build, cwd=repository_file(), check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    monkeypatch.setattr(Repository, "wheel", wheel.as_uri())
    (tmp_path / "bare").mkdir()
    path = tmp_path / "bare" / "02_cost_model.ipynb"
    nbformat.write(copy_of(LESSONS["02_cost_model"]), path)
    before = packages()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([colab_like / "jupyter-execute", "--inplace", path], env=environment, cwd=path.parent, check=True)
    assert [package.partition("==")[0] for package in packages() - before] == ["mlcourse"]
    assert before < packages()
    run = nbformat.read(path, as_version=4)
    assert all(cell.execution_count for cell in run.cells if cell.cell_type == "code" and cell.source)
    assert "heavier than 1 kg: 0.18" in str(run)


def test_a_tag_publishes_the_wheel_and_the_branch_that_links_lead_to():
    workflow = yaml.safe_load(repository_file(".github", "workflows", "release.yml").read_text(encoding="utf-8"))
    steps = "\n".join(step.get("run", "") for step in workflow["jobs"]["publish"]["steps"])
    assert "mlcourse release colab all --to copies" in steps and "git --work-tree=copies add" in steps
    assert f"git push --force origin {COLAB}\n" in steps and f"git switch --orphan {COLAB}\n" in steps
    assert "gh release create" in steps and "dist/*.whl" in steps
