"""Binder gets the locked versions, PyTorch for CPUs, and a copy of the notebooks where the site's links look for it."""

import os
import re
import shlex
import shutil
import subprocess
import tomllib

import nbformat
import pytest
import yaml

from mlcourse.authoring.repository import Repository
from tests.lesson_code import LESSONS, repository_file
from tests.tools import missing

POST_BUILD = repository_file(".binder", "postBuild").read_text(encoding="utf-8")
REPO2DOCKER = "jupyter-repo2docker==2026.4.0"


def uv():
    """Return the program uv."""
    return os.environ.get("UV") or shutil.which("uv") or missing("uv is not installed: pip install uv")


def command(begin):
    """Return the words of the one line of postBuild that begins so."""
    (line,) = (line for line in POST_BUILD.splitlines() if line.startswith(begin))
    return shlex.split(line)


def locked():
    """Return the version of each package in uv.lock: some have several, for several Pythons."""
    packages = tomllib.loads(repository_file("uv.lock").read_text(encoding="utf-8"))["package"]
    return {(package["name"], package["version"]) for package in packages}


def python():
    """Return the line of environment.yml that asks for a Python."""
    environment = yaml.safe_load(repository_file(".binder", "environment.yml").read_text(encoding="utf-8"))
    return next(line for line in environment["dependencies"] if str(line).startswith("python="))


def test_postbuild_can_be_run_and_stops_at_its_first_error():
    assert POST_BUILD.startswith("#!/usr/bin/env bash\n") and "set -euo pipefail" in POST_BUILD
    assert os.name == "nt" or os.access(repository_file(".binder", "postBuild"), os.X_OK)


def test_what_is_installed_is_locked_and_nothing_of_cuda(tmp_path):
    export = command("uv export")
    out = tmp_path / export[-1]
    export[0], export[-1] = uv(), str(out)
    subprocess.run([*export, "--offline"], cwd=repository_file(), check=True, capture_output=True)
    pinned = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", out.read_text(encoding="utf-8"), re.MULTILINE))
    assert not [name for name in pinned if re.match(r"nvidia|cuda|triton|torch(vision)?$", name)]
    assert {"lightning", "torchmetrics", "jupyterlab", "ipywidgets"} <= pinned.keys()
    assert "pytest" not in pinned
    assert set(pinned.items()) <= locked()


def test_pytorch_is_the_locked_one_for_cpus():
    install = command("uv pip install")
    assert "--torch-backend=cpu" in install and install[-2:] == ["-e", "."]
    assert install[install.index("-r") + 1] == command("uv export")[-1]
    versions = {tuple(word.split("==")) for word in install if "==" in word}
    assert {name for name, _ in versions} == {"torch", "torchvision"}
    assert versions <= locked()


def test_its_python_is_one_that_the_course_runs_on():
    project = tomllib.loads(repository_file("pyproject.toml").read_text(encoding="utf-8"))["project"]
    (least,) = re.findall(r"^>=3\.(\d+)$", project["requires-python"])
    assert int(re.fullmatch(r"python=3\.(\d+)", python())[1]) >= int(least)


def test_the_copy_lies_where_the_sites_links_look_for_it(monkeypatch, tmp_path):
    (copy,) = re.findall(r"<< 'COPY'\n(.*?)^COPY$", POST_BUILD, re.DOTALL | re.MULTILINE)
    monkeypatch.setattr("mlcourse.student.own_copy.default_folder", lambda: tmp_path / "work")
    exec(copy, {})
    address = Repository("https://github.com/me/it", "1.2.3").binder("02_cost_model")
    opened = tmp_path / address.partition("lab/tree/")[2]
    assert not [out for cell in nbformat.read(opened, as_version=4).cells for out in cell.get("outputs", [])]
    assert {path.stem for path in (tmp_path / "work").glob("*.ipynb")} == set(LESSONS)


@pytest.mark.nightly
def test_repo2docker_runs_it_in_a_docker_file_with_our_python():
    run = [
        uv(),
        "tool",
        "run",
        "--from",
        REPO2DOCKER,
        "jupyter-repo2docker",
        "--no-build",
        "--debug",
        repository_file(),
    ]
    made = subprocess.run(run, capture_output=True, text=True, check=True)
    said = made.stdout + made.stderr
    assert f"Building conda environment for {python()}\n" in said
    steps = [line.strip() for line in said.splitlines()]
    copied = next(i for i, step in enumerate(steps) if re.fullmatch(r"COPY .*src/ \$\{REPO_DIR\}/?", step))
    assert copied < steps.index("RUN ./.binder/postBuild")
    assert any('--file ".binder/environment.yml"' in step for step in steps)
