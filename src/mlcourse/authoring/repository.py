"""Where the course is published: the address of its repository, and all that follows from it."""

import re
from importlib.metadata import metadata
from typing import NamedTuple

ADDRESS = re.compile(r"https://[\w.-]+(/[\w.-]+)+")
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)")
EXAMPLE = "an address such as https://github.com/NAME/REPOSITORY"
COLAB = "colab"  # the branch that holds the notebooks of the version of this name


class RepositoryError(Exception):
    """An address that is none; the message says where it came from."""


class Repository(NamedTuple):
    """A repository's page, and the version of the course that links lead to."""

    address: str
    version: str

    @property
    def wheel(self) -> str:
        """The address of the wheel that a release on GitHub brings."""
        return f"{self.address}/releases/download/v{self.version}/mlcourse-{self.version}-py3-none-any.whl"

    def colab(self, name: str) -> str | None:
        """Return what opens a lesson in Colab; nothing for another host than GitHub."""
        found = GITHUB.fullmatch(self.address)
        return f"https://colab.research.google.com/github/{found[1]}/blob/{COLAB}/{name}.ipynb" if found else None

    def binder(self, name: str) -> str | None:
        """Return what opens a lesson in Binder, in the copy that `.binder/postBuild` makes."""
        found = GITHUB.fullmatch(self.address)
        return f"https://mybinder.org/v2/gh/{found[1]}/main?urlpath=lab/tree/work/{name}.ipynb" if found else None


def find_repository(given: str | None = None) -> Repository | None:
    """Return the repository that the course is published in, if any is known.

    Parameters
    ----------
    given : str, optional
        What `--repository` got. Without it, pyproject.toml's `Repository` among `[project.urls]` counts.

    Raises
    ------
    RepositoryError
        If that is no address.
    """
    course = metadata("mlcourse")
    urls = dict(url.split(", ", 1) for url in course.get_all("Project-URL") or [])
    source, address = ("--repository", given) if given is not None else ("[project.urls]", urls.get("Repository"))
    if address is None:
        return None
    address = address.removesuffix("/").removesuffix(".git")
    if not ADDRESS.fullmatch(address):
        raise RepositoryError(f"{source} must be {EXAMPLE}, got {given if given is not None else address}")
    return Repository(address, course["Version"])
