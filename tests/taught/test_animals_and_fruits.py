"""Pictures of animals and fruits: handed out, changed, split by species, learned, and read from files."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.model_selection import StratifiedGroupKFold
from torch.utils.data import DataLoader

from mlcourse import data
from mlcourse.taught import animals_and_fruits
from mlcourse.taught.pytorch import evaluate, loader, train_epoch

TABLE = data.load_animals_fruits()
CLASSES = (TABLE["kind"] == "animal").astype(int)
NUMBERS = data.number_species(TABLE["name"])
TILES = torch.tensor(data.load_pictures()).permute(0, 3, 1, 2) / 255


# --- splits by species ---


@pytest.mark.parametrize("seed", range(20))
def test_no_species_is_on_both_sides_of_a_split(seed):
    copies = np.repeat(NUMBERS, 3)
    train, test = animals_and_fruits.split_by_species(copies, 24, np.random.default_rng(seed))
    assert not np.intersect1d(copies[train], copies[test]).size
    assert len(np.unique(copies[test])) == 24
    np.testing.assert_array_equal(np.union1d(train, test), np.arange(len(copies)))


@pytest.mark.parametrize("seed", range(20))
def test_no_species_is_in_two_folds_and_both_kinds_are_in_each(seed):
    parts = animals_and_fruits.deal(NUMBERS, CLASSES, 5, np.random.default_rng(seed))
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(len(TABLE)))
    assert sum(len(np.unique(NUMBERS[part])) for part in parts) == 119
    for part in parts:
        assert 17 <= CLASSES[part].sum() <= 22  # up to 18 species, four of which have two rows
        assert 6 <= np.sum(1 - CLASSES[part]) <= 9


def test_folds_are_as_even_as_the_librarys():
    ours = animals_and_fruits.deal(NUMBERS, CLASSES, 5, np.random.default_rng(0))
    theirs = [part for _, part in StratifiedGroupKFold(5, shuffle=True, random_state=0).split(TABLE, CLASSES, NUMBERS)]
    for parts in (ours, theirs):
        assert np.ptp([len(part) for part in parts]) <= 8
        assert not any(np.intersect1d(NUMBERS[a], NUMBERS[b]).size for a in parts for b in parts if a is not b)


# --- the data set and its augmentation ---


def make_tiles(n=6, transform=None):
    """Return a data set of the first few animals and fruits."""
    rows = np.r_[:n, -n:0]
    return animals_and_fruits.Tiles(TILES[rows], torch.tensor(CLASSES[rows]), transform)


def test_a_data_loader_takes_the_data_set():
    batches = list(DataLoader(make_tiles(transform=animals_and_fruits.augmentation()), batch_size=5))
    assert [tuple(X.shape) for X, _ in batches] == [(5, 3, 32, 32), (5, 3, 32, 32), (2, 3, 32, 32)]
    assert torch.cat([y for _, y in batches]).tolist() == [1] * 6 + [0] * 6


@pytest.mark.parametrize("hue", [0.0, 0.5])
def test_copies_are_pictures_with_their_tiles_class(hue):
    tiles = make_tiles(transform=animals_and_fruits.augmentation(hue))
    before = tiles.pictures.clone()
    X, y, rows = animals_and_fruits.draw_copies(tiles, [3] * 6 + [5] * 6, seed=0)
    assert X.shape == (48, 3, 32, 32) and X.dtype == torch.float32
    assert X.min() >= 0 and X.max() <= 1
    assert y.tolist() == tiles.classes[rows].tolist()
    assert np.bincount(rows).tolist() == [3] * 6 + [5] * 6
    assert torch.equal(tiles.pictures, before)


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others():
    tiles = make_tiles(transform=animals_and_fruits.augmentation(0.1))
    first, again, other = (animals_and_fruits.draw_copies(tiles, [2] * 12, seed)[0] for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not any(torch.equal(a, b) for a, b in zip(first, other, strict=True))
    assert len(first.unique(dim=0)) == 24


def test_the_ground_shows_where_the_tile_is_transparent_and_nowhere_else():
    tile = torch.zeros(4, 8, 8)
    tile[0], tile[3, :4] = 1, 1  # red, solid in its upper half
    torch.manual_seed(3)
    color = torch.rand(3, 1, 1)
    torch.manual_seed(3)
    picture = animals_and_fruits.OnGround()(tile)
    assert torch.equal(picture[:, :4], tile[:3, :4])
    assert torch.equal(picture[:, 4:], color.expand(3, 4, 8))


def test_what_is_judged_is_not_changed_at_random():
    torch.manual_seed(0)
    first = animals_and_fruits.on_white(TILES)
    torch.manual_seed(1)
    assert torch.equal(first, animals_and_fruits.on_white(TILES))
    assert first.shape == (125, 3, 32, 32)
    assert first[:, :, 0, 0].min() > 0.85  # corners, mostly white


# --- the network ---


@pytest.fixture(scope="module")
def network():
    """Return a network that has learned a handful of pictures, and these."""
    rows = np.r_[:6, -6:0]
    X, y = animals_and_fruits.on_white(TILES[rows]), torch.tensor(CLASSES[rows])
    return animals_and_fruits.fit(X.repeat(8, 1, 1, 1), y.repeat(8), seed=0, n_epochs=40), X, y


def test_a_handful_of_pictures_is_learned_by_heart(network):
    model, X, y = network
    loss, accuracy = evaluate(model, [(X, y)])
    assert accuracy == 1 and loss < 0.05


def test_saved_weights_are_loaded_safely_and_predict_the_same(network, tmp_path):
    model, X, _ = network
    torch.save(model.state_dict(), tmp_path / "network.pt")
    again = animals_and_fruits.new_network(seed=1)
    assert not np.allclose(
        animals_and_fruits.probability(again, X), animals_and_fruits.probability(model, X), atol=1e-3
    )
    again.load_state_dict(torch.load(tmp_path / "network.pt", weights_only=True))
    np.testing.assert_array_equal(animals_and_fruits.probability(again, X), animals_and_fruits.probability(model, X))


def test_the_same_seed_gives_the_same_network():
    X, y = animals_and_fruits.on_white(TILES[::9]), torch.tensor(CLASSES[::9])
    one, two, other = (animals_and_fruits.fit(X, y, seed, n_epochs=2) for seed in (1, 1, 2))
    np.testing.assert_array_equal(animals_and_fruits.probability(one, X), animals_and_fruits.probability(two, X))
    assert not np.allclose(animals_and_fruits.probability(one, X), animals_and_fruits.probability(other, X))


@pytest.mark.parametrize("seed", range(3))
def test_lightning_ends_at_the_weights_of_the_loop_to_the_last_bit(seed):
    rows = np.r_[0:125, 0:30]  # three batches, the last one short
    X, y = animals_and_fruits.on_white(TILES)[rows], torch.tensor(CLASSES)[rows]
    model = animals_and_fruits.new_network(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 3)
    batches = loader(X, y, 64, shuffle=True, generator=torch.Generator().manual_seed(seed))
    for _ in range(3):
        train_epoch(model, batches, optimizer)
        schedule.step()
    log = {}
    network = animals_and_fruits.fit(X, y, seed, 3, validation=(X[:5], y[:5]), log=log)
    for one, other in zip(model.state_dict().values(), network.state_dict().values(), strict=True):
        assert torch.equal(one, other)
    assert len(log["train_loss"]) == len(log["val_loss"]) == 3


def test_each_picture_is_answered_by_itself(network):
    model, X, _ = network
    alone = np.concatenate([animals_and_fruits.probability(model, x[None]) for x in X])
    np.testing.assert_allclose(alone, animals_and_fruits.probability(model, X), atol=1e-5)


def test_the_network_has_the_parameters_that_the_lesson_names():
    assert sum(p.numel() for p in animals_and_fruits.new_network(0).parameters()) == 23_938


# --- the measurement ---


def test_the_interval_covers_and_narrows_with_more_rows():
    rng = np.random.default_rng(0)
    truth, hits, widths = 0.5 * 0.8 + 0.5 * 0.6, 0, []
    for _ in range(200):
        classes = np.repeat([1, 0], [90, 35])
        right = (rng.random(125) < np.where(classes, 0.8, 0.6)).astype(float)
        low, high = animals_and_fruits.interval(right, classes, rng, n_draws=400)
        hits += low <= truth <= high
        widths.append(high - low)
    assert hits >= 180  # of 200, where 190 are promised
    many = np.tile(classes, 4), np.tile(right, 4)
    low, high = animals_and_fruits.interval(many[1], many[0], rng)
    assert high - low < 0.65 * np.mean(widths)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=40), st.data())
def test_a_split_by_species_is_one_that_scikit_learn_could_make(species, data):
    species, seed = np.array(species), data.draw(st.integers(0, 2**32 - 1))
    n_test = data.draw(st.integers(0, len(np.unique(species))))
    train, test = animals_and_fruits.split_by_species(species, n_test, np.random.default_rng(seed))
    assert sorted([*train, *test]) == list(range(len(species)))
    assert len(np.unique(species[test])) == n_test and not set(species[train]) & set(species[test])


def test_pairs_keep_things_apart():
    one, other = np.array([[1, 0, 1], [1, 1, 0]]) > 0, np.array([[1, 1, 0], [0, 1, 0]]) > 0
    np.testing.assert_allclose(animals_and_fruits.paired(one, other), [0.5, -0.5, 0.5])
    np.testing.assert_allclose(animals_and_fruits.paired(other, one), [-0.5, 0.5, -0.5])


def test_of_one_kind_alone_the_mean_and_the_interval_are_that_kinds():
    values, classes = np.random.default_rng(0).random(125), np.repeat([1, 0], [90, 35])
    assert animals_and_fruits.balanced_mean(values[:90], classes[:90]) == pytest.approx(values[:90].mean())
    assert animals_and_fruits.balanced_mean(values, classes) == pytest.approx(
        (values[:90].mean() + values[90:].mean()) / 2
    )
    low, high = animals_and_fruits.interval(values[90:], classes[90:], np.random.default_rng(0))
    assert high - low == pytest.approx(2 * 1.96 * values[90:].std() / np.sqrt(35), rel=0.08)
    assert low < values[90:].mean() < high


# --- features of another network ---


def test_the_file_of_features_is_about_the_tiles_and_two_photographs():
    features, photographs = data.load_features()
    assert features.shape == (125, 1280) and photographs.shape == (2, 1280)
    assert np.isfinite(features).all() and features.min() >= 0  # after a ReLU


def test_transfer_asks_about_rows_that_no_weight_and_no_number_of_steps_has_seen():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(60, 5)), np.tile([1, 1, 0], 20)
    parts = np.array_split(np.arange(60), 5)
    before = animals_and_fruits.transfer(X, y, parts, choices=(5, 50))
    changed = y.copy()
    changed[parts[2]] = 1 - changed[parts[2]]
    after = animals_and_fruits.transfer(X, changed, parts, choices=(5, 50))
    np.testing.assert_array_equal(before[parts[2]], after[parts[2]])
    assert not np.allclose(before[parts[0]], after[parts[0]])
