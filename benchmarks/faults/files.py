"""The course's own files, and a student's, in every state in which a file may be found."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from trying import UPDATE, Try, cured, git, judge, run

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
ONE = "03_gradient_descent.ipynb"


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
