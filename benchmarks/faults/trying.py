"""Clones of the course to break, small disks, missing rights; what a run in them came to, and whether a cure works."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
ORDINARY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
CURE = r"restore|check its permissions|delete it|run `mlcourse build"


UPDATE = """
import sys
from pathlib import Path
from mlcourse.resources import resource_folder
from mlcourse.student.own_copy import update_folder
update_folder(resource_folder("notebooks"), Path(sys.argv[1]))
"""


class Try(NamedTuple):
    """What one fault came to."""

    group: str
    fault: str
    outcome: str  # told, mended, raw or lost
    says: str


class Said(NamedTuple):
    """What a run came to: its exit status, and the last line of what it complained about."""

    status: int
    line: str
    traceback: bool


def run(course: Path, *command: str, rights: bool = True, **env: str) -> Said:
    """Run `python …` on a course; `rights=False`: as somebody whom the permissions of files bind."""
    started = start(course, *command, rights=rights, **env)
    error = started.communicate(timeout=600)[1].decode(errors="replace")
    lines = error.strip().splitlines() or [""]
    line = lines[-1].replace(str(course.parent), "…")
    line = re.sub(rf"{re.escape(tempfile.gettempdir())}/tmp\w+", "…", line)  # another one in each run
    return Said(started.returncode, line, "Traceback" in error)


def start(course: Path, *command: str, rights: bool = True, **env: str) -> subprocess.Popen:
    """Start `python …` on a course, and do not wait."""
    whole = [*([] if rights else ORDINARY), sys.executable, *command]
    env = {key: value for key, value in {**os.environ, "PYTHONPATH": str(course / "src"), **env}.items() if value}
    return subprocess.Popen(whole, cwd=course.parent, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def cli(course: Path, *arguments: object, **options: object) -> Said:
    """Run `mlcourse …`."""
    return run(course, "-m", "mlcourse.cli", *map(str, arguments), **options)


def judge(said: Said, cure: str = CURE) -> str:
    """Tell a sentence with its cure from a bare complaint; in Python the sentence ends a traceback, in a shell none."""
    if said.status == 0:
        return "mended"
    return "told" if re.search(cure, said.line) and (said.status == 1 or not said.traceback) else "raw"


def cured(course: Path, said: Said) -> bool:
    """Run the command that a complaint names, and tell whether the course is whole again."""
    command = re.search(r"(git -C .*)$", said.line)
    if command:
        words = shlex.split(command[1].replace("…", str(course.parent)))
        subprocess.run(words, check=True, capture_output=True)
    return not command or not git(course, "status", "--short")


def git(course: Path, *arguments: str) -> str:
    """Return what git says in a course."""
    return subprocess.run(["git", "-C", course, *arguments], check=True, capture_output=True, text=True).stdout


@contextmanager
def fresh() -> Iterator[Path]:
    """Make a clone of the course, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{ROOT}", course], check=True)
        yield course


@contextmanager
def disk(size: str) -> Iterator[Path]:
    """Mount a disk of some size."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)
