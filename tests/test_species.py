"""Pictures of animals and fruits: handed out, changed, split by species, learned, and read from files."""

import ast
import shutil
import zipfile

import numpy as np
import pytest
import torch
from lesson_code import LESSONS, repository_file
from PIL import Image
from sklearn.model_selection import StratifiedGroupKFold
from torch.utils.data import DataLoader

from mlcourse import data, species
from mlcourse.authoring.exercise import solution
from mlcourse.species import measure
from mlcourse.training import evaluate

TABLE = data.load_animals_fruits()
CLASSES = (TABLE["kind"] == "animal").astype(int)
NUMBERS = species.number_species(TABLE["name"])
TILES = torch.tensor(data.load_pictures()).permute(0, 3, 1, 2) / 255


# --- species and splits ---


def test_each_species_has_one_number_and_one_kind():
    assert set(NUMBERS) == set(range(119))
    assert set(species.SAME_SPECIES) | set(species.SAME_SPECIES.values()) <= set(TABLE["name"])
    for one, other in species.SAME_SPECIES.items():
        assert NUMBERS[TABLE["name"] == one] == NUMBERS[TABLE["name"] == other]
    assert all(len(set(CLASSES[number == NUMBERS])) == 1 for number in range(119))


@pytest.mark.parametrize("seed", range(20))
def test_no_species_is_on_both_sides_of_a_split(seed):
    copies = np.repeat(NUMBERS, 3)
    train, test = species.split_by_species(copies, 24, np.random.default_rng(seed))
    assert not np.intersect1d(copies[train], copies[test]).size
    assert len(np.unique(copies[test])) == 24
    np.testing.assert_array_equal(np.union1d(train, test), np.arange(len(copies)))


@pytest.mark.parametrize("seed", range(20))
def test_no_species_is_in_two_folds_and_both_kinds_are_in_each(seed):
    parts = species.deal(NUMBERS, CLASSES, 5, np.random.default_rng(seed))
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(len(TABLE)))
    assert sum(len(np.unique(NUMBERS[part])) for part in parts) == 119
    for part in parts:
        assert 17 <= CLASSES[part].sum() <= 22  # up to 18 species, four of which have two rows
        assert 6 <= np.sum(1 - CLASSES[part]) <= 9


def test_folds_are_as_even_as_the_librarys():
    ours = species.deal(NUMBERS, CLASSES, 5, np.random.default_rng(0))
    theirs = [part for _, part in StratifiedGroupKFold(5, shuffle=True, random_state=0).split(TABLE, CLASSES, NUMBERS)]
    for parts in (ours, theirs):
        assert np.ptp([len(part) for part in parts]) <= 8
        assert not any(np.intersect1d(NUMBERS[a], NUMBERS[b]).size for a in parts for b in parts if a is not b)


# --- the data set and its augmentation ---


def make_tiles(n=6, transform=None):
    """Return a data set of the first few animals and fruits."""
    rows = np.r_[:n, -n:0]
    return species.Tiles(TILES[rows], torch.tensor(CLASSES[rows]), transform)


def test_a_data_loader_takes_the_data_set():
    batches = list(DataLoader(make_tiles(transform=species.augmentation()), batch_size=5))
    assert [tuple(X.shape) for X, _ in batches] == [(5, 3, 32, 32), (5, 3, 32, 32), (2, 3, 32, 32)]
    assert torch.cat([y for _, y in batches]).tolist() == [1] * 6 + [0] * 6


