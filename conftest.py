"""How notebooks are tested, wherever pytest is started, and a quick way to one lesson."""

import os
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
SLOW = {"browser", "builder", "claims", "classroom", "data", "lite", "live", "release", "site", "student"}  # of tests/
LESSONS = {path.stem[:2]: path.stem[3:] for path in (ROOT / "lessons").glob("[0-9][0-9]_*.py")}  # names by number

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two workers with two threads each are slower than with one
os.environ.setdefault("TQDM_DISABLE", "1")  # and the notebooks were built without progress bars
os.environ.setdefault("MLCOURSE_STORED_FIGURES", "1")  # and with pictures that are not inside of HTML


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Test one lesson in one process: to start two takes longer."""
    if config.option.keyword in LESSONS:
        config.option.numprocesses = 0


def pytest_configure(config: pytest.Config) -> None:
    """Compare stored outputs on Linux alone: elsewhere the last digits differ. Refuse to test half of the course."""
    if sys.platform != "linux":
        config.option.nbval_lax = True
    config.option.keyword = LESSONS.get(config.option.keyword, config.option.keyword)  # also in xdist's workers
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.keyword
    if whole and (absent := list(missing_packages())):
        raise pytest.UsageError(
            f"not installed: {', '.join(absent)}. All tests: `uv run --all-extras --all-groups pytest`; "
            "one lesson: `uv run pytest -k 03`"
        )


def pytest_report_header() -> str | None:
    """Say what takes long where the environment asks for more threads than one."""
    threads = os.environ["OMP_NUM_THREADS"]
    if threads == "1":
        return None
    return f"OMP_NUM_THREADS={threads}: the workers' threads wait for each other; networks train far more slowly"


def missing_packages() -> Iterator[str]:
    """Yield the packages of the extra and of the dependency groups that are not installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [*project["project"]["optional-dependencies"].values(), *project["dependency-groups"].values()]
    for requirement in sorted(set().union(*parts)):
        name = re.match(r"[\w.-]+", requirement)[0]
        try:
            version(name)
        except PackageNotFoundError:
            yield name


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no worker waits for it at the end: notebooks, the later lessons first.

    Files that train, or that start kernels, servers and browsers, come next: one test may take half a minute. The
    others fill what time is left to either worker. Of both kinds, those with many tests are first; within a file, the
    order stays.
    """
    n_tests = Counter(item.path for item in items)
    stem = {path: path.stem if path.suffix == ".ipynb" else "" for path in n_tests}
    items.sort(key=lambda i: (stem[i.path], i.path.parent.name in SLOW, n_tests[i.path]), reverse=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With `-k 03`, collect that lesson's notebook and claims, and what is held against every lesson: in seconds."""
    name, path = config.option.keyword, collection_path
    if name not in LESSONS.values():
        return None
    if path.suffix == ".ipynb":
        return None if path.stem[3:] == name else True
    if path.name.startswith("test_"):
        return None if path.parent.name == "lessons" or path.parts[-2:] == ("claims", f"test_{name}.py") else True
    return None
