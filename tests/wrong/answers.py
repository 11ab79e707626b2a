"""Write wrong answers as students type them."""

from collections.abc import Callable, Mapping
from typing import Any

from mlcourse.checks.engine.typed import typed


def written(reference: Callable, wrong: Mapping[str, str]) -> list[tuple[Any, str]]:
    """Return wrong answers with words of their sentences, given as `typed` takes known mistakes."""
    return [(mistake.answer, mistake.says) for mistake in typed(reference, wrong)]
