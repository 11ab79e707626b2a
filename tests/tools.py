"""What some tests need beyond the course's own packages: a browser, a font, uv."""

import os
from typing import NoReturn

import pytest


def missing(tool: str) -> NoReturn:
    """Skip for want of a tool; where all are promised, as by .ci/run, fail instead."""
    if os.environ.get("MLCOURSE_NOTHING_SKIPPED"):
        pytest.fail(tool, pytrace=False)
    pytest.skip(tool, allow_module_level=True)
