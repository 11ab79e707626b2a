#!/usr/bin/env bash
# nbconvert 7.17.2 (nbformat 5.11.1): an image in an output may carry alternative text in its metadata,
# {"image/png": {"alt": "a gray square"}}, beside "width" and "height". The width and the height reach the HTML page;
# the text does not. In its place every image says "No description has been provided for this image", and a warning
# tells the author that alternative text is missing. Seen: width="5" and that sentence. (JupyterLab 4.6 gives such an
# image no alt at all.) What helps: display the figure as text/html with an <img alt="…"> of one's own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install --quiet nbconvert==7.17.2 nbformat==5.11.1
"$folder/env/bin/python" - <<'PYTHON'
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
described = {"image/png": {"width": 5, "height": 5, "alt": "a gray square"}}
output = new_output("display_data", data={"image/png": PNG}, metadata=described)
page, _ = HTMLExporter().from_notebook_node(new_notebook(cells=[new_code_cell("", outputs=[output])]))
image = page[page.index('<img') : page.index(">", page.index('<img')) + 1]
print(image.replace(PNG, "…"))
assert 'width="5"' in image
assert "a gray square" not in page
assert 'alt="No description has been provided for this image"' in image
PYTHON
echo "still so: nbconvert keeps an image's width and drops its alternative text"
