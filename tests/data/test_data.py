"""Is the course's data sensible, whole, and readable under adverse circumstances?"""

import functools
import gzip
import hashlib
import importlib.util
import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.optimize import linprog

from mlcourse import data, resources
from mlcourse.data import fashion_mnist
from tests.tools import missing

FOLDER = resources.resource_folder("data")
FIELDS = ("name", "emoji", "kind", "length_cm", "mass_g", "redness", "greenness", "roundness", "fill")


def load_make_pictures():
    """Import data/make_pictures.py, which lies in no package."""
    spec = importlib.util.spec_from_file_location("make_pictures", FOLDER / "make_pictures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make_pictures = load_make_pictures()
table = data.load_animals_fruits()
pictures = data.load_pictures()


def fewest_errors(values, is_animal):
    """Count the errors of the best rule "animal if the value is above t"."""
    ordered = np.sort(values)
    thresholds = np.r_[-np.inf, (ordered[1:] + ordered[:-1]) / 2, np.inf]
    return min(np.sum((values > t) != is_animal) for t in thresholds)


# --- the table ---


def test_table_has_its_columns_and_both_kinds():
    assert table.dtype.names == FIELDS
    assert set(table["kind"]) == {"animal", "fruit"}
    assert 85 <= np.sum(table["kind"] == "animal") <= 90
    assert 30 <= np.sum(table["kind"] == "fruit") <= 35


@pytest.mark.parametrize("column", ["name", "emoji"])
def test_each_row_has_its_own(column):
    assert len(set(table[column])) == len(table)
    assert all(value == value.strip() != "" for value in table[column])


def test_each_emoji_is_one_character():
    assert all(len(emoji.rstrip("\N{VARIATION SELECTOR-16}")) == 1 for emoji in table["emoji"])


@pytest.mark.parametrize(
    ("kind", "shortest", "longest", "lightest", "heaviest"),
    [("animal", 0.3, 3000, 0.001, 2e8), ("fruit", 1, 40, 1, 1e4)],
)
def test_units_are_centimeters_and_grams(kind, shortest, longest, lightest, heaviest):
    rows = table[table["kind"] == kind]
    assert np.all((rows["length_cm"] >= shortest) & (rows["length_cm"] <= longest))
    assert np.all((rows["mass_g"] >= lightest) & (rows["mass_g"] <= heaviest))


def test_nothing_is_denser_than_a_ball_of_water_and_nothing_thinner_than_a_snake():
    density = table["mass_g"] / table["length_cm"] ** 3  # of the cube around it
    implausible = (density > 1.15 * np.pi / 6) | (density < 1.5e-4)  # a ball fills pi / 6 of its box
    assert not np.any(implausible), table["name"][implausible]


def test_animals_slope_is_a_little_below_three():
    animals = table[table["kind"] == "animal"]
    slope, _ = np.polyfit(np.log10(animals["length_cm"]), np.log10(animals["mass_g"]), 1)
    assert 2.6 < slope < 2.95


def test_two_features_beat_one_and_one_beats_the_base_rate():
    from sklearn.linear_model import LogisticRegression

    is_animal = table["kind"] == "animal"
    X = np.log10(np.column_stack([table["length_cm"], table["mass_g"]]))
    model = LogisticRegression(C=np.inf, solver="newton-cholesky", tol=1e-10).fit(X, is_animal)
    errors_of_both = np.sum(model.predict(X) != is_animal)
    assert errors_of_both < fewest_errors(X[:, 0], is_animal) < np.sum(~is_animal)
    assert errors_of_both < fewest_errors(X[:, 1], is_animal) < np.sum(~is_animal)


# --- the eleven dots ---


def test_eleven_dots_are_rows_of_the_table_animals_first():
    dots = data.load_eleven_dots()
    assert list(dots["kind"]) == ["animal"] * 6 + ["fruit"] * 5
    assert all(dot in table for dot in dots)


def test_best_mass_threshold_errs_exactly_twice_even_when_values_wobble():
    dots = data.load_eleven_dots()
    is_animal = dots["kind"] == "animal"
    assert fewest_errors(dots["mass_g"], is_animal) == 2
    rng = np.random.default_rng(7)
    wobbles = rng.uniform(0.8, 1.2, (500, len(dots)))
    assert {fewest_errors(dots["mass_g"] * wobble, is_animal) for wobble in wobbles} == {2}


def test_eleven_dots_are_separable_by_log_length_and_log_mass():
    dots = data.load_eleven_dots()
    sign = np.where(dots["kind"] == "animal", 1, -1)
    X = np.column_stack([np.log10(dots["length_cm"]), np.log10(dots["mass_g"]), np.ones(len(dots))])
    line = linprog(np.zeros(3), A_ub=-sign[:, None] * X, b_ub=-np.ones(len(dots)), bounds=(None, None))
    assert line.success  # a line with every dot on its own side


# --- the pictures ---


def test_each_row_has_a_picture_of_its_own():
    assert pictures.shape == (len(table), 64, 64, 4)
    assert pictures.dtype == np.uint8
    assert np.all(np.mean(pictures[..., 3] >= 128, axis=(1, 2)) > 0.1)
    assert len({picture.tobytes() for picture in pictures}) == len(table)


def test_features_are_what_is_measured_on_the_pictures():
    for row, picture in zip(table, pictures, strict=True):
        assert {name: row[name] for name in make_pictures.FEATURES} == make_pictures.measure(picture), row["name"]
        assert all(0 < row[name] <= 1 for name in make_pictures.FEATURES)


def test_measure_on_shapes_whose_features_are_known():
    tile = np.zeros((64, 64, 4), dtype=np.uint8)
    tile[10:50, 20:40] = (255, 0, 0, 255)  # a red rectangle, twice as high as wide
    assert make_pictures.measure(tile) == pytest.approx(
        {"redness": 1, "greenness": 0, "roundness": 4 * 2 / (np.pi * 5), "fill": 1}, abs=0.01
    )
    y, x = np.mgrid[:64, :64] - 31.5
    tile[:] = (0, 0, 0, 255)
    tile[..., 3] = np.where(np.hypot(x, y) < 30, 255, 0)  # a black disc
    assert make_pictures.measure(tile) == pytest.approx(
        {"redness": 1 / 3, "greenness": 1 / 3, "roundness": 1, "fill": np.pi / 4}, abs=0.03
    )


def test_sheet_is_what_the_font_draws():
    font = make_pictures.FONT
    if not font.is_file():
        missing("Noto Color Emoji is not installed (Debian's package fonts-noto-color-emoji)")
    if hashlib.sha256(font.read_bytes()).hexdigest() != make_pictures.FONT_SHA256:
        pytest.skip("another version of Noto Color Emoji is installed than the sheet was drawn from")
    committed = np.asarray(Image.open(FOLDER / "animals_fruits.png"))
    assert np.array_equal(np.asarray(make_pictures.draw_sheet(list(table["emoji"]))), committed)


# --- the files ---


def test_sums_cover_all_data_files_and_hold():
    sums = dict(reversed(line.split("  ")) for line in (FOLDER / "SHA256SUMS").read_text().splitlines())
    packed = {f"FashionMNIST/raw/{part}.gz" for part in fashion_mnist.PARTS}
    results = {f"results/{path.name}" for path in (FOLDER / "results").glob("*.csv")}
    ours = {"animals_fruits.csv", "animals_fruits.png", "animals_fruits_features.npy", "clothes.npz", "lessons.csv"}
    assert set(sums) == ours | packed | results
    for name, digest in sums.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


def test_the_first_clothes_are_torchvisions():
    images, targets = data.load_clothes()
    fashion = data.load_fashion_mnist(train=True)
    assert images.dtype == np.uint8 and np.array_equal(images, fashion.data[:300])
    assert np.array_equal(targets, fashion.targets[:300])


def test_packed_files_are_the_ones_torchvision_expects():
    from torchvision.datasets import FashionMNIST

    for name, md5 in FashionMNIST.resources:
        assert hashlib.md5((FOLDER / fashion_mnist.RAW / name).read_bytes()).hexdigest() == md5, name


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """Make a copy of the data folder, nothing unpacked, in a checkout of its own."""
    shutil.copytree(FOLDER, tmp_path / "data", ignore=shutil.ignore_patterns("*-ubyte", "*.lock", "__pycache__"))
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "src" / "mlcourse")
    return tmp_path / "data"