@pytest.mark.parametrize("hue", [0.0, 0.5])
def test_copies_are_pictures_with_their_tiles_class(hue):
    tiles = make_tiles(transform=species.augmentation(hue))
    before = tiles.pictures.clone()
    X, y, rows = species.draw_copies(tiles, [3] * 6 + [5] * 6, seed=0)
    assert X.shape == (48, 3, 32, 32) and X.dtype == torch.float32
    assert X.min() >= 0 and X.max() <= 1
    assert y.tolist() == tiles.classes[rows].tolist()
    assert np.bincount(rows).tolist() == [3] * 6 + [5] * 6
    assert torch.equal(tiles.pictures, before)


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others():
    tiles = make_tiles(transform=species.augmentation(0.1))
    first, again, other = (species.draw_copies(tiles, [2] * 12, seed)[0] for seed in (1, 1, 2))
    assert torch.equal(first, again)
    assert not any(torch.equal(a, b) for a, b in zip(first, other, strict=True))
    assert len(first.unique(dim=0)) == 24


def test_the_ground_shows_where_the_tile_is_transparent_and_nowhere_else():
    tile = torch.zeros(4, 8, 8)
    tile[0], tile[3, :4] = 1, 1  # red, solid in its upper half
    torch.manual_seed(3)
    color = torch.rand(3, 1, 1)
    torch.manual_seed(3)
    picture = species.OnGround()(tile)
    assert torch.equal(picture[:, :4], tile[:3, :4])
    assert torch.equal(picture[:, 4:], color.expand(3, 4, 8))


def test_what_is_judged_is_not_changed_at_random():
    torch.manual_seed(0)
    first = species.on_white(TILES)
    torch.manual_seed(1)
    assert torch.equal(first, species.on_white(TILES))
    assert first.shape == (125, 3, 32, 32)
    assert first[:, :, 0, 0].min() > 0.85  # corners, mostly white


# --- the network ---


@pytest.fixture(scope="module")
def network():
    """Return a network that has learned a handful of pictures, and these."""
    rows = np.r_[:6, -6:0]
    X, y = species.on_white(TILES[rows]), torch.tensor(CLASSES[rows])
    return species.fit(X.repeat(8, 1, 1, 1), y.repeat(8), seed=0, n_epochs=40), X, y


def test_a_handful_of_pictures_is_learned_by_heart(network):
    model, X, y = network
    loss, accuracy = evaluate(model, [(X, y)])
    assert accuracy == 1 and loss < 0.05


def test_saved_weights_are_loaded_safely_and_predict_the_same(network, tmp_path):
    model, X, _ = network
    torch.save(model.state_dict(), tmp_path / "network.pt")
    again = species.new_network(seed=1)
    assert not np.allclose(species.probability(again, X), species.probability(model, X), atol=1e-3)
    again.load_state_dict(torch.load(tmp_path / "network.pt", weights_only=True))
    np.testing.assert_array_equal(species.probability(again, X), species.probability(model, X))


def test_the_same_seed_gives_the_same_network():
    X, y = species.on_white(TILES[::9]), torch.tensor(CLASSES[::9])
    one, two, other = (species.fit(X, y, seed, n_epochs=2) for seed in (1, 1, 2))
    np.testing.assert_array_equal(species.probability(one, X), species.probability(two, X))
    assert not np.allclose(species.probability(one, X), species.probability(other, X))


def test_each_picture_is_answered_by_itself(network):
    model, X, _ = network
    alone = np.concatenate([species.probability(model, x[None]) for x in X])
    np.testing.assert_allclose(alone, species.probability(model, X), atol=1e-5)


def test_the_network_has_the_parameters_that_the_lesson_names():
    assert sum(p.numel() for p in species.new_network(0).parameters()) == 23_938


# --- what the lesson wrote ---


