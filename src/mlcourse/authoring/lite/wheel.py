"""The wheels that go to the browser: our own without what only PyTorch's lessons and authors need, and pure others."""

import base64
import hashlib
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from mlcourse.resources import PACKAGE, resource_folder

NEEDS = ("ipython", "ipywidgets", "joblib", "matplotlib", "numpy", "pillow", "scikit-learn", "scipy")  # in any version
MADE = (1980, 1, 1, 0, 0, 0)  # of every file in a wheel: the same sources make the same bytes
TAG = b"Wheel-Version: 1.0\nGenerator: mlcourse\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
LEFT_OUT = {"authoring", "_data", "_notebooks", "__pycache__", ".ipynb_checkpoints"}  # of the package's folders
DATA = ("README.md", "SHA256SUMS", "*.csv", "animals_fruits.png", "clothes.npz", "results/*.csv")


def write_own_wheel(folder: Path) -> Path:
    """Write the light wheel of the course, of the same name and version as the whole one.

    It holds 300 clothes of Fashion-MNIST's 70,000, no notebooks and nothing for authors, and asks for what Pyodide
    has, in the versions that Pyodide has.

    Parameters
    ----------
    folder : Path
        Where to write; made where it is missing.

    Returns
    -------
    Path
        The wheel.
    """
    described = distribution("mlcourse")
    data = resource_folder("data")
    paths = {path.relative_to(PACKAGE): path for path in sorted(PACKAGE.rglob("*")) if path.is_file()}
    files = {f"mlcourse/{p.as_posix()}": path.read_bytes() for p, path in paths.items() if not LEFT_OUT & {*p.parts}}
    for path in (path for pattern in DATA for path in sorted(data.glob(pattern))):
        files[f"mlcourse/_data/{path.relative_to(data).as_posix()}"] = path.read_bytes()
    about = {"Summary": described.metadata["Summary"], "License-Expression": described.metadata["License-Expression"]}
    return write_wheel(folder, "mlcourse", described.version, files | licenses(described), about, NEEDS)


def write_installed_wheel(folder: Path, name: str) -> Path:
    """Write a wheel of a pure package that is installed here, without what it needs, and return its path."""
    described = distribution(name)
    modules = [file for file in described.files if ".." not in file.parts and "__pycache__" not in file.parts]
    files = {file.as_posix(): file.locate().read_bytes() for file in modules if not is_information(file.parts[0])}
    about = {key: described.metadata[key] for key in ("Summary", "License") if described.metadata[key]}
    return write_wheel(folder, name.replace("-", "_"), described.version, files | licenses(described), about)


def licenses(described: Distribution) -> dict[str, bytes]:
    """Return the texts of a package's licenses by their places, as they must go with every copy.

    Wheels have them in `licenses/` since metadata 2.4, and before that beside the metadata, which name them.
    """
    named = described.metadata.get_all("License-File", [])
    about = [file for file in described.files if is_information(file.parts[0])]
    found = [file for file in about if "licenses" in file.parts or file.name in named]
    return {file.as_posix(): file.locate().read_bytes() for file in found}


def is_information(folder: str) -> bool:
    """Tell whether a folder of an installed package holds what the installer wrote about it."""
    return folder.endswith(".dist-info")


def write_wheel(
    folder: Path, name: str, version: str, files: dict[str, bytes], about: dict[str, str], needs: tuple[str, ...] = ()
) -> Path:
    """Write a pure wheel: `files` by their place in it, and what its format asks for; return its path."""
    info = f"{name}-{version}.dist-info"
    head = {"Metadata-Version": "2.4", "Name": name, "Version": version} | about
    lines = [f"{key}: {value.splitlines()[0]}" for key, value in head.items()]
    metadata = "\n".join([*lines, *(f"Requires-Dist: {need}" for need in needs), ""]).encode()
    files = files | {f"{info}/METADATA": metadata, f"{info}/WHEEL": TAG}
    files[f"{info}/RECORD"] = record(files, f"{info}/RECORD")
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for place, content in files.items():
            entry = zipfile.ZipInfo(place, MADE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return wheel


def record(files: dict[str, bytes], own_place: str) -> bytes:
    """Return the list of a wheel's files with their SHA-256 and size."""
    lines = []
    for place, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{place},sha256={digest},{len(content)}")
    return "\n".join([*lines, f"{own_place},,", ""]).encode()