LOADER_OF = {
    "animals_fruits.csv": data.load_animals_fruits,
    "animals_fruits.png": data.load_pictures,
    "SHA256SUMS": data.load_animals_fruits,
    "FashionMNIST/raw/train-images-idx3-ubyte.gz": lambda: data.load_fashion_mnist(train=True),
    "FashionMNIST/raw/t10k-labels-idx1-ubyte.gz": lambda: data.load_fashion_mnist(train=True),
    "lessons.csv": data.load_lessons,
    "results/board.csv": lambda: data.load_results("board"),
    "results/five_seeds.csv": lambda: data.load_results("five_seeds"),
    "results/fashion.csv": lambda: data.load_results("fashion"),
    "results/species.csv": data.load_runs,
}
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + 64 * b"0" + b"\nsize 12345\n"
PAGE = b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n"
DAMAGE = {
    "emptied": lambda content: b"",
    "truncated": lambda content: content[: len(content) // 20],
    "cut at the end of a line": lambda content: content[: content.index(b"\n") + 1],
    "altered": lambda content: b"x" + content[1:],
    "other ends of lines": lambda content: content.replace(b"\n", b"\r\n"),
    "a pointer of Git LFS": lambda content: POINTER,
    "an error page": lambda content: PAGE,
}


@pytest.mark.parametrize("name", LOADER_OF)
def test_missing_file_is_named_with_its_cure(checkout, name):
    (checkout / name).unlink()
    with pytest.raises(FileNotFoundError) as error:
        LOADER_OF[name]()
    cure = f'git -C "{checkout.parent}" restore data/{name}'
    assert str(error.value) == f"The course's file {checkout / name} is missing; restore it with: {cure}"


@pytest.mark.parametrize(
    ("git", "wheel", "cure"),
    [
        (True, False, 'git -C "{root}" restore data/animals_fruits.csv'),
        (False, False, "data/animals_fruits.csv from the course's zip file"),
        (False, True, "pip install --force-reinstall --no-deps <the course's wheel file>"),
    ],
    ids=["checkout", "zip file", "wheel"],
)
def test_the_cure_fits_where_the_course_came_from(tmp_path, monkeypatch, git, wheel, cure):
    package = tmp_path / "src" / "mlcourse"
    (package / "_data").mkdir(parents=True) if wheel else package.mkdir(parents=True)
    if git:
        (tmp_path / ".git").mkdir()
    monkeypatch.setattr(resources, "PACKAGE", package)
    assert resources.restore_command(tmp_path / "data" / "animals_fruits.csv") == cure.format(root=tmp_path)


def test_the_cure_works_where_a_students_terminal_opens(tmp_path, monkeypatch):
    root = tmp_path / "a course"
    monkeypatch.setattr(resources, "PACKAGE", root / "src" / "mlcourse")
    for folder in ("data", "work"):
        (root / folder).mkdir(parents=True)
    (root / "data" / "table.csv").write_text("a,b\n")
    me = ["-c", "user.name=me", "-c", "user.email=me@localhost"]
    for arguments in (["init"], ["add", "data"], [*me, "commit", "-m", "all"]):
        subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)
    (root / "data" / "table.csv").unlink()
    command = resources.restore_command(root / "data" / "table.csv")
    subprocess.run(command, shell=True, cwd=root / "work", check=True, capture_output=True)
    assert (root / "data" / "table.csv").read_text() == "a,b\n"


