"""Draw what the lessons show, on a given `ax`; nothing that a lesson claims is computed here."""

from mlcourse.plots.costs import board, contour, heaps, path, stopped, train_and_new, train_and_test
from mlcourse.plots.diagrams import course_map, graph, tree
from mlcourse.plots.figure import show, side_by_side
from mlcourse.plots.filters import feature_map, kernel, network, windows
from mlcourse.plots.forests import apart, bags, ghosts, importances, sum_and_rest
from mlcourse.plots.half_steps import cells, half_step, trail, unnamed
from mlcourse.plots.moving import edit_kernel, slide, steps
from mlcourse.plots.pictures import album, glyphs, pictures, tiles
from mlcourse.plots.planes import mesh, moons, neuron, regions, shares, zero_line
from mlcourse.plots.points import boundary, centers, classes, emoji, groups, painted, projections

__all__ = [
    "album",
    "apart",
    "bags",
    "board",
    "boundary",
    "cells",
    "centers",
    "classes",
    "contour",
    "course_map",
    "edit_kernel",
    "emoji",
    "feature_map",
    "ghosts",
    "glyphs",
    "graph",
    "groups",
    "half_step",
    "heaps",
    "importances",
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
    "steps",
    "stopped",
    "sum_and_rest",
    "tiles",
    "trail",
    "train_and_new",
    "train_and_test",
    "tree",
    "unnamed",
    "windows",
    "zero_line",
]
