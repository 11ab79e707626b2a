"""The machine around the course: full disks, missing rights, processes that are killed, odd names of folders."""

import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import sleep

from trying import UPDATE, Try, cli, disk, judge, run, start


def full_disks(course: Path) -> Iterator[Try]:
    """Each command on a disk that is too small: one sentence, nothing half written, and with room the next run ends."""
    sizes = {"student": "300k", "solved": "300k", "live": "300k", "nbgrader": "300k", "crib": "60k", "slides": "60k"}
    for version, size in sizes.items():
        lessons = ["all"] if size == "300k" else ["03"]
        with disk(size) as folder:
            yield full("release " + version, course, folder, "release", version, *lessons, "--to", folder / "to")
    for size in ("100k", "400k", "900k"):
        with disk(size) as folder:
            said = cli(course, "lab", "--folder", folder, "--no-browser")
            whole = all(path.read_text().endswith("}\n") for path in folder.glob("*.ipynb"))
            outcome = judge(said, "give another with --folder") if whole and not said.traceback else "raw"
            grow(folder)
            mended = run(course, "-c", UPDATE, str(folder)).status == 0 and len(list(folder.glob("*.ipynb"))) == 21
            yield Try("a full disk", f"lab, {size}", outcome if mended else "raw", said.line)


def full(name: str, course: Path, folder: Path, *command: object) -> Try:
    """Run a command on a full disk, then again with room."""
    said = cli(course, *command)
    left = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size == 0]
    outcome = judge(said, "give another folder with --to") if not (left or said.traceback) else "raw"
    grow(folder)
    return Try("a full disk", name, outcome if cli(course, *command).status == 0 else "raw", said.line)


def grow(folder: Path) -> None:
    """Give a disk room."""
    subprocess.run(["mount", "-o", "remount,size=200M", folder], check=True)


def rights(course: Path) -> Iterator[Try]:
    """Folders that may not be written to, read or entered, a file in a folder's place, no home."""
    for command in (["lab", "--no-browser", "--folder"], ["release", "student", "03", "--to"]):
        for mode in (0o555, 0o444, 0o000):
            with tempfile.TemporaryDirectory() as folder:
                target = Path(folder) / "locked"
                target.mkdir(mode=mode)
                said = cli(course, *command, target / "inside" if mode == 0o000 else target, rights=False)
                outcome = judge(said, "give another") if not said.traceback else "raw"
                yield Try("rights", f"{command[0]} into a folder of mode {mode:03o}", outcome, said.line)
        with tempfile.NamedTemporaryFile() as file:
            said = cli(course, *command, file.name)
            yield Try("rights", f"{command[0]} into a file", judge(said, "give another|is a file"), said.line)
    (course / "notebooks").chmod(0o555)
    said = cli(course, "build", "--force", "00", rights=False)
    yield Try("rights", "build into a folder of mode 555", "raw" if said.traceback else judge(said), said.line)
    (course / "notebooks").chmod(0o755)
    figure = "import mlcourse.plots, matplotlib.pyplot as plt; plt.style.use('mlcourse.course'); plt.subplots()"
    for home in ("", "/nonexistent"):
        with tempfile.TemporaryDirectory() as folder:
            for name, code in {"a figure": ["-c", figure], "lab's copy": ["-c", UPDATE, folder]}.items():
                said = run(course, *code, HOME=home)
                yield Try("rights", f"{name}, HOME {home or 'not set'}", judge(said), said.line if said.status else "")
    raw = course / "data" / "FashionMNIST" / "raw"
    raw.chmod(0o555)
    for cache in ("", "/proc/none"):
        load = ("-c", "from mlcourse import data; data.load_fashion_mnist(train=False)")
        with tempfile.TemporaryDirectory() as folder:
            said = run(course, *load, rights=False, XDG_CACHE_HOME=cache or folder)
            outcome = judge(said, "make one of them writable")
            yield Try("rights", f"data not to be written, cache {cache or 'free'}", outcome, said.line)
    raw.chmod(0o755)


def killed(course: Path) -> Iterator[Try]:
    """`lab`'s copy and the unpacking of Fashion-MNIST, killed at a random moment; then run again."""
    moments = Random(7)
    for k in range(12):
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder) / "work"
            run(course, "-c", UPDATE, str(work))
            mine = work / "02_cost_model.ipynb"
            mine.write_text(mine.read_text().replace("cost", "COST"))
            before = mine.read_bytes()
            for path in work.glob("*.ipynb"):
                if path != mine:
                    path.unlink()
            kill(start(course, "-c", UPDATE, str(work)), moment := moments.uniform(0.5, 2.5))
            kept = mine.read_bytes() == before
            again = run(course, "-c", UPDATE, str(work)).status == 0
            rest = [path for path in work.iterdir() if path.name.startswith(".mlcourse") and path.suffix != ".lock"]
            whole = again and len(list(work.glob("*.ipynb"))) == 21 and not rest
            outcome = "lost" if not kept else "mended" if whole else "raw"
            yield Try("killed", f"lab's copy, {k + 1}, after {moment:.2f} s", outcome, "")
    load = ("-c", "from mlcourse import data; assert len(data.load_fashion_mnist(train=True)) == 60_000")
    for k in range(4):
        raw = course / "data" / "FashionMNIST" / "raw"
        for path in raw.glob("*-ubyte"):
            path.unlink()
        kill(start(course, *load), moment := moments.uniform(1.5, 5))
        outcome = "mended" if run(course, *load).status == 0 else "raw"
        yield Try("killed", f"unpacking, {k + 1}, after {moment:.2f} s", outcome, "")


def kill(process: subprocess.Popen, seconds: float) -> None:
    """Let a process live for some seconds."""
    sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def surroundings(course: Path) -> Iterator[Try]:
    """Two at once, few open files, long and odd names of folders."""
    with tempfile.TemporaryDirectory() as folder:
        release = ["-m", "mlcourse.cli", "release", "student", "00", "01", "02", "--to", folder]
        for name, command in {"release": release, "lab's copy": ["-c", UPDATE, folder + "/work"]}.items():
            both = [start(course, *command) for _ in range(2)]
            ends = [process.wait() for process in both] if all(p.communicate() for p in both) else []
            yield Try("two at once", name, "mended" if ends == [0, 0] else "raw", "")
    few = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))\n"
    with tempfile.TemporaryDirectory() as folder:
        said = run(course, "-c", few + UPDATE, folder)
        yield Try("surroundings", "lab's copy with 40 open files", judge(said), said.line)
        names = {
            "of 250 letters": 250 * "x",
            "of 500 letters": 500 * "x",
            "a path of 3,000": "/".join(15 * [200 * "x"]),
            "a path of 4,100": "/".join(21 * [200 * "x"]),
            "with a line's end": "a\nb",
            "with quotes and a space": "a 'b' \"c\"",
            "with an accent": "Übung é",
        }
        for name, path in names.items():
            said = cli(course, "release", "student", "00", "--to", f"{folder}/{path}")
            outcome = "raw" if said.traceback else judge(said, "give another")
            yield Try("surroundings", f"a folder's name {name}", outcome, said.line[-200:])
