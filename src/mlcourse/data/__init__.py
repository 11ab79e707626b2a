"""Load the course's data sets: files of the repository, checked, and without any network."""

from mlcourse.data.fashion_mnist import load_clothes, load_fashion_mnist
from mlcourse.data.lessons import load_lessons
from mlcourse.data.own_picture import SIDE, picture_from, read_picture
from mlcourse.data.results import load_results
from mlcourse.data.species import SAME_SPECIES, load_features, load_runs, number_species
from mlcourse.data.table import ELEVEN_DOTS, TILE, load_animals_fruits, load_eleven_dots, load_pictures

__all__ = [
    "ELEVEN_DOTS",
    "SAME_SPECIES",
    "SIDE",
    "TILE",
    "load_animals_fruits",
    "load_clothes",
    "load_eleven_dots",
    "load_fashion_mnist",
    "load_features",
    "load_lessons",
    "load_pictures",
    "load_results",
    "load_runs",
    "number_species",
    "picture_from",
    "read_picture",
]
