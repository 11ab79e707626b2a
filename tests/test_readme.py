"""README's first screen: what it shows is what happens, and its commands install what it says."""

import importlib.util
import os
import re
import shutil
import subprocess
import tomllib

import numpy as np
import pytest

from mlcourse.checks import cost_model
from tests.lesson_code import repository_file
from tests.tools import missing

README = repository_file("README.md").read_text(encoding="utf-8")


def gate():
    """Return the gate's module that walks README's commands."""
    spec = importlib.util.spec_from_file_location("newcomer", repository_file(".ci", "newcomer.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def locked():
    """Return the versions of each package in uv.lock: some have several, for several Pythons."""
    versions = {}
    for package in tomllib.loads(repository_file("uv.lock").read_text(encoding="utf-8"))["package"]:
        versions.setdefault(package["name"], set()).add(package.get("version"))
    return versions


@pytest.fixture(scope="module")
def cpu_route():
    """Return README's commands for Linux without a GPU."""
    return re.search(r"^```\n(uv sync\nuv export .*?)^```", README, re.DOTALL | re.MULTILINE)[1].splitlines()


def test_the_answer_that_it_shows_gets_the_verdict_that_it_shows(capsys):
    code, quoted = re.search(r"^```python\n(.*?)^```\n\n((?:> [^\n]*\n)+)", README, re.DOTALL | re.MULTILINE).groups()
    exec(code, {"np": np, "check": cost_model})
    assert capsys.readouterr().out.split() == quoted.replace("\n> ", "\n").removeprefix("> ").split()


def test_the_gate_types_what_a_newcomer_reads():
    start, lab, tests = gate().commands(README)
    assert (start, lab) == ("pip install uv", "uv run mlcourse lab")
    assert tests == "uv run --all-extras --all-groups pytest"
    assert ".ci/newcomer.py" in repository_file(".ci", "run").read_text(encoding="utf-8")


def test_without_a_gpu_the_locked_versions_come_and_nothing_of_cuda(cpu_route, tmp_path):
    uv = os.environ.get("UV") or shutil.which("uv")
    if not uv:
        missing("uv is not installed: pip install uv")
    (export,) = (line.split() for line in cpu_route if line.startswith("uv export"))
    export[0], export[-1] = uv, str(tmp_path / export[-1])
    subprocess.run([*export, "--offline"], cwd=repository_file(), check=True, capture_output=True)
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", (tmp_path / "cpu.txt").read_text("utf-8"), re.MULTILINE))
    assert not [name for name in pinned if re.match(r"nvidia|cuda|triton|torch(vision)?$", name)]
    assert {"lightning", "torchmetrics", "jupyterlab", "jupytext", "pytest"} <= pinned.keys()
    assert not [name for name, version in pinned.items() if version not in locked()[name]]


def test_the_small_build_is_asked_for_in_the_locked_versions(cpu_route):
    install = cpu_route[-1].split()
    assert install[:4] == ["uv", "pip", "install", "--torch-backend=cpu"] and "-e" in install
    for name in ("torch", "torchvision"):
        (version,) = locked()[name]
        assert f"{name}=={version}" in install, f"README: {name} is {version} in uv.lock"
