"""The two magic commands: one puts a cell's code in its place, the other runs all that comes before a place."""

import os
import sys
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import DEFAULT, patch

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, line_magic, magics_class
from IPython.utils.capture import capture_output

from mlcourse import plots
from mlcourse.live.notebooks import Step, find_code, steps_before
from mlcourse.live.one_epoch import one_epoch, trains
from mlcourse.torch_extra import require_torch

SLOW = 3  # seconds after which a cell is named


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Make the commands known; IPython calls this for `%load_ext mlcourse.live`."""
    shell.register_magics(Live)


@magics_class
class Live(Magics):
    """`%reveal` for the instructor, `%catch_up` for anyone who fell behind."""

    @line_magic
    def reveal(self, line: str) -> None:
        """Put a cell's code in its place: `%reveal draw-the-contour-2`, and Ctrl+Enter. Run it with another one."""
        code = told("reveal", find_code, line.strip())
        self.shell.set_next_input(code, replace=True)
        if not self.places():
            print(code)

    @line_magic
    def catch_up(self, line: str) -> None:
        """Run, quietly, all that the lesson has before a cell or a section: `%catch_up draw-the-contour`."""
        place = line.strip()
        name, steps = told("catch_up", steps_before, place)
        code = "\n".join(step.code for step in steps)
        if trains(code):
            require_torch()
        short = " Networks train for one epoch in place of all." if trains(code) else ""
        print(f"Running {len(steps)} cells of {name}.{short}")
        start = time.monotonic()
        quiet = patch.dict(os.environ, {"TQDM_DISABLE": "1"})
        no_widgets = patch.multiple(plots, slide=DEFAULT, steps=DEFAULT, edit_kernel=DEFAULT)
        with one_epoch(code), no_widgets, quiet:
            for step in steps:
                self.run(step)
        print(f"Caught up in {time.monotonic() - start:.0f} s: go on at {place}.")

    def run(self, step: Step) -> None:
        """Run one cell without its output; a student's own answer first, if there is one, and ours if it raises."""
        start = time.monotonic()
        try:
            self.execute(step.own)
        except Exception as error:
            if step.own == step.code:
                raise UsageError(f"{step.id} raised {type(error).__name__}: {error}") from error
            self.execute(step.code)
        seconds = time.monotonic() - start
        if seconds > SLOW:
            print(f"{step.id} took {seconds:.0f} s")

    def execute(self, code: str) -> None:
        """Execute code as a cell, and show nothing."""
        with capture_output():
            name = self.shell.compile.cache(code)  # so that a function's lines can be looked up
            exec(compile(code, name, "exec"), self.shell.user_ns)
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")

    def places(self) -> bool:
        """Tell whether this is JupyterLab, which puts code into the cell that asked for it."""
        message: dict[str, Any] = getattr(self.shell, "get_parent", dict)()
        return "JPY_SESSION_NAME" in os.environ and "cellId" in message.get("metadata", {})


def told(command: str, find: Callable[[str], Any], place: str) -> Any:
    """Return what is found, or tell in one sentence why it is not."""
    if not place:
        raise UsageError(f"name a cell, as in `%{command} draw-the-contour-2`")
    try:
        return find(place)
    except LookupError as error:
        raise UsageError(str(error)) from error
