#!/usr/bin/env python3
"""Walk a newcomer's way: README's commands, in a fresh clone and an empty environment. Needs Python and git alone."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
NETWORK = re.compile(r"SSL_CERT_FILE|PIP_CERT|(HTTPS?|ALL|NO)_PROXY", re.IGNORECASE)  # how this machine reaches one
SECONDS = 600  # for JupyterLab to be installed and to start, on a busy machine


def commands(readme: str) -> list[str]:
    """Return what README's section `Two commands` tells a newcomer to type, line by line."""
    section = re.search(r"^## Two commands\n(.*?)^## ", readme, re.DOTALL | re.MULTILINE)[1]
    blocks = re.findall(r"^```\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()]


def main() -> None:
    """Type each command, and say how long it took and how large the folder has grown."""
    with tempfile.TemporaryDirectory(prefix="newcomer-") as home:
        clone = Path(home, "mlcourse")
        subprocess.run(["git", "clone", "--quiet", REPOSITORY, clone], check=True)
        subprocess.run([sys.executable, "-m", "venv", Path(home, "python")], check=True)
        path = os.pathsep.join([f"{home}/python/bin", "/usr/local/bin", "/usr/bin", "/bin"])
        environment = {name: value for name, value in os.environ.items() if NETWORK.fullmatch(name)}
        environment |= {"HOME": home, "PATH": path, "LANG": "C.UTF-8"}
        for command in commands((clone / "README.md").read_text(encoding="utf-8")):
            print(f"\n$ {command}", flush=True)
            start = time.monotonic()
            walk = open_lab if command.endswith("mlcourse lab") else type_in
            walk(command, clone, environment)
            print(f"[{time.monotonic() - start:.0f} s, {megabytes(home)} MB on disk so far]", flush=True)
        left = git(clone, "status", "--porcelain")
        if left:
            sys.exit(f"these commands changed files of the repository:\n{left}")


def type_in(command: str, clone: Path, environment: dict[str, str]) -> None:
    """Run one command in the clone, to its end."""
    subprocess.run(command.split(), cwd=clone, env=environment, check=True)


def open_lab(command: str, clone: Path, environment: dict[str, str]) -> None:
    """Start the lab without PyTorch, execute lesson 00 in one of its kernels, and stop it as Ctrl+C does."""
    as_root = ["--", "--allow-root"] if os.geteuid() == 0 else []  # as README says
    lab = subprocess.Popen([*command.split(), *as_root], cwd=clone, env=environment, start_new_session=True)
    try:
        server = running_server(lab, Path(environment["HOME"]))
        if next(clone.glob(".venv/lib/*/site-packages/torch"), None):
            sys.exit("the lab came with PyTorch: the first lessons do without it")
        python = shutil.which("python", path=str(clone / ".venv" / "bin"))
        script = REPOSITORY / ".ci" / "execute_on_server.py"
        lesson = clone / "work" / "00_start_here.ipynb"
        executed = [python, script, server["url"], lesson]
        subprocess.run(executed, env=environment | {"TOKEN": server["token"]}, check=True)
    finally:
        if lab.poll() is None:
            os.killpg(lab.pid, signal.SIGTERM)
        lab.wait(timeout=SECONDS)


def running_server(lab: subprocess.Popen, home: Path) -> dict[str, str]:
    """Return what JupyterLab writes down about itself when it is ready: its address and its token."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and lab.poll() is None:
        for file in home.glob(".local/share/jupyter/runtime/jpserver-*.json"):
            return json.loads(file.read_text(encoding="utf-8"))
        time.sleep(0.2)
    sys.exit("JupyterLab did not start")


def git(folder: Path, *arguments: str) -> str:
    """Return what git says."""
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True, text=True).stdout


def megabytes(folder: str) -> int:
    """Return the size of a folder on disk; a file with two names counts once."""
    du = subprocess.run(["du", "--summarize", "--block-size=1M", folder], check=True, capture_output=True, text=True)
    return int(du.stdout.split()[0])


if __name__ == "__main__":
    main()