@pytest.mark.parametrize("name", LOADER_OF)
@pytest.mark.parametrize("damage", DAMAGE)
def test_damaged_file_is_named_with_its_cure(checkout, name, damage):
    if name == "SHA256SUMS" and damage in ("other ends of lines", "cut at the end of a line"):
        return  # the first sum, which is asked for, is whole
    (checkout / name).write_bytes(DAMAGE[damage]((checkout / name).read_bytes()))
    with pytest.raises(ValueError, match="is altered or incomplete; restore it with: ") as error:
        LOADER_OF[name]()
    blamed = "animals_fruits.csv" if (name, damage) == ("SHA256SUMS", "altered") else name  # its own sum is hit
    assert str(error.value).startswith(f"The course's file {checkout / blamed} ")
    both = " ".join(dict.fromkeys([f"data/{blamed}", "data/SHA256SUMS"]))
    assert str(error.value).endswith(f'git -C "{checkout.parent}" restore {both}')


@pytest.mark.parametrize("name", LOADER_OF)
def test_a_folder_in_a_files_place_is_named_with_its_cure(checkout, name):
    (checkout / name).unlink()
    (checkout / name).mkdir()
    with pytest.raises(ValueError, match="is a folder; delete it, and restore it with: "):
        LOADER_OF[name]()


@pytest.mark.parametrize("name", LOADER_OF)
def test_a_file_that_may_not_be_read_is_named(checkout, name, monkeypatch):
    read_bytes = Path.read_bytes

    def refuse(path):
        if path == checkout / name:
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(OSError, match=r"cannot be read \(Permission denied\): check its permissions") as error:
        LOADER_OF[name]()
    assert str(checkout / name) in str(error.value)


# --- Fashion-MNIST ---


def test_where_it_can_be_unpacked_nowhere_one_sentence_says_so(checkout, tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("")
    monkeypatch.setattr(fashion_mnist, "_is_writable", lambda folder: False)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "a file" / name)
    with pytest.raises(PermissionError, match=r"neither into .* nor into .* XDG_CACHE_HOME"):
        data.load_fashion_mnist(train=True)


