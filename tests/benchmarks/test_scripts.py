"""The benchmarks run; how fast we are, they say on request."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torchvision.transforms import functional

SPEED = Path(__file__).parents[2] / "benchmarks" / "speed.py"
RESULTS = Path(__file__).parents[2] / "data" / "results"


def test_the_benchmarks_run_on_small_tables(tmp_path):
    subprocess.run([sys.executable, SPEED, "--quick", "--to", tmp_path], timeout=120, check=True)
    table = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert "| LinearRegression | scikit-learn | 100 × 20 |" in table
    assert {path.name for path in tmp_path.iterdir()} == {"speed.csv", "speed.md", "speed.png"}


def test_an_interrupted_measurement_goes_on_and_keeps_what_is_there(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(SPEED.parent)
    import fashion

    def measure(variant, seed, rows, n_epochs):
        changed = {"variant": variant, "against": "the recipe", "n_train": 10_000, "seed": seed}
        return dict.fromkeys(before[0].split(","), "0.5") | changed

    before = (RESULTS / "fashion.csv").read_text(encoding="utf-8").splitlines()
    lost = next(i for i, row in enumerate(before) if row.startswith("without flips,the recipe,10000,1,"))
    (tmp_path / "fashion.csv").write_text("\n".join(before[:lost] + before[lost + 1 :]), encoding="utf-8")
    monkeypatch.setattr(fashion, "parts", lambda n_train: ())
    monkeypatch.setattr(fashion, "measure", measure)
    options = ["--variants", "without flips", "--seeds", "0", "1", "2", "--to", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["fashion.py", *options])
    fashion.main()
    after = (tmp_path / "fashion.csv").read_text(encoding="utf-8").splitlines()
    assert after[lost] == "without flips,the recipe,10000,1,0.5,0.5,0.5"
    assert after[:lost] + after[lost + 1 :] == before[:lost] + before[lost + 1 :]


def test_what_a_variant_is_compared_with_is_another_variant(monkeypatch):
    monkeypatch.syspath_prepend(SPEED.parent)
    import fashion

    against = {name: other for name, (other, _) in fashion.VARIANTS.items()}
    assert [name for name, other in against.items() if not other] == [fashion.RECIPE]
    assert set(against.values()) - {""} <= set(against)
    assert not any("," in name for name in against)  # they stand in a CSV file


def test_who_never_arrives_takes_forever(monkeypatch):
    monkeypatch.syspath_prepend(SPEED.parent)
    from time_to_91 import arrival

    assert arrival({"seconds": "12.5", "validation_accuracy": "0.9100"}) == 12.5
    assert arrival({"seconds": "12.5", "validation_accuracy": "0.9098"}) == float("inf")


def test_a_picture_is_shifted_by_a_pixel_at_most(monkeypatch):
    monkeypatch.syspath_prepend(SPEED.parent)
    from beyond import shifted

    X = torch.rand(200, 1, 28, 28)
    moved, larger = shifted(X), functional.pad(X, [1, 1])
    crops = [functional.crop(larger, top, left, 28, 28) for top in range(3) for left in range(3)]
    is_crop = torch.stack([(moved == crop).flatten(1).all(dim=1) for crop in crops])
    assert is_crop.any(dim=0).all() and is_crop.any(dim=1).all()  # each picture is one of them, and each occurs


def test_a_square_of_a_picture_is_covered(monkeypatch):
    monkeypatch.syspath_prepend(SPEED.parent)
    from beyond import covered

    X = torch.rand(200, 1, 28, 28) + 1
    shown = covered(X)[:, 0]
    gone = shown == 0
    height, width = gone.any(dim=2).sum(dim=1), gone.any(dim=1).sum(dim=1)
    assert torch.equal(gone.sum(dim=(1, 2)), height * width) and height.max() == width.max() == 5
    assert torch.equal(shown, X[:, 0].masked_fill(gone, 0))


SMALL = {
    "board": ["--n-train", "300"],
    "fashion": ["--n-train", "300", "--n-epochs", "1", "--seeds", "0"],
    "beyond": ["--n-train", "300", "--n-epochs", "1", "--seeds", "0"],
    "five_seeds": ["--n-train", "300", "--n-epochs", "1", "--seeds", "0"],
    "time_to_91": ["--n-train", "300", "--seeds", "1"],
    "epoch": ["--n-images", "300", "--repetitions", "1"],
    "batches": ["--n-images", "300", "--repetitions", "1"],
}


@pytest.mark.nightly
@pytest.mark.parametrize("name", SMALL)
def test_each_benchmark_writes_the_columns_that_are_committed(tmp_path, name):
    script = SPEED.with_name(f"{name}.py")
    subprocess.run([sys.executable, script, *SMALL[name], "--to", tmp_path], timeout=600, check=True)
    header, *rows = (tmp_path / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    committed = RESULTS if name in ("board", "fashion", "five_seeds") else SPEED.parent / "results"  # for a lesson
    assert header == (committed / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert rows
