"""Remember, for as long as the kernel runs, what a check said to one student: how many tries, which mistakes."""

import sys
from typing import Any

from mlcourse.checks.engine.verdict import Verdict
from mlcourse.kept import Kept, key_of, to_data

CHECKS = "mlcourse.checks."


class History:
    """What a check has said since the kernel began. A kernel cannot read its notebook, so a restart begins anew."""

    def __init__(self) -> None:
        self.tries, self.solved, self.met = 0, False, {}

    def add(self, check: Any, verdict: Verdict) -> dict[str, Any]:
        """Take a verdict in; return all that is kept of it.

        A try is a verdict on an answer that is there. Once there was a right one, further right ones are none:
        running all cells again does not count.
        """
        again = self.solved and verdict.outcome == "right"
        if verdict.outcome != "untouched" and not again:
            self.tries += 1
        self.solved = self.solved or verdict.outcome == "right"
        key = key_of(verdict.says) if verdict.outcome == "misunderstood" else ""
        if key:
            self.met[key] = verdict.says
        return to_data(
            Kept(lesson_of(check), check.name, verdict.outcome, key, verdict.says, self.tries, dict(self.met))
        )


def lesson_of(check: Any) -> str:
    """Return the name of the lesson whose module of checks holds this one; nothing for a check of another's making."""
    for name, module in list(sys.modules.items()):
        if name.startswith(CHECKS) and any(value is check for value in vars(module).values()):
            return name.removeprefix(CHECKS)
    return ""
