"""Sentences of animals_and_fruits that must not rest on one lucky seed, or on one deal of the folds."""

import itertools

import numpy as np
import pytest
import torch
from sklearn.datasets import load_sample_images
from torchvision.transforms import v2

from mlcourse import data
from mlcourse.taught import animals_and_fruits
from mlcourse.taught.logistic_regression import fit_logistic, sigmoid
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


def gain(one, other, seed=0, kinds=(0, 1)):
    """Return the balanced mean of the paired differences, and their interval; or those of one kind."""
    asked = np.isin(CLASSES, kinds)
    differences = animals_and_fruits.paired(right(one), right(other))[asked]
    ends = animals_and_fruits.interval(differences, CLASSES[asked], np.random.default_rng(seed))
    return animals_and_fruits.balanced_mean(differences, CLASSES[asked]), *ends


def ahead(one, other):
    """Return in how many of the repeats that both have the one is ahead."""
    return sum(a > b for a, b in zip(scores(one), scores(other), strict=False))


# --- the measurement ---


def test_all_were_asked_in_eight_repeats():
    assert all(answers.shape == (8, len(TABLE)) for answers in RUNS.values())


@pytest.mark.parametrize("seed", range(3))
def test_95_of_100_intervals_contain_the_long_run_number_and_83_of_100_other_means_fall_into_one(seed):
    rng = np.random.default_rng(seed)
    values = right("CNN").mean(axis=0)  # as if these were all things that there are
    long_run, ends, means = animals_and_fruits.balanced_mean(values, CLASSES), [], []
    for _ in range(600):
        drawn = np.concatenate([rng.choice(values[kind == CLASSES], np.sum(kind == CLASSES)) for kind in (1, 0)])
        ends.append(animals_and_fruits.interval(drawn, np.sort(CLASSES)[::-1], rng, n_draws=400))
        means.append(animals_and_fruits.balanced_mean(drawn, np.sort(CLASSES)[::-1]))
    low, high = np.transpose(ends)
    assert 0.90 < np.mean((low < long_run) & (long_run < high)) < 0.97
    assert np.mean((low[:-1] < means[1:]) & (means[1:] < high[:-1])) == pytest.approx(0.83, abs=0.05)


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


def test_nor_does_much_hang_on_two_species_that_are_nearly_one_drawing():
    twins = np.isin(TABLE["name"], ["camel", "dromedary", "mouse", "rat", "blue whale", "sperm whale"])
    assert len(np.unique(NUMBERS[twins])) == 6
    assert right("CNN")[:, twins].all()
    assert twins.sum() / CLASSES.sum() / 2 == pytest.approx(0.033, abs=0.001)
    assert "rat" not in data.ELEVEN_DOTS and "mouse" in data.ELEVEN_DOTS


def test_six_pairs_are_of_one_species_each():
    _, n_rows = np.unique(NUMBERS, return_counts=True)
    assert np.bincount(n_rows).tolist() == [0, 113, 6]


@pytest.mark.parametrize("seed", range(10))
def test_the_networks_interval_reaches_over_a_tenth(seed):
    ends = animals_and_fruits.interval(right("CNN").mean(axis=0), CLASSES, np.random.default_rng(seed))
    assert ends == pytest.approx([0.82, 0.93], abs=0.008)


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
    assert -0.025 < low < 0 < high < 0.025  # hardly more than 0.02


def test_over_99_percent_sure_it_is_wrong_ten_times_as_often_as_promised():
    sureness = np.maximum(RUNS["CNN"], 1 - RUNS["CNN"])
    for repeat in range(8):  # each by itself
        group = sureness[repeat] > 0.99
        assert group.mean() > 0.5
        promised, wrong = 1 - sureness[repeat][group].mean(), 1 - right("CNN")[repeat][group].mean()
        assert promised < 0.003 < 0.01 < wrong < 0.08
    assert 0.04 < 1 - right("CNN")[sureness > 0.99].mean() < 0.05


