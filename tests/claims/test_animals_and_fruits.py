"""Sentences of animals_and_fruits that must not rest on one lucky seed, or on one deal of the folds."""

import itertools

import numpy as np
import pytest
import torch
from sklearn.datasets import load_sample_images
from torchvision.transforms import v2

from mlcourse import data
from mlcourse.taught import animals_and_fruits
from mlcourse.taught.what_is_machine_learning import split

TABLE = data.load_animals_fruits()
CLASSES = (TABLE["kind"] == "animal").astype(int)
NUMBERS = data.number_species(TABLE["name"])
TILES = torch.tensor(data.load_pictures()).permute(0, 3, 1, 2) / 255
RUNS = data.load_runs()
SIZES = ["CNN, 7 species seen", "CNN, 14 species seen", "CNN, 28 species seen", "CNN, 56 species seen", "CNN"]
OTHERS = [name for name in RUNS if ":" in name and "copies" not in name]


def scores(name, kinds=(0, 1)):
    """Return the balanced accuracy of each repeat, or that of one kind."""
    right = (RUNS[name] > 0.5) == CLASSES
    return np.mean([right[:, kind == CLASSES].mean(axis=1) for kind in kinds], axis=0)


def share_right(name):
    """Return for each row in which share of the repeats it was right."""
    return np.mean((RUNS[name] > 0.5) == CLASSES, axis=0)


def gain(one, other):
    """Return the balanced mean of the paired differences, and their interval."""
    differences = share_right(one) - share_right(other)
    mean = np.mean([differences[kind == CLASSES].mean() for kind in (0, 1)])
    return mean, *animals_and_fruits.interval(differences, CLASSES, np.random.default_rng(0))


# --- the measurement ---


BY_PICTURE = [name for name in OTHERS if not name.startswith(("length", "all six"))]


@pytest.mark.parametrize("name", BY_PICTURE)
def test_in_every_repeat_the_network_is_ahead_of_what_else_sees_the_picture(name):
    assert np.all(scores("CNN") > scores(name))


@pytest.mark.parametrize("name", BY_PICTURE)
def test_what_else_sees_the_picture_is_beaten_beyond_the_luck_of_the_species(name):
    assert gain("CNN", name)[1] > 0


def test_nobody_is_as_bad_as_always_animal_and_the_interval_is_wide():
    assert all(scores(name).min() > 0.55 for name in OTHERS)
    assert np.ptp(animals_and_fruits.interval(share_right("CNN"), CLASSES, np.random.default_rng(0))) > 0.1


@pytest.mark.parametrize("model", ["logistic regression", "neighbors", "forest"])
def test_with_copies_those_who_look_at_each_pixel_for_itself_get_worse(model):
    n = len(RUNS[f"pixels of copies: {model}"])
    assert scores(f"pixels of copies: {model}").mean() < scores(f"pixels: {model}")[:n].mean() - 0.02


@pytest.mark.parametrize("model", ["logistic regression", "neighbors", "forest", "dense network"])
def test_without_copies_the_network_is_ahead_of_all_who_have_them(model):
    assert np.all(scores("CNN without augmentation") > scores(f"pixels of copies: {model}"))


def test_copies_help_the_network_in_every_repeat():
    n = len(RUNS["CNN without augmentation"])
    assert np.all(scores("CNN")[:n] > scores("CNN without augmentation"))


def test_new_copies_in_each_epoch_make_no_difference_that_can_be_shown():
    new = "CNN, new copies each epoch"
    differences = share_right(new) - np.mean((RUNS["CNN"] > 0.5)[: len(RUNS[new])] == CLASSES, axis=0)
    low, high = animals_and_fruits.interval(differences, CLASSES, np.random.default_rng(0))
    assert low < 0 < high < 0.03


def test_asked_in_gray_nearly_everything_is_an_animal():
    gray = "CNN, asked in gray"
    assert np.all(scores(gray, [1]) > 0.95) and np.all(scores(gray, [0]) < 0.5)
    assert np.all(scores(gray) < scores("CNN") - 0.1)


def test_with_turned_hues_gray_is_easier_and_color_no_harder():
    n = len(RUNS["CNN, hues turned"])
    assert scores("CNN, hues turned").mean() > scores("CNN")[:n].mean()
    assert np.all(scores("CNN, hues turned, asked in gray") > scores("CNN, asked in gray")[:n])


def test_more_species_widen_the_view():
    means = [scores(name)[: len(RUNS[SIZES[0]])].mean() for name in SIZES]
    assert means[0] < means[2] < means[4]
    assert all(b > a - 0.03 for a, b in itertools.pairwise(means))  # no doubling harms by more than luck
    assert means[4] - means[0] > 0.15


def test_the_eleven_dots_cost_less_than_by_mass_and_far_less_than_always_animal():
    eleven = np.isin(TABLE["name"], data.ELEVEN_DOTS)
    wrong = ((RUNS["CNN, the eleven dots"] > 0.5) != CLASSES)[:, eleven].sum(axis=1)
    assert wrong.max() <= 2 and wrong.sum() < 2 * len(wrong)


# --- what the notebook trains ---


@pytest.fixture(scope="module", params=range(2))
def copies(request):
    """Return a seed, and changed copies of all pictures: both kinds have about equally many."""
    tiles = animals_and_fruits.Tiles(TILES, torch.tensor(CLASSES), animals_and_fruits.augmentation())
    return request.param, *animals_and_fruits.draw_copies(tiles, np.where(CLASSES, 16, 41), request.param)


def test_a_random_split_flatters_unseen_species_humble(copies):
    seed, X, y, rows = copies
    rng, wrong = np.random.default_rng(seed), []
    for train, test in (
        split(len(X), len(X) * 4 // 5, rng),
        animals_and_fruits.split_by_species(NUMBERS[rows], 24, rng),
    ):
        network = animals_and_fruits.fit(X[train], y[train], seed)
        wrong.append(np.mean((animals_and_fruits.probability(network, X[test]) > 0.5) != y[test].numpy()))
    assert wrong[0] < 0.09
    assert wrong[1] > 2 * wrong[0]


def test_without_the_eleven_dots_few_of_them_are_wrong_and_of_photographs_it_is_sure(copies):
    seed, X, y, rows = copies
    eleven = np.flatnonzero(np.isin(TABLE["name"], data.ELEVEN_DOTS))
    unseen = ~np.isin(NUMBERS[rows], NUMBERS[eleven])
    network = animals_and_fruits.fit(X[unseen], y[unseen], seed)
    animal = animals_and_fruits.probability(network, animals_and_fruits.on_white(TILES[eleven])) > 0.5
    assert np.sum(animal != CLASSES[eleven]) < 5  # always animal makes 5
    assert animal[TABLE["name"][eleven] == "watermelon"]
    photos = torch.tensor(np.stack(load_sample_images().images)).permute(0, 3, 1, 2) / 255
    temple, dahlia = animals_and_fruits.probability(network, v2.Resize(32)(v2.CenterCrop(427)(photos)))
    assert temple > 0.7
    assert dahlia < 0.3


@pytest.mark.parametrize("seed", range(5))
def test_a_transform_draws_once_a_call(seed):
    torch.manual_seed(seed)
    cats = TILES[TABLE["name"] == "cat"].expand(8, -1, -1, -1)
    turn = v2.RandomRotation(20)
    assert len(turn(cats).unique(dim=0)) == 1
    assert len(torch.stack([turn(cat) for cat in cats]).unique(dim=0)) == 8
