"""The benchmarks run; how fast we are, they say on request."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SPEED = Path(__file__).parents[2] / "benchmarks" / "speed.py"
RESULTS = Path(__file__).parents[2] / "data" / "results"


def test_the_benchmarks_run_on_small_tables(tmp_path):
    subprocess.run([sys.executable, SPEED, "--quick", "--to", tmp_path], timeout=120, check=True)
    table = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert "| LinearRegression | scikit-learn | 100 × 20 |" in table
    assert {path.name for path in tmp_path.iterdir()} == {"speed.csv", "speed.md", "speed.png"}


def test_a_few_runs_anew_keep_the_other_rows(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(SPEED.parent)
    import fashion

    def measure(variant, seed, rows, n_epochs):
        return dict.fromkeys(before[0].split(","), "0.5") | {"variant": variant, "seed": seed}

    shutil.copy(RESULTS / "fashion.csv", tmp_path)
    before = (tmp_path / "fashion.csv").read_text(encoding="utf-8").splitlines()
    monkeypatch.setattr(fashion, "parts", lambda n_train: None)
    monkeypatch.setattr(fashion, "measure", measure)
    options = ["--variants", "without flips", "--seeds", "3", "--to", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["fashion.py", *options])
    fashion.main()
    after = (tmp_path / "fashion.csv").read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    assert [new for old, new in zip(before, after, strict=True) if new != old] == ["without flips,3,0.5,0.5,0.5,0.5"]


def test_who_never_arrives_takes_forever(monkeypatch):
    monkeypatch.syspath_prepend(SPEED.parent)
    from time_to_91 import arrival

    assert arrival({"seconds": "12.5", "validation_accuracy": "0.9100"}) == 12.5
    assert arrival({"seconds": "12.5", "validation_accuracy": "0.9098"}) == float("inf")


SMALL = {
    "board": ["--n-train", "300"],
    "fashion": ["--n-train", "300", "--n-epochs", "1", "--seeds", "0"],
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
    committed = RESULTS if name in ("board", "fashion") else SPEED.parent / "results"  # lessons read those two
    assert header == (committed / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    assert rows
