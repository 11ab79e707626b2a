"""A student's own copy of the lessons, and JupyterLab on it."""
