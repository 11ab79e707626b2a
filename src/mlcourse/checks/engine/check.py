"""A check is data, and one procedure judges every form of exercise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from mlcourse.checks.engine.alarm import STILL_CHECKING, is_helpless
from mlcourse.checks.engine.compare import agree, contrast
from mlcourse.checks.engine.guard import OTHER_PARAMETERS, SECONDS, run_alone, takes, written
from mlcourse.checks.engine.history import History
from mlcourse.checks.engine.originality import hands_on
from mlcourse.checks.engine.stub import is_unfinished, is_untouched
from mlcourse.checks.engine.surroundings import undisturbed
from mlcourse.checks.engine.unmoved import unmoved
from mlcourse.checks.engine.values import Observation, Problem
from mlcourse.checks.engine.verdict import Verdict, keep_place, keep_verdict, show_verdict


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that students really give, and the sentence that names the misunderstanding."""

    answer: Any
    says: str


class Seen(NamedTuple):
    """What was observed of an answer, and the sentence that says where it differs from the reference, if it does."""

    came: list[Observation]
    difference: str


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
    by_name : sequence of str
        Parameters that the lesson's next cells pass by name: an answer must not rename them.
    rtol, atol : float
        Tolerances of the comparison: wide enough for float32, or for a value read off a figure.
    seconds : float
        How long all observations of an answer may take together.
    """

    name: str
    reference: Any = field(repr=False)  # a look at the check gives nothing away
    observe: Callable[[Any], list[Observation]] = field(repr=False)
    mistakes: Sequence[Mistake] = field(default=(), repr=False)
    by_name: Sequence[str] = field(default=(), repr=False)
    rtol: float = field(default=1e-5, repr=False)
    atol: float = field(default=1e-6, repr=False)
    seconds: float = field(default=SECONDS, repr=False)
    history: History = field(default_factory=History, init=False, repr=False, compare=False)

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
            If `graded` and the answer is not right, or is right by calling the course's own.
        """
        place = keep_place(STILL_CHECKING.format(self.name)) if not graded and is_helpless() else None
        verdict = self.still_ours if self.handed_out(answer) else self.judge(answer)
        if graded and verdict.outcome == "right" and hands_on(answer, self.reference, self.observe, self.seconds):
            verdict = Verdict("wrong", f"`{self.name}` hands on the course's own answer: write your own.")
        kept = self.history.add(self, verdict)
        if verdict.outcome == "right":
            show_verdict(replace(verdict, kept=kept), place)
            return answer
        if graded:
            keep_verdict(kept)
            raise CheckFailed(verdict.says)
        show_verdict(replace(verdict, says=verdict.says + GOES_ON, kept=kept), place)
        self.given.append(self.ours.copy() if isinstance(self.ours, np.ndarray) else self.ours)
        return self.given[-1]

    @cached_property
    def ours(self) -> Any:
        """What stands in for an answer that is not right: a distinct object, never mistaken for a student's."""
        return self.reference if callable(self.reference) else np.array(self.reference)[()]

    @cached_property
    def given(self) -> list:
        """Every stand-in handed out so far; arrays are copied, so changing one leaves the rest alone."""
        return [self.ours]

    def handed_out(self, answer: Any) -> bool:
        """Tell whether an answer is what this check gave itself; a truth value is the same object everywhere."""
        return not isinstance(answer, np.bool_) and any(answer is given for given in self.given)

    @property
    def still_ours(self) -> Verdict:
        """Return the verdict on a check that was run again without the student's own cell before it."""
        return Verdict("untouched", f"`{self.name}` is still the course's: run your own cell again, and then this one.")

    def judge(self, answer: Any) -> Verdict:
        """Compare an answer with the reference, then with each known mistake."""
        if is_untouched(answer):
            return Verdict("untouched", f"`{self.name}` is not solved yet.")
        seen = self.look(answer)
        if not seen.difference:
            return Verdict("right", f"`{self.name}` is right.")
        for mistake, came in zip(self.mistakes, self.known, strict=True):
            if not self.differing(seen.came, came) and errors(seen.came) == errors(came):  # in the same words, too
                return Verdict("misunderstood", f"`{self.name}`: {mistake.says}")
        if is_unfinished(answer):
            return Verdict("untouched", f"`{self.name}` is not solved yet: there is still a `...` in it.")
        return Verdict("wrong", unmoved(self.name, seen.came, self.expected, self.agrees) or seen.difference)

    @cached_property
    def expected(self) -> list[Observation]:
        """What is observed of the reference: once, however often answers are checked, and without a limit of time."""
        with undisturbed():
            return self.observe(self.reference)

    @cached_property
    def known(self) -> list[list[Observation]]:
        """What is observed of each known mistake: once, and only if there is a wrong answer."""
        return [observations(run_alone(self.observe, mistake.answer, self.seconds)) for mistake in self.mistakes]

    def look(self, answer: Any) -> Seen:
        """Observe an answer and compare it, all inside the guard; whatever goes wrong is itself an observation.

        A value of the student's own class may raise, or never end, even while it is compared.
        """
        expected = self.expected  # its time is not the answer's

        def observe_and_compare(answer: Any) -> Seen:
            came = self.observe(answer) if takes(answer, self.by_name) else [renamed(answer)] * len(expected)
            return Seen(came, self.first_difference(came, expected))

        seen = run_alone(observe_and_compare, answer, self.seconds)
        if isinstance(seen, Problem):
            came = observations(seen)
            return Seen(came, self.first_difference(came, expected))
        return seen

    def differing(self, came: list[Observation], expected: list[Observation]) -> list[tuple[Observation, Observation]]:
        """Return the observations of two answers that do not agree, in pairs; if there are more of one, that is one."""
        nothing = Observation("`{name}`", None, secret=True)
        pairs = [(c, e) for c, e in zip(came, expected, strict=False) if not self.agrees(c, e)]
        return pairs or ([] if len(came) == len(expected) else [(nothing, nothing)])

    def agrees(self, came: Observation, expected: Observation) -> bool:
        """Tell whether one thing was observed alike."""
        return agree(came.value, expected.value, self.rtol, self.atol)

    def first_difference(self, came: list[Observation], expected: list[Observation]) -> str:
        """Say where the observations differ from the expected ones, in the first (and smallest) case; else nothing."""
        if not (pairs := self.differing(came, expected)):
            return ""
        c, e = pairs[0]
        sentence = f"{c.label.replace('{name}', self.name, 1)} {contrast(c.value, e.value, e.secret)}"
        if isinstance(c.value, Problem) and c.value.kind == OTHER_PARAMETERS:
            sentence += f", expected `{written(self.reference)}`"
        return sentence[0].upper() + sentence[1:] + ("" if sentence.endswith(("?", "!")) else ".")


GOES_ON = " Until yours is right, the lesson goes on with the course's own."


def observations(seen: Any) -> list[Observation]:
    """Return what was observed; a problem that ended the observing is all that there is to see."""
    return [Observation("`{name}`", seen)] if isinstance(seen, Problem) else seen


def renamed(answer: Any) -> Observation:
    """Return the observation of an answer whose parameters have other names than the next cells use."""
    return Observation("`{name}`", Problem(OTHER_PARAMETERS, f"takes the parameters `{written(answer)}`"))


def errors(seen: list[Observation]) -> list[str]:
    """Return the wording of each error that was raised."""
    return [o.value.error for o in seen if isinstance(o.value, Problem)]
