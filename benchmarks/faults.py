"""Break what surrounds the course, really, and write down what it says: `uv run python benchmarks/faults.py`.

Each fault is made in a clone of its own: files are damaged, disks are full (a small tmpfs), rights are missing (root
without its capability to pass them over), processes are killed. Linux, as root, in a container. It takes ten minutes.

A fault is `told` where one sentence names it and its cure (and, where the cure is a command, running it mends it);
`mended` where all is well after the next run, or at once; `raw` where a traceback of somebody else's is all there is;
and `lost` where something of a student's is gone.
"""

import argparse
import csv
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import sleep
from typing import NamedTuple

from surroundings import cli, cured, disk, fresh, git, judge, run, start

TO = Path(__file__).parent / "results" / "faults.csv"
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + 64 * b"0" + b"\nsize 12345\n"
DAMAGES = {
    "empty": lambda content: b"",
    "cut short": lambda content: content[: len(content) // 20],
    "cut at the end of a line": lambda content: content[: content.index(b"\n") + 1],
    "one byte altered": lambda content: b"x" + content[1:],
    "other ends of lines": lambda content: content.replace(b"\n", b"\r\n"),
    "a pointer of Git LFS": lambda content: POINTER,
    "an error page": lambda content: b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n",
}
DATA = {
    "animals_fruits.csv": "load_animals_fruits()",
    "animals_fruits.png": "load_pictures()",
    "SHA256SUMS": "load_animals_fruits()",
    "FashionMNIST/raw/train-images-idx3-ubyte.gz": "load_fashion_mnist(train=True)",
    "FashionMNIST/raw/t10k-labels-idx1-ubyte.gz": "load_fashion_mnist(train=True)",
    "lessons.csv": "load_lessons()",
    "results/board.csv": "load_results('board')",
    "results/fashion.csv": "load_results('fashion')",
    "results/species.csv": "load_runs()",
}
UPDATE = """
import sys
from pathlib import Path
from mlcourse.resources import resource_folder
from mlcourse.student.own_copy import update_folder
update_folder(resource_folder("notebooks"), Path(sys.argv[1]))
"""
ONE = "03_gradient_descent.ipynb"


class Try(NamedTuple):
    """What one fault came to."""

    group: str
    fault: str
    outcome: str  # told, mended, raw or lost
    says: str


def spoil(path: Path, fault: str) -> None:
    """Damage a file, put a folder in its place, take it away, or take away the right to read it."""
    if fault in DAMAGES:
        path.write_bytes(DAMAGES[fault](path.read_bytes()))
    elif fault == "not to be read":
        path.chmod(0)
    else:
        path.unlink()
        if fault == "a folder in its place":
            path.mkdir()


SPOILED = [*DAMAGES, "not to be read", "missing", "a folder in its place"]


def spoiled(group: str, name: str, fault: str, course: Path, *command: str) -> Try:
    """Spoil one of the course's files, run what needs it, and then the cure."""
    path = course / name
    spoil(path, fault)
    said = run(course, *command, rights=False)
    outcome = judge(said)
    if outcome == "told" and "git -C" in said.line:
        if path.is_dir() and "delete it" in said.line:
            path.rmdir()
        outcome = "told" if cured(course, said) else "raw"
    if path.exists():
        path.chmod(0o644)
    git(course, "checkout", "--quiet", "--force", "HEAD", "--", name)
    return Try(group, f"{name}: {fault}", outcome, said.line)


def data_files(course: Path) -> Iterator[Try]:
    """Each file of the data folder, spoiled in each way. Two are no faults: the sum that is asked for is whole."""
    for name, call in DATA.items():
        for fault in SPOILED:
            if name != "SHA256SUMS" or fault not in ("other ends of lines", "cut at the end of a line"):
                yield spoiled("data", f"data/{name}", fault, course, "-c", f"from mlcourse import data; data.{call}")


def notebooks_and_captions(course: Path) -> Iterator[Try]:
    """A notebook of the course, its captions, and its source, spoiled."""
    for fault in ("empty", "cut short", "one byte altered", "a pointer of Git LFS", "an error page", *SPOILED[-3:]):
        if fault != "missing":  # then the lesson is not there, and no other misses it
            work = str(course.parent / "work")
            yield spoiled("notebooks", f"notebooks/{ONE}", fault, course, "-c", UPDATE, work)
        crib = ("-m", "mlcourse.cli", "release", "crib", "03", "--to", str(course.parent / "crib"))
        yield spoiled("crib of", f"notebooks/{ONE}", fault, course, *crib)
    shown = "from mlcourse.plots.caption import read; assert read('gradient_descent')"
    for fault in SPOILED:
        if fault not in ("other ends of lines", "missing"):  # no fault; and without it, a figure says that it is old
            name = "src/mlcourse/plots/captions/gradient_descent.json"
            yield spoiled("captions", name, fault, course, "-c", shown)


def students_files(course: Path) -> Iterator[Try]:
    """What may lie in a student's folder in a lesson's place: it stays as it is, and all other lessons come."""
    elsewhere = course.parent / "elsewhere.ipynb"
    elsewhere.write_text("mine")
    made: dict[str, Callable[[Path], object]] = {
        "cut short": lambda path: path.write_text('{"cells": ['),
        "a list": lambda path: path.write_text("[]"),
        "empty": lambda path: path.touch(),
        "a folder": lambda path: path.mkdir(),
        "not to be read": lambda path: (path.write_text("mine"), path.chmod(0)),
        "not to be written": lambda path: (path.write_text("mine"), path.chmod(0o444)),
        "a link to a file elsewhere": lambda path: path.symlink_to(elsewhere),
        "a link to the course's own": lambda path: path.symlink_to(course / "notebooks" / ONE),
        "a link to nowhere": lambda path: path.symlink_to(course.parent / "nowhere"),
        "a link to itself": lambda path: path.symlink_to(path),
    }
    for fault, make in made.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / ONE
            make(path)
            before, status = seen(path), git(course, "status", "--short")
            said = run(course, "-c", UPDATE, folder, rights=False)
            replaced = fault == "a link to the course's own"  # an unchanged lesson, so it may be updated
            untouched = elsewhere.read_text() == "mine" and git(course, "status", "--short") == status
            kept = untouched and (replaced or seen(path) == before)
            came = len(list(Path(folder).glob("*.ipynb"))) >= 21
            yield Try("a student's", fault, "lost" if not kept else "mended" if came else judge(said), said.line)


def seen(path: Path) -> tuple:
    """Return what lies at a path: its kind, where it points to, and what is in it."""
    content = path.read_bytes() if path.is_file() else b""
    return path.is_symlink() and path.readlink(), path.is_dir(), content


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


def pictures(course: Path) -> Iterator[Try]:
    """Files that a student may give as a picture: each is read, or refused in a sentence that names no folder."""
    make = """
import sys, numpy as np
from PIL import Image
from mlcourse import data
gray = np.linspace(0, 1, 4096).reshape(64, 64)
kinds = {
    "16 bits": lambda: Image.fromarray((gray * 65535).astype("uint16")).save("a.png"),
    "16 bits, TIFF": lambda: Image.fromarray((gray * 65535).astype("uint16")).save("a.tiff"),
    "floats": lambda: Image.fromarray(gray.astype("float32")).save("a.tiff"),
    "32 bits": lambda: Image.fromarray((gray * 2**30).astype("int32")).save("a.tiff"),
    **{mode: lambda mode=mode: Image.new(mode, (40, 50)).save("a.png") for mode in ("1", "L", "LA", "P", "RGBA")},
    **{mode: lambda mode=mode: Image.new(mode, (40, 50)).save("a.jpg") for mode in ("CMYK", "YCbCr")},
    "moving": lambda: Image.new("P", (9, 9)).save("a.gif", save_all=True, append_images=[Image.new("P", (9, 9), 1)]),
    "empty": lambda: open("a.png", "w").close(),
    "text": lambda: open("a.png", "w").write("hello"),
    "vectors": lambda: open("a.png", "w").write("<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a folder": lambda: __import__("os").mkdir("a.png"),
    "missing": lambda: None,
    "cut short": lambda: (Image.effect_noise((200, 200), 50).save("b.png"),
                          open("a.png", "wb").write(open("b.png", "rb").read()[:9000])),
}
name = sys.argv[1]
kinds[name]() if name != "a name of 300 letters" else None
import glob
file = (glob.glob("a.*") or ["a.png"])[0] if name != "a name of 300 letters" else 300 * "x" + ".png"
picture = data.read_picture(file)
assert picture.shape == (3, 32, 32)
if "bits" in name or name == "floats":
    rows = picture[0].mean(dim=1)
    assert rows[0] < 0.05 and rows[-1] > 0.95 and (rows.diff() > 0).all()
"""
    read = ("16 bits", "16 bits, TIFF", "floats", "32 bits", "1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr", "moving")
    for kind in (*read, "empty", "text", "vectors", "a folder", "missing", "cut short", "a name of 300 letters"):
        with tempfile.TemporaryDirectory() as folder:
            said = run(course, "-c", f"import os; os.chdir({folder!r})\n{make}", kind)
            told = said.line.startswith("ValueError: ") and folder not in said.line
            outcome = "mended" if said.status == 0 else "told" if told and kind not in read else "raw"
            yield Try("a picture", kind, outcome, said.line)


GROUPS = (
    data_files,
    notebooks_and_captions,
    students_files,
    full_disks,
    rights,
    killed,
    surroundings,
    pictures,
)


def main() -> None:
    """Try all, and write what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=[group.__name__ for group in GROUPS], help="some groups")
    parser.add_argument("--to", type=Path, default=TO, help="the table to write")
    options = parser.parse_args()
    if os.geteuid() != 0:
        parser.error("small disks and missing rights need root, in a container")
    tries: list[Try] = []
    for group in GROUPS:
        if not options.only or group.__name__ in options.only:
            with fresh() as course:
                tries += group(course)
            print(group.__name__, {o: sum(t.outcome == o for t in tries) for o in ("told", "mended", "raw", "lost")})
    with options.to.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Try._fields)
        writer.writerows(tries)
    for bad in (t for t in tries if t.outcome in ("raw", "lost")):
        print(*bad, sep=" | ")


if __name__ == "__main__":
    main()
