"""Draw what the lessons show, on a given `ax`; nothing that a lesson claims is computed here."""

from mlcourse.plots.albums import album
from mlcourse.plots.clusters import centers, painted
from mlcourse.plots.costs import board, contour, heaps, path, stopped, train_and_new, train_and_test
from mlcourse.plots.course import course_map
from mlcourse.plots.figure import edit_kernel, show, side_by_side, slide
from mlcourse.plots.filters import feature_map, kernel, network, windows
from mlcourse.plots.graph import graph
from mlcourse.plots.maps import shares
from mlcourse.plots.neighbors import regions
from mlcourse.plots.pixels import arrays, glyphs, pictures, tiles
from mlcourse.plots.planes import mesh, moons, neuron, zero_line
from mlcourse.plots.points import boundary, classes, emoji, groups, projections
from mlcourse.plots.trees import tree

__all__ = [
    "album",
    "arrays",
    "board",
    "boundary",
    "centers",
    "classes",
    "contour",
    "course_map",
    "edit_kernel",
    "emoji",
    "feature_map",
    "glyphs",
    "graph",
    "groups",
    "heaps",
    "kernel",
    "mesh",
    "moons",
    "network",
    "neuron",
    "painted",
    "path",
    "pictures",
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
    "windows",
    "zero_line",
]
