"""Notice an answer that does not use what it is given."""

from collections.abc import Callable, Sequence

import numpy as np

from mlcourse.checks.engine.compare import as_array, is_numeric, show
from mlcourse.checks.engine.values import Observation

ENOUGH = 3  # so many equal outputs are no accident
SENTENCE = (
    "`{}` gives {} whatever it is given. Does it use a name of the notebook's in place of its own parameters, "
    "or a number that was typed in?"
)


def unmoved(
    name: str,
    came: Sequence[Observation],
    expected: Sequence[Observation],
    agrees: Callable[[Observation, Observation], bool],
) -> str:
    """Return a sentence if an answer gave the same in every case, and should not have; otherwise nothing.

    Parameters
    ----------
    name : str
        The exercise's name.
    came, expected : sequence of Observation
        What was observed of the answer, and of the reference.
    agrees : callable
        Tells whether two observations are alike.
    """
    if len(came) < ENOUGH or any(o.secret or not is_numeric(as_array(o.value)) for o in came):
        return ""
    same, due = [all(agrees(o, seen[0]) for o in seen) for seen in (came, expected)]
    is_number = np.all(np.isfinite(as_array(came[0].value)))
    return SENTENCE.format(name, show(came[0].value)) if same and not due and is_number else ""
