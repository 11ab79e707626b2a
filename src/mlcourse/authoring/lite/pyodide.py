"""Pyodide, which is Python in the browser: the one version that the lab is made for and tested with, and its packages.

`pyodide.json` beside this module says which files of that version the lab asks for, with their SHA-256. It was cut by
`cut` from the lock file of Pyodide's package on npm; a new version of Pyodide needs the JupyterLite that goes with it
(pyproject.toml), a new cut, and a new `fontlist.json`: what Matplotlib there finds out about its own fonts. The list
that comes with it is of another Matplotlib, so that without ours each start finds it out anew, and warns.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

from jupyterlite_pyodide_kernel import constants

HERE = Path(__file__).parent
FOUND = json.loads((HERE / "pyodide.json").read_text(encoding="utf-8"))
VERSION = FOUND["info"]["version"]
CDN = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"  # where Pyodide's authors publish it
CORE = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
ROOTS = ("ipython", "jedi", "joblib", "matplotlib", "micropip", "numpy", "pillow", "scikit-learn", "scipy")
ROOTS += ("sqlite3", "ssl")  # JupyterLite's kernel asks for these two


class PyodideError(Exception):
    """A folder that is not the Pyodide we need; the message says what is wrong, and what to do."""


def cut(lock: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return what `pyodide.json` holds, from Pyodide's own lock file and a folder with all its files."""
    wanted, packages = list(ROOTS), {}
    while wanted:
        name = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
        if name not in packages:
            packages[name] = lock["packages"][name]
            wanted += packages[name]["depends"]
    core = {name: digest(folder / name) for name in CORE}
    files = [*CORE, *(package["file_name"] for package in packages.values())]
    n_bytes = sum((folder / name).stat().st_size for name in files)
    return {"bytes": n_bytes, "core": core, "info": lock["info"], "packages": dict(sorted(packages.items()))}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def refuse_other(source: Path) -> None:
    """Refuse a folder that does not hold what the lab needs of Pyodide, each file as its authors published it.

    Raises
    ------
    PyodideError
        If a file is missing, or its SHA-256 another.
    """
    for name, expected in expected_files().items():
        if not (source / name).is_file():
            raise PyodideError(f"{source} holds no {name}: give a folder with Pyodide {VERSION}, unpacked, or `cdn`")
        if digest(source / name) != expected:
            raise PyodideError(f"{source / name} is not the one of Pyodide {VERSION}: its SHA-256 differs")


def copy_pyodide(source: Path, target: Path) -> None:
    """Copy what the lab needs of an unpacked Pyodide, which `refuse_other` accepts."""
    refuse_other(source)
    for name in expected_files():
        shutil.copyfile(source / name, target / name)


def expected_files() -> dict[str, str]:
    """Return the SHA-256 of each file of Pyodide that the lab asks for, by its name."""
    return FOUND["core"] | {package["file_name"]: package["sha256"] for package in FOUND["packages"].values()}


def write_lock(folder: Path, own: dict[Path, dict[str, list[str]]]) -> list[str]:
    """Write the lock file of the lab: Pyodide's packages, and ours beside it.

    Parameters
    ----------
    folder : Path
        Where the lock file goes; our wheels lie in it.
    own : dict
        For each wheel of ours, what `imports` it answers to and on which packages it `depends`.

    Returns
    -------
    list of str
        The names of our packages.
    """
    names, packages = [], dict(FOUND["packages"])
    for wheel, says in own.items():
        name, version = wheel.name.split("-")[:2]
        entry = {"name": name.replace("_", "-"), "version": version, "file_name": wheel.name, "install_dir": "site"}
        entry |= {"sha256": digest(wheel), "package_type": "package", "unvendored_tests": False} | says
        packages[entry["name"]] = entry
        names.append(entry["name"])
    lock = {"info": FOUND["info"], "packages": packages}
    (folder / constants.PYODIDE_LOCK).write_text(json.dumps(lock), encoding="utf-8")
    return names
