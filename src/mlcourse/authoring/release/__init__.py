"""The versions of a lesson, one module each: `NAME` is its file's name, `make` returns its text."""
