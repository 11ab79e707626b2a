"""Draw what the lessons show, on a given `ax`; nothing is computed here."""

from mlcourse.plots.costs import contour, heaps, path, train_and_new, train_and_test
from mlcourse.plots.course import course_map
from mlcourse.plots.figure import show, side_by_side, slide
from mlcourse.plots.points import boundary, classes, emoji, groups, projections

__all__ = [
    "boundary",
    "classes",
    "contour",
    "course_map",
    "emoji",
    "groups",
    "heaps",
    "path",
    "projections",
    "show",
    "side_by_side",
    "slide",
    "train_and_new",
    "train_and_test",
]
