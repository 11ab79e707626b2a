#!/usr/bin/env bash
# nbgrader 0.9.6 gives no point for an autograder cell that passes, if anything at all came on stderr while it ran: a
# FutureWarning of a library is enough. And a number that is displayed under the cell is its score: where a display
# setting of the student's own shows the value 0 of an assignment, a right answer gets 0 points. Both follow from
# `nbgrader.utils.determine_grade`, which reads the outputs alone; nothing tells the student or the instructor why.
# Seen: "passed: 1.0", "passed, with a warning: 0" and "passed, and showed 0: 0.0", of 1 point each.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip install --quiet nbgrader==0.9.6 ipykernel==7.4.0

cat > grade.py << 'END'
import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import determine_grade

SHOW = "%config InteractiveShell.ast_node_interactivity = 'last_expr_or_assign'"
CELLS = {
    "passed": "assert True",
    "passed, with a warning": "import warnings\nwarnings.warn('soon', FutureWarning)\nassert True",
    "passed, and showed 0": "assert True\nn_errors = 0",
}
grade = {"grade": True, "solution": False, "locked": True, "points": 1, "schema_version": 3}
cells = [new_code_cell(source, metadata={"nbgrader": grade | {"grade_id": name}}) for name, source in CELLS.items()]
notebook = new_notebook(cells=[new_code_cell(SHOW), *cells])
NotebookClient(notebook, kernel_name="python3").execute()
for name, cell in zip(CELLS, notebook.cells[1:]):
    print(f"{name}: {determine_grade(cell)[0]}")
END
env/bin/python grade.py > seen.txt 2> errors.txt || { cat errors.txt; exit 1; }
cat seen.txt
diff seen.txt - << 'END'
passed: 1.0
passed, with a warning: 0
passed, and showed 0: 0.0
END
