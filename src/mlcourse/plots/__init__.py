"""Draw what the lessons show, on a given `ax`; nothing that a lesson claims is computed here."""

from mlcourse.plots.arrays import array_axes, masked, mean_over, row_meets_vector
from mlcourse.plots.blame import backward_pass
from mlcourse.plots.bowls import arrows, asked, loss_diagram, squares
from mlcourse.plots.costs import board, contour, heaps, path, stopped, train_and_new, train_and_test
from mlcourse.plots.curves import losses, patient
from mlcourse.plots.cuts import cut
from mlcourse.plots.descents import race, runs, signals
from mlcourse.plots.diagrams import course_map, tree
from mlcourse.plots.digits import adding, place
from mlcourse.plots.figure import show, side_by_side
from mlcourse.plots.filters import feature_map, kernel, network, windows
from mlcourse.plots.forests import apart, bags, ghosts, importances, sum_and_rest
from mlcourse.plots.freedom import added_up, judged
from mlcourse.plots.half_steps import cells, half_step, trail, unnamed
from mlcourse.plots.learned import learned
from mlcourse.plots.lines import costs_below, plane, shadow, two_views
from mlcourse.plots.listings import listing
from mlcourse.plots.machines import bricks, ring
from mlcourse.plots.moving import edit_kernel, slide, steps
from mlcourse.plots.neighbors import asking, far, rounds
from mlcourse.plots.neurons import layers, starts
from mlcourse.plots.pictures import album, glyphs, pictures, tiles
from mlcourse.plots.planes import mesh, moons, neuron, regions, shares, zero_line
from mlcourse.plots.points import boundary, centers, classes, emoji, groups, painted, projections
from mlcourse.plots.rules import contests, length_and_mass, rule_regions, slanted_rule
from mlcourse.plots.splits import scan, sums, way
from mlcourse.plots.walking import walking_window

__all__ = [
    "added_up",
    "adding",
    "album",
    "apart",
    "array_axes",
    "arrows",
    "asked",
    "asking",
    "backward_pass",
    "bags",
    "board",
    "boundary",
    "bricks",
    "cells",
    "centers",
    "classes",
    "contests",
    "contour",
    "costs_below",
    "course_map",
    "cut",
    "edit_kernel",
    "emoji",
    "far",
    "feature_map",
    "ghosts",
    "glyphs",
    "groups",
    "half_step",
    "heaps",
    "importances",
    "judged",
    "kernel",
    "layers",
    "learned",
    "length_and_mass",
    "listing",
    "loss_diagram",
    "losses",
    "masked",
    "mean_over",
    "mesh",
    "moons",
    "network",
    "neuron",
    "painted",
    "path",
    "patient",
    "pictures",
    "place",
    "plane",
    "projections",
    "race",
    "regions",
    "ring",
    "rounds",
    "row_meets_vector",
    "rule_regions",
    "runs",
    "scan",
    "shadow",
    "shares",
    "show",
    "side_by_side",
    "signals",
    "slanted_rule",
    "slide",
    "squares",
    "starts",
    "steps",
    "stopped",
    "sum_and_rest",
    "sums",
    "tiles",
    "trail",
    "train_and_new",
    "train_and_test",
    "tree",
    "two_views",
    "unnamed",
    "walking_window",
    "way",
    "windows",
    "zero_line",
]
