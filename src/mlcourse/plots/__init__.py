"""Draw what the lessons show, on a given `ax`; nothing is computed here."""

from mlcourse.plots.albums import album
from mlcourse.plots.clusters import centers, painted
from mlcourse.plots.costs import contour, heaps, path, stopped, train_and_new, train_and_test
from mlcourse.plots.course import course_map
from mlcourse.plots.figure import show, side_by_side, slide
from mlcourse.plots.graph import graph
from mlcourse.plots.maps import shares
from mlcourse.plots.neighbors import regions
from mlcourse.plots.pixels import arrays, glyphs, tiles
from mlcourse.plots.planes import mesh, moons, neuron, zero_line
from mlcourse.plots.points import boundary, classes, emoji, groups, projections
from mlcourse.plots.trees import tree

__all__ = [
    "album",
    "arrays",
    "boundary",
    "centers",
    "classes",
    "contour",
    "course_map",
    "emoji",
    "glyphs",
    "graph",
    "groups",
    "heaps",
    "mesh",
    "moons",
    "neuron",
    "painted",
    "path",
    "projections",
    "regions",
    "shares",
    "show",
    "side_by_side",
    "slide",
    "stopped",
    "tiles",
    "train_and_new",
    "train_and_test",
    "tree",
    "zero_line",
]
