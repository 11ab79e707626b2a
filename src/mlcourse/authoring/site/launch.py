"""The row of links under a lesson's title: where to run it. A place that is not known has no link."""

from collections.abc import Collection, Iterator

from mlcourse.authoring.lite.address import lab_address
from mlcourse.authoring.repository import Repository

NOTEBOOKS = "notebooks"  # the folder of the site that holds what can be downloaded
BAR = '<div class="launch">\n{links}\n</div>'
LINK = '<a class="btn btn-sm btn-outline-primary" href="{address}"{more}>{text}</a>'


def in_the_browser(name: str, lite: Collection[str]) -> str | None:
    """Return where a lesson runs on the site itself; nothing where `/lite/` does not hold it.

    Parameters
    ----------
    name : str
        The lesson's, such as `02_cost_model`.
    lite : collection of str
        The lessons that the site's `/lite/` holds.
    """
    return lab_address(name) if name in lite else None


def lesson_bar(name: str, repository: Repository | None, lite: Collection[str]) -> str:
    """Return the row of a lesson, as HTML."""
    links = [link(text, address) for text, address in places(name, repository, lite)]
    links.append(link("Download the notebook", f"{NOTEBOOKS}/{name}.ipynb", " download"))
    return BAR.format(links="\n".join(links))


def front_bar(first: str, lite: Collection[str]) -> str:
    """Return the row of the front page: where to begin."""
    here = in_the_browser(first, lite)
    links = [link("Begin to read", f"{first}.html")] + ([link("Begin in your browser", here)] if here else [])
    return BAR.format(links="\n".join(links))


def places(name: str, repository: Repository | None, lite: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield where a lesson can be run without installing anything: what a link says, and where it leads."""
    if address := in_the_browser(name, lite):
        yield "Run it in your browser", address
    if repository and (address := repository.colab(name)):
        yield "Open in Colab", address
    if repository and (address := repository.binder(name)):
        yield "Open in Binder", address


def link(text: str, address: str, more: str = "") -> str:
    """Return a link that looks like a button."""
    return LINK.format(text=text, address=address, more=more)
