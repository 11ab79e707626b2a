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


def right(name):
    """Return whether each row was right in each repeat: shape (n_repeats, n_rows)."""
    return (RUNS[name] > 0.5) == CLASSES


def gain(one, other, seed=0):
    """Return the balanced mean of the paired differences, and their interval."""
    differences = animals_and_fruits.paired(right(one), right(other))
    ends = animals_and_fruits.interval(differences, CLASSES, np.random.default_rng(seed))
    return animals_and_fruits.balanced_mean(differences, CLASSES), *ends


def ahead(one, other):
    """Return in how many of the repeats that both have the one is ahead."""
    return sum(a > b for a, b in zip(scores(one), scores(other), strict=False))


# --- the measurement ---


BY_PICTURE = [name for name in OTHERS if not name.startswith(("length", "all six", "photographs"))]


@pytest.mark.parametrize("name", BY_PICTURE)
def test_in_every_repeat_the_network_is_ahead_of_what_else_sees_the_picture(name):
    assert np.all(scores("CNN") > scores(name))


@pytest.mark.parametrize("name", BY_PICTURE)
def test_what_else_sees_the_picture_is_beaten_beyond_the_luck_of_the_species(name):
    assert gain("CNN", name)[1] > 0


def test_nobody_is_as_bad_as_always_animal_and_the_interval_is_wide():
    assert all(scores(name).min() > 0.55 for name in OTHERS)
    assert np.ptp(animals_and_fruits.interval(right("CNN").mean(axis=0), CLASSES, np.random.default_rng(0))) > 0.1


def test_little_hangs_on_dog_and_wolf_and_on_pig_and_boar():
    disputed = np.isin(TABLE["name"], ["dog", "poodle", "wolf", "pig", "boar"])
    assert np.all(right("CNN")[:, disputed].mean(axis=0) >= 7 / 8)
    assert disputed.sum() / CLASSES.sum() / 2 == pytest.approx(0.028, abs=0.001)


@pytest.mark.parametrize("seed", range(10))
def test_length_and_mass_are_not_shown_to_be_beaten(seed):
    _, low, high = gain("CNN", "length and mass: logistic regression", seed)
    assert low < 0 < high


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("model", ["logistic regression", "neighbors"])
def test_with_copies_two_who_do_not_know_which_pixels_are_neighbors_get_worse(model, seed):
    assert gain(f"pixels of copies: {model}", f"pixels: {model}", seed)[2] < 0


@pytest.mark.parametrize("seed", range(10))
def test_of_the_forest_that_is_not_shown(seed):
    mean, low, high = gain("pixels of copies: forest", "pixels: forest", seed)
    assert mean < 0 and low < 0 < high


@pytest.mark.parametrize("model", ["logistic regression", "neighbors", "forest", "dense network"])
def test_without_copies_the_network_is_ahead_of_all_who_have_them(model):
    n = len(RUNS[f"pixels of copies: {model}"])
    assert np.all(scores("CNN without augmentation")[:n] > scores(f"pixels of copies: {model}"))


@pytest.mark.parametrize("seed", range(10))
def test_that_copies_help_the_network_is_not_shown_though_it_is_ahead_in_seven_repeats(seed):
    mean, low, high = gain("CNN", "CNN without augmentation", seed)
    assert mean == pytest.approx(0.04, abs=0.005)
    assert low < -0.005 < 0 < high
    assert ahead("CNN", "CNN without augmentation") == 7


@pytest.mark.parametrize("seed", range(10))
def test_new_copies_in_each_epoch_make_no_difference_that_can_be_shown(seed):
    _, low, high = gain("CNN, new copies each epoch", "CNN", seed)
    assert -0.05 < low < 0 < high < 0.03


def test_over_99_percent_sure_it_is_wrong_ten_times_as_often_as_promised():
    sureness = np.maximum(RUNS["CNN"], 1 - RUNS["CNN"])
    for repeat in range(8):  # each by itself
        group = sureness[repeat] > 0.99
        assert group.mean() > 0.5
        promised, wrong = 1 - sureness[repeat][group].mean(), 1 - right("CNN")[repeat][group].mean()
        assert promised < 0.003 < 0.01 < wrong < 0.08
    assert 0.04 < 1 - right("CNN")[sureness > 0.99].mean() < 0.05


def test_asked_in_gray_nearly_everything_is_an_animal():
    gray = "CNN, asked in gray"
    assert np.all(scores(gray, [1]) > 0.95) and np.all(scores(gray, [0]) < 0.5)
    assert np.all(scores(gray) < scores("CNN") - 0.1)


@pytest.mark.parametrize("seed", range(10))
def test_trained_in_gray_it_knows_as_much_without_color_as_with(seed):
    gray = "CNN, trained and asked in gray"
    assert len(RUNS[gray]) == 8
    assert np.all(scores(gray) > scores("CNN, asked in gray") + 0.15)  # in each repeat
    assert gain(gray, "CNN, asked in gray", seed)[1] > 0.15
    mean, low, high = gain("CNN", gray, seed)
    assert abs(mean) < 0.02
    assert -0.07 < low < 0 < high < 0.08
    fruits, animals = (np.mean(scores("CNN", [kind]) - scores(gray, [kind])) for kind in (0, 1))
    assert fruits < -0.05 < 0.05 < animals  # it errs elsewhere


@pytest.mark.parametrize("seed", range(10))
def test_with_turned_hues_gray_is_easier_and_color_no_harder_that_could_be_shown(seed):
    assert gain("CNN, hues turned, asked in gray", "CNN, asked in gray", seed)[1] > 0.02
    _, low, high = gain("CNN, hues turned", "CNN", seed)
    assert low < 0 < high


@pytest.mark.parametrize("seed", range(10))
def test_borrowed_features_are_ahead_in_all_repeats_and_at_the_edge_of_being_shown_better(seed):
    borrowed = "photographs first: logistic regression"
    mean, low, _ = gain(borrowed, "CNN", seed)
    assert ahead(borrowed, "CNN") == 8
    assert mean == pytest.approx(0.06, abs=0.005)
    assert abs(low) < 0.006
    sureness = np.maximum(RUNS[borrowed], 1 - RUNS[borrowed])
    assert right(borrowed)[sureness > 0.99].mean() > 0.99
    assert np.mean(sureness > 0.99) > 0.3


@pytest.mark.parametrize("name", ["snail", "broccoli"])
def test_two_that_the_borrowed_network_has_seen_are_wrong_in_all_repeats(name):
    assert not right("photographs first: logistic regression")[:, TABLE["name"] == name].any()


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
