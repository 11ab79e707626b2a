"""The pages that are no lessons: the front page, the glossary, and those for instructors and authors."""

import json
import re
from collections.abc import Collection
from importlib.metadata import metadata
from pathlib import Path

from mlcourse.authoring.site.launch import front_bar

ROW = re.compile(r"^\| \*\*(?P<terms>.+?) \| (?P<meaning>.+) \| (?P<lessons>.+) \|$", re.MULTILINE)
LINK = re.compile(r"(?P<text>(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\])\((?P<target>[^)\s]+)\)")
PAGES = {
    "README.md": "index.md",
    "GLOSSARY.md": "glossary.md",
    "TEACHING.md": "teaching.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
ACCESSIBILITY = Path(__file__).with_name("accessibility.md")
DESCRIBED = "---\nmyst:\n  html_meta:\n    description: {}\n---\n\n"  # what a search engine shows
TREE = """

```{{toctree}}
:hidden:
:caption: Lessons

{lessons}
```

```{{toctree}}
:hidden:
:caption: Beside them

glossary
teaching
contributing
accessibility
changelog
```
"""


def texts(root: Path, lessons: list[str], repository: str | None, lite: Collection[str] = ()) -> dict[str, str]:
    """Return the text of each page by its file's name; the front page says where to begin."""
    pages = {page: inside((root / name).read_text(encoding="utf-8"), repository) for name, page in PAGES.items()}
    pages["index.md"] = pages["index.md"].replace("data/overview.png", "overview.png")
    title, promise, rest = pages["index.md"].split("\n\n", 2)
    pages["index.md"] = DESCRIBED.format(json.dumps(metadata("mlcourse")["Summary"])) + "\n\n".join(
        [title, promise, front_bar(lessons[0], lite), rest]
    )
    pages["index.md"] += TREE.format(lessons="\n".join(lessons))
    pages["glossary.md"] = glossary(pages["glossary.md"])
    pages[ACCESSIBILITY.name] = ACCESSIBILITY.read_text(encoding="utf-8")
    return pages


def inside(text: str, repository: str | None) -> str:
    """Let links lead to the site's own pages; what the site does not have, to the repository, or nowhere."""

    def lead(link: re.Match) -> str:
        target, _, place = link["target"].partition("#")
        place = f"#{place}" if place else ""
        if "://" in target or not target:
            return link[0]
        if target in PAGES:
            return f"{link['text']}({PAGES[target]}{place})"
        if re.fullmatch(r"notebooks/\d\d_\w+\.ipynb", target):
            return f"{link['text']}({target.removeprefix('notebooks/')}{place})"
        return f"{link['text']}({repository}/blob/main/{target})" if repository else link["text"][1:-1]

    return LINK.sub(lead, text)


def glossary(text: str) -> str:
    """Return the glossary's table as Sphinx's glossary, so that terms can be linked to and searched for."""
    head, _, _ = text.partition("\n| term")
    rows = [f"{chr(10).join(names(row))}\n  {row['meaning']} *Lesson* {row['lessons']}\n" for row in ROW.finditer(text)]
    return f"{head}\n```{{glossary}}\n{chr(10).join(rows)}```\n"


def terms(text: str) -> list[str]:
    """Return the terms of the glossary's table."""
    return [name for row in ROW.finditer(text) for name in names(row)]


def names(row: re.Match) -> list[str]:
    """Return the term of a row, and its other forms."""
    return row["terms"].replace("**", "").split(", ")
