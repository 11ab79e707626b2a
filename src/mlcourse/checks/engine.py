"""The engine of the exercise checks: a check is data, and one procedure judges every form of exercise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from mlcourse.checks.compare import agree, contrast
from mlcourse.checks.guard import SECONDS, Problem, run
from mlcourse.checks.stub import is_stub
from mlcourse.checks.verdict import Verdict


class Observation(NamedTuple):
    """One thing seen of an answer: a phrase that names it, and its value.

    `secret` marks a value that is the answer itself, so that no verdict gives it away.
    """

    label: str
    value: Any
    secret: bool = False


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that students really give, and the sentence that names the misunderstanding."""

    answer: Any
    says: str


class CheckFailed(AssertionError):
    """Raised in place of a verdict where a check grades."""


@dataclass(frozen=True)
class Check:
    """The check of one exercise. Call it with the student's answer; go on with what it returns.

    Attributes
    ----------
    name : str
        The name that the student's answer has in the lesson.
    reference : object
        The course's own answer.
    observe : callable
        Maps an answer to a list of `Observation`, the smallest case first.
        Two answers are the same if their observations agree.
    mistakes : sequence of Mistake
        The known wrong answers.
    rtol, atol : float
        Tolerances of the comparison: wide enough for float32, or for a value read off a figure.
    """

    name: str
    reference: Any
    observe: Callable[[Any], list[Observation]]
    mistakes: Sequence[Mistake] = ()
    rtol: float = 1e-5
    atol: float = 1e-6

    def __call__(self, answer: Any, graded: bool = False) -> Any:
        """Show the verdict; return the student's answer if it is right, the course's own if not.

        Parameters
        ----------
        answer : object
            The student's function, number, choice, module or class.
        graded : bool, default=False
            Whether to raise instead of going on with the course's answer.

        Raises
        ------
        CheckFailed
            If `graded` and the answer is not right.
        """
        verdict = self.judge(answer)
        right = verdict.outcome == "right"
        if graded and not right:
            raise CheckFailed(verdict.says)
        show_verdict(verdict)
        return answer if right else self.reference

    def judge(self, answer: Any) -> Verdict:
        """Compare an answer with the reference, then with each known mistake."""
        if answer is ...:
            return self.untouched()
        came = self.observations(answer)
        expected = self.observations(self.reference)
        if self.same(came, expected):
            return Verdict("right", f"`{self.name}` is right.")
        if is_stub(answer):
            return self.untouched()
        for mistake in self.mistakes:
            if self.same(came, self.observations(mistake.answer)):
                return Verdict("misunderstood", f"`{self.name}`: {mistake.says}{GOES_ON}")
        return Verdict("wrong", self.first_difference(came, expected) + GOES_ON)

    def untouched(self) -> Verdict:
        """Return the verdict on a stub."""
        return Verdict("untouched", f"`{self.name}` is not solved yet.{GOES_ON}")

    def observations(self, answer: Any) -> list[Observation]:
        """Observe an answer; whatever goes wrong meanwhile is itself an observation."""
        seen = run(self.observe, answer, seconds=SECONDS)
        return [Observation(f"`{self.name}`", seen)] if isinstance(seen, Problem) else seen

    def same(self, came: list[Observation], expected: list[Observation]) -> bool:
        """Tell whether two answers are the same in all that was observed of them."""
        return len(came) == len(expected) and all(map(self.agrees, came, expected))

    def agrees(self, came: Observation, expected: Observation) -> bool:
        """Tell whether one thing was observed alike."""
        return agree(came.value, expected.value, self.rtol, self.atol)

    def first_difference(self, came: list[Observation], expected: list[Observation]) -> str:
        """Say where two lists of observations part, in the first (and smallest) case."""
        pairs = [(c, e) for c, e in zip(came, expected, strict=False) if not self.agrees(c, e)]
        c, e = pairs[0]
        sentence = f"{c.label.format(name=self.name)} {contrast(c.value, e.value, e.secret)}"
        return sentence[0].upper() + sentence[1:] + ("" if sentence.endswith("?") else ".")


GOES_ON = " Until yours is right, the lesson goes on with the course's own."


def show_verdict(verdict: Verdict) -> None:
    """Display a verdict under the cell; in a terminal, print it."""
    from IPython.display import display

    display(verdict)
