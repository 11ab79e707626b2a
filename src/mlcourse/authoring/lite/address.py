"""Where a lesson runs in the browser: the one place that knows the addresses of the lab."""

from mlcourse.authoring.lesson import Lesson
from mlcourse.authoring.lite.part import goes_without, needs_torch

LAB = "lite"  # the lab's folder in the site


def lab_address(lesson: str = "00_start_here") -> str:
    """Return the address of a lesson in the lab, relative to the site's root.

    Parameters
    ----------
    lesson : str, default="00_start_here"
        The lesson's name with its number, such as `"02_cost_model"`; one that `runs_in_browser`.
    """
    return f"{LAB}/lab/index.html?path={lesson}.ipynb"


def runs_in_browser(lesson: Lesson) -> bool:
    """Tell whether a lesson runs in the lab, whole or in part: PyTorch does not exist there."""
    return not needs_torch(lesson) or goes_without(lesson)