@pytest.fixture
def no_network(monkeypatch):
    """Let every attempt to open a connection fail."""

    def refuse(*args, **kwargs):
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("urllib.request.urlopen", refuse)


@functools.cache
def unpack(part):
    """Return what the course's file `part` holds, unpacked."""
    return gzip.decompress((FOLDER / fashion_mnist.RAW / f"{part}.gz").read_bytes())


def assert_whole(root):
    """Assert that all four files lie unpacked under `root`, byte for byte."""
    for part in fashion_mnist.PARTS:
        assert (root / fashion_mnist.RAW / part).read_bytes() == unpack(part), part


def test_fashion_mnist_opens_without_network_and_without_a_word(checkout, no_network, capfd):
    train, test = data.load_fashion_mnist(train=True), data.load_fashion_mnist(train=False)
    assert train.data.shape == (60_000, 28, 28)
    assert test.data.shape == (10_000, 28, 28)
    assert train.targets.bincount().tolist() == [6_000] * 10
    assert_whole(checkout)
    assert capfd.readouterr() == ("", "")


def open_with_others(package, together, digests):
    """Open the training set at the moment when all processes are ready, and report what was read."""
    import torch

    torch.set_num_threads(1)  # a forked process has lost its parent's threads
    resources.PACKAGE = package
    together.wait(timeout=120)
    pixels = data.load_fashion_mnist(train=True).data.numpy()
    digests.put(hashlib.sha256(pixels.tobytes()).hexdigest())


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_processes_open_it_first_at_the_same_moment(checkout, n_processes=2):
    import torchvision  # noqa: F401  so that forked processes need not, which takes seconds

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    together, digests = context.Barrier(n_processes), context.Queue()
    arguments = (resources.PACKAGE, together, digests)
    processes = [context.Process(target=open_with_others, args=arguments) for _ in range(n_processes)]
    for process in processes:
        process.start()
    expected = hashlib.sha256(unpack(fashion_mnist.PARTS[0])[16:]).hexdigest()  # 16 bytes of header
    assert [digests.get(timeout=120) for _ in processes] == [expected] * n_processes
    for process in processes:
        process.join(timeout=60)
    assert_whole(checkout)


DAMAGES = {
    "cut short": lambda content: content[: len(content) // 2],
    "zeroed": lambda content: content[:8] + bytes(len(content) - 8),  # what a power cut leaves
    "one bit": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("part", fashion_mnist.PARTS)
def test_interrupted_unpacking_is_repaired(checkout, no_network, part, damage):
    for whole in fashion_mnist.PARTS if damage == "one bit" else fashion_mnist.PARTS[: fashion_mnist.PARTS.index(part)]:
        (checkout / fashion_mnist.RAW / whole).write_bytes(unpack(whole))
    (checkout / fashion_mnist.RAW / part).write_bytes(DAMAGES[damage](unpack(part)))
    assert len(data.load_fashion_mnist(train=False)) == 10_000
    assert_whole(checkout)


def test_read_only_folder_is_left_alone_and_the_cache_used(checkout, no_network, tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: cache / name)
    touch = Path.touch
    monkeypatch.setattr(Path, "touch", lambda path: refuse_inside(checkout, path) or touch(path))  # root may write
    before = sorted(checkout.rglob("*"))
    assert len(data.load_fashion_mnist(train=True)) == 60_000
    assert len(data.load_fashion_mnist(train=False)) == 10_000
    assert sorted(checkout.rglob("*")) == before
    assert_whole(cache / "mlcourse")


def refuse_inside(folder, path):
    """Raise what a read-only `folder` raises when `path` is to be made inside it."""
    if path.is_relative_to(folder):
        raise PermissionError(13, "Permission denied", str(path))


def test_stale_copy_in_the_cache_is_replaced(checkout, no_network, tmp_path, monkeypatch):
    cache = tmp_path / "cache" / "mlcourse"
    (cache / fashion_mnist.RAW).mkdir(parents=True)
    (cache / fashion_mnist.RAW / f"{fashion_mnist.PARTS[0]}.gz").write_bytes(b"an older copy")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: cache)
    monkeypatch.setattr(fashion_mnist, "_is_writable", lambda folder: False)
    assert len(data.load_fashion_mnist(train=False)) == 10_000
    assert_whole(cache)


def test_import_loads_no_heavy_library():
    heavy = "{'torch', 'torchvision', 'sklearn', 'matplotlib', 'scipy', 'PIL', 'lightning'}"
    code = f"import sys, mlcourse.data; print(sorted({heavy} & set(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert result.stdout == "[]\n", result.stderr
