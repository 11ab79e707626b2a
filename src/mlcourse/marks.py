"""nbgrader's own marks around the solution of an exercise."""

import re

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
REGION = re.compile(rf"^(?P<indent>[ \t]*){BEGIN}[ \t]*\n(?P<code>.*?)^[ \t]*{END}[ \t]*\n?", re.DOTALL | re.MULTILINE)