def definitions(source):
    """Return the functions and classes in some source, without docstrings and type hints, as syntax trees."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            for inner in ast.walk(node):
                if isinstance(inner, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(inner):
                    inner.body = inner.body[1:]
                if isinstance(inner, ast.FunctionDef):
                    inner.returns = None
                for argument in getattr(getattr(inner, "args", None), "args", []):
                    argument.annotation = None
            found[node.name] = ast.dump(node)
    return found


def test_the_package_holds_what_the_lesson_wrote():
    lesson = LESSONS["18_animals_and_fruits"]
    taught = definitions("\n".join(solution(cell.source) for cell in lesson.cells if cell.kind == "code"))
    modules = sorted(repository_file("src", "mlcourse", "species").glob("*.py"))
    shared = definitions("\n".join(path.read_text(encoding="utf-8") for path in modules))
    both = taught.keys() & shared.keys()
    expected = {"Tiles", "OnGround", "augmentation", "draw_copies", "split_by_species", "deal", "on_white"}
    assert both >= expected | {"new_network", "fit", "probability", "balanced_accuracy", "interval"}
    for name in both:
        assert taught[name] == shared[name], name


# --- the measurement ---


def test_the_interval_covers_and_narrows_with_more_rows():
    rng = np.random.default_rng(0)
    truth, hits, widths = 0.5 * 0.8 + 0.5 * 0.6, 0, []
    for _ in range(200):
        classes = np.repeat([1, 0], [90, 35])
        right = (rng.random(125) < np.where(classes, 0.8, 0.6)).astype(float)
        low, high = species.interval(right, classes, rng, n_draws=400)
        hits += low <= truth <= high
        widths.append(high - low)
    assert hits >= 180  # of 200, where 190 are promised
    many = np.tile(classes, 4), np.tile(right, 4)
    low, high = species.interval(many[1], many[0], rng)
    assert high - low < 0.65 * np.mean(widths)


def test_the_runs_are_probabilities_of_all_rows_while_unseen():
    runs = species.load_runs()
    assert {"CNN", "CNN, asked in gray", "pixels: forest", "CNN, 7 species seen"} <= runs.keys()
    for name, answers in runs.items():
        asked = np.isin(TABLE["name"], data.ELEVEN_DOTS) if "eleven" in name else np.full(125, True)
        assert answers.shape[1] == 125
        assert np.all((answers[:, asked] >= 0) & (answers[:, asked] <= 1))
        assert np.isnan(answers[:, ~asked]).all()


def test_runs_that_are_missing_or_of_other_rows_are_told_in_a_sentence(tmp_path, monkeypatch):
    table = data.load_animals_fruits()
    monkeypatch.setattr(measure.data, "load_animals_fruits", lambda: table)
    monkeypatch.setattr(measure.resources, "resource_folder", lambda name: tmp_path)
    monkeypatch.setattr(measure.resources, "restore_command", lambda path: f"git restore {path.name}")
    with pytest.raises(FileNotFoundError, match=r"species\.csv is missing; restore it with: git") as raised:
        species.load_runs()
    assert "\n" not in str(raised.value)
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "species.csv").write_text("model,repeat,unicorn\nCNN,1,0.5\n", encoding="utf-8")
    with pytest.raises(ValueError, match="is about other rows than the table"):
        species.load_runs()


# --- a picture of one's own ---


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in a folder whose name no message may give away."""
    (tmp_path / "secret").mkdir()
    monkeypatch.chdir(tmp_path / "secret")
    return tmp_path / "secret"


def photo(size=(60, 40), mode="RGB", color="red"):
    """Return a small picture of one color."""
    return Image.new(mode, size, color)


@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "bmp", "webp", "tiff"])
def test_pictures_of_all_formats_are_read(folder, ending):
    photo().save(f"mine.{ending}")
    for file in (f"mine.{ending}", folder / f"mine.{ending}"):
        picture = species.read_picture(file)
        assert picture.shape == (3, 32, 32) and picture.dtype == torch.float32
        torch.testing.assert_close(
            picture, torch.tensor([1.0, 0, 0])[:, None, None].expand(3, 32, 32), atol=0.03, rtol=0
        )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr", "I;16", "F"])
def test_pictures_of_all_modes_are_read(folder, mode):
    Image.new(mode, (40, 50)).save("mine.tiff" if mode in ("CMYK", "YCbCr", "I;16", "F") else "mine.png")
    file = "mine.tiff" if mode in ("CMYK", "YCbCr", "I;16", "F") else "mine.png"
    assert species.read_picture(file).shape == (3, 32, 32)


