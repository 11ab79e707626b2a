"""Animals and fruits as pictures: tiles, splits by species, a network, and its measurement. Taught in lesson 18."""

from mlcourse.species.measure import balanced_accuracy, interval, load_runs
from mlcourse.species.network import fit, new_network, probability
from mlcourse.species.own_picture import SIDE, picture_from, read_picture
from mlcourse.species.splits import SAME_SPECIES, deal, number_species, split_by_species
from mlcourse.species.tiles import OnGround, Tiles, augmentation, draw_copies, on_white

__all__ = [
    "SAME_SPECIES",
    "SIDE",
    "OnGround",
    "Tiles",
    "augmentation",
    "balanced_accuracy",
    "deal",
    "draw_copies",
    "fit",
    "interval",
    "load_runs",
    "new_network",
    "number_species",
    "on_white",
    "picture_from",
    "probability",
    "read_picture",
    "split_by_species",
]
