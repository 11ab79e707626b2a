"""Sign what `mlcourse release` writes, to tell it from files that it must not write over."""

import hashlib
import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from mlcourse.fingerprint import is_as_built, is_release, record_fingerprint

SIGNATURE = re.compile(r'<meta name="mlcourse-release" content="([0-9a-f]{64})">\n')


def sign_notebook(notebook: NotebookNode, version: str) -> str:
    """Return a notebook as text, signed as a version of a lesson."""
    record_fingerprint(notebook)
    notebook.metadata.mlcourse["release"] = version
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def sign_page(html: str) -> str:
    """Return a page with its own hash in its head."""
    digest = hashlib.sha256(html.encode()).hexdigest()
    before, head, after = html.partition("<head>\n")
    return f'{before}{head}<meta name="mlcourse-release" content="{digest}">\n{after}'


def is_ours(path: Path) -> bool:
    """Tell whether a release wrote a file, and nobody has edited it since; a notebook may have been run."""
    try:
        if path.suffix == ".ipynb":
            notebook = nbformat.read(path, as_version=4)
            return is_release(notebook) and is_as_built(notebook)
        html = path.read_text(encoding="utf-8")
    except Exception:  # whatever is wrong with it, we did not write it so
        return False
    found = SIGNATURE.search(html)
    return found is not None and sign_page(SIGNATURE.sub("", html, count=1)) == html