def draw_things(rng):
    """Draw as many things of each kind as there are, with replacement."""
    return np.concatenate([rng.choice(np.flatnonzero(kind == CLASSES), np.sum(kind == CLASSES)) for kind in (0, 1)])


@pytest.mark.parametrize("seed", range(10))
def test_drawn_by_things_that_share_is_still_far_above_two_in_a_thousand(seed):
    group, rng = np.maximum(RUNS["CNN"], 1 - RUNS["CNN"]) > 0.99, np.random.default_rng(seed)
    n_sure, n_wrong = group.sum(axis=0), (group & ~right("CNN")).sum(axis=0)
    assert (n_wrong.sum(), np.sum(n_wrong > 0)) == (26, 8)
    draws = [draw_things(rng) for _ in range(2000)]
    ends = np.quantile([n_wrong[rows].sum() / n_sure[rows].sum() for rows in draws], [0.025, 0.975])
    assert ends == pytest.approx([0.015, 0.083], abs=0.004)
    half = np.where(CLASSES, 1 / CLASSES.sum(), 1 / np.sum(CLASSES == 0))
    assert np.sum(half * n_wrong) / np.sum(half * n_sure) == pytest.approx(0.067, abs=0.001)


@pytest.mark.parametrize("seed", range(10))
def test_where_it_doubted_most_it_was_right_more_often_than_it_said(seed):
    sureness, rng = np.maximum(RUNS["CNN"], 1 - RUNS["CNN"]), np.random.default_rng(seed)
    surplus = np.where(sureness <= 0.7, right("CNN") - sureness, 0).sum(axis=0)
    assert np.quantile([surplus[draw_things(rng)].sum() for _ in range(2000)], 0.025) > 0


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
    assert gain("CNN", gray, seed, [1])[1] > 0.02  # more animals are wrong
    mean, low, high = gain("CNN", gray, seed, [0])
    assert mean < -0.05 and low < 0 < high < 0.01  # fewer fruits: not shown, if only just


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


def test_with_more_steps_the_borrowed_network_grows_surer_of_both_photographs():
    features, photographs = data.load_features()
    rows, sureness = animals_and_fruits.as_many(np.arange(len(TABLE)), CLASSES), []
    for n_steps in (300, 1000, 3000):
        w, b = fit_logistic(features[rows], CLASSES[rows], n_steps)
        sureness.append(np.abs(sigmoid(photographs @ w + b) - 0.5))
    assert np.all(np.diff(sureness, axis=0) > 0.03)


def test_each_step_to_more_species_takes_a_fifth_to_a_good_quarter_of_the_error():
    errors = [1 - scores(name).mean() for name in SIZES]
    assert all(0.19 < 1 - after / before < 0.28 for before, after in itertools.pairwise(errors))
    assert 1 - scores(SIZES[0], [0]).mean() > 0.5  # fruits are missed more often than not


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


@pytest.fixture(scope="module", params=range(3))
def copies(request):
    """Return a seed, and changed copies of all pictures: both kinds have about equally many."""
    tiles = animals_and_fruits.Tiles(TILES, torch.tensor(CLASSES), animals_and_fruits.augmentation())
    return request.param, *animals_and_fruits.draw_copies(tiles, np.where(CLASSES, 16, 41), request.param)


def test_a_random_split_flatters_also_where_both_learn_from_four_fifths(copies):
    seed, X, y, rows = copies
    rng, wrong = np.random.default_rng(seed), []
    for train, test in (
        split(len(X), len(X) * 4 // 5, rng),
        animals_and_fruits.split_by_species(NUMBERS[rows], 24, rng),
    ):
        assert len(train) / len(X) == pytest.approx(0.8, abs=0.03)  # neither learns from more
        wrong.append(animals_and_fruits.grade(animals_and_fruits.fit(X[train], y[train], seed), X[test], y[test]))
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
