#!/usr/bin/env bash
# nbconvert 7.17.2 (nbformat 5.11.1): a notebook's cell of the slide type "notes" that follows a "fragment" does not
# become the slide's note. It lands inside the fragment's own element, <div class="fragment">…<aside class="notes">,
# so it belongs to the fragment: reveal.js shows a fragment's note when that fragment has come, which is too late for
# a note that says what to ask before it. The same cell one place earlier belongs to the slide. Seen: one aside whose
# parent is div.fragment, and one whose parent is section. What helps: move a slide's notes in front of its fragments.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet nbconvert==7.17.2 nbformat==5.11.1 beautifulsoup4==4.15.0
"$folder/env/bin/python" - <<'PYTHON'
from bs4 import BeautifulSoup
from nbconvert import SlidesExporter
from nbformat.v4 import new_markdown_cell, new_notebook


def parent_of_the_note(*kinds):
    """Return the element that holds the one note, for cells of these slide types."""
    cells = [new_markdown_cell(kind, metadata={"slideshow": {"slide_type": kind}}) for kind in kinds]
    page, _ = SlidesExporter().from_notebook_node(new_notebook(cells=cells))
    (note,) = BeautifulSoup(page, "html.parser").find_all("aside", class_="notes")
    return note.parent.name, note.parent.get("class")


after, before = parent_of_the_note("slide", "fragment", "notes"), parent_of_the_note("slide", "notes", "fragment")
print("after the fragment:", *after, "· before it:", *before)
assert after == ("div", ["fragment"])
assert before == ("section", None)
PYTHON
echo "still so: nbconvert puts a note into the fragment before it"