def test_what_is_transparent_becomes_white_and_the_middle_square_is_taken(folder):
    wide = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    wide.paste((0, 0, 255, 255), (125, 0, 175, 100))
    wide.paste((255, 0, 0, 255), (0, 0, 80, 100))  # outside of the middle
    wide.save("mine.png")
    picture = species.read_picture("mine.png")
    assert torch.equal(picture[:, 16, 16], torch.tensor([0.0, 0, 1]))
    assert torch.equal(picture[:, 16, 2], torch.ones(3))


def test_a_picture_that_a_camera_stored_on_its_side_is_turned(folder):
    picture = Image.new("RGB", (100, 100), "white")
    picture.paste((0, 0, 0), (0, 0, 100, 50))  # dark above
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it clockwise to see it
    picture.save("mine.jpg", exif=exif)
    upright = species.read_picture("mine.jpg")
    assert upright[:, 16, 28].max() < 0.2 and upright[:, 16, 3].min() > 0.8


def make_bad_files(folder):
    """Make files that are no pictures, or too much of one."""
    (folder / "notes.txt").write_text("a cat", encoding="utf-8")
    (folder / "empty.png").touch()
    shutil.copy(folder / "notes.txt", folder / "disguised.jpg")
    with zipfile.ZipFile(folder / "archive.png", "w") as archive:
        archive.writestr("cat", "miaow")
    photo((500, 500)).save(folder / "whole.jpg")
    photo((500, 500)).save(folder / "whole.png")
    for ending in ("jpg", "png"):
        content = (folder / f"whole.{ending}").read_bytes()
        (folder / f"broken.{ending}").write_bytes(content[: len(content) // 2])
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "long.png").write_bytes(b"\x89PNG" + bytes(31_000_000))
    Image.new("1", (9000, 7000)).save(folder / "wide.png")
    Image.new("1", (20_000, 20_000)).save(folder / "bomb.png")


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("nobody.jpg", "There is no file 'nobody.jpg': put it beside this notebook, and mind the ending."),
        ("", "'' is no file: name one in which there is a picture."),
        (".", "'' is no file: name one in which there is a picture."),
        (
            "notes.txt",
            "'notes.txt' is no picture that can be read here; that would be BMP, GIF, JPEG, PNG, TIFF, WEBP.",
        ),
        ("empty.png", "'empty.png' is no picture that can be read here; that would be"),
        ("disguised.jpg", "'disguised.jpg' is no picture"),
        ("archive.png", "'archive.png' is no picture"),
        ("drawing.svg", "'drawing.svg' is no picture"),
        ("broken.jpg", "'broken.jpg' begins like a picture, but is damaged or breaks off."),
        ("broken.png", "'broken.png' begins like a picture, but is damaged or breaks off."),
        ("long.png", "'long.png' has 31 MB: make it smaller, at most 30."),
        ("wide.png", "'wide.png' has more than 60 million pixels: make it smaller."),
        ("bomb.png", "'bomb.png' has more than 60 million pixels: make it smaller."),
        ("a\0b.png", "There is no file"),
    ],
)
def test_what_is_no_picture_is_told_in_a_sentence_without_a_folder(file, says, folder, capsys):
    make_bad_files(folder)
    for name in (file, folder / file):
        with pytest.raises(ValueError) as raised:
            species.read_picture(name)
        assert str(raised.value).startswith(says) or file in ("", ".")
        assert "secret" not in str(raised.value) or file in ("", ".")
        assert "\n" not in str(raised.value)
    ours = torch.zeros(3, 32, 32)
    assert species.picture_from(file, ours) is ours
    said = capsys.readouterr().out
    assert said.startswith(says) and said.count("\n") == 1


def test_without_a_file_it_is_ours(capsys):
    ours = torch.zeros(3, 32, 32)
    assert species.picture_from(None, ours) is ours
    assert capsys.readouterr().out == ""
