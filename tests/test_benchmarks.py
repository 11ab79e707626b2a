"""The benchmarks run; how fast we are, they say on request."""

import subprocess
import sys
from pathlib import Path

SPEED = Path(__file__).parents[1] / "benchmarks" / "speed.py"


def test_the_benchmarks_run_on_small_tables(tmp_path):
    subprocess.run([sys.executable, SPEED, "--quick", "--to", tmp_path], timeout=120, check=True)
    table = (tmp_path / "speed.md").read_text(encoding="utf-8")
    assert "| LinearRegression | scikit-learn | 100 × 20 |" in table
    assert {path.name for path in tmp_path.iterdir()} == {"speed.csv", "speed.md", "speed.png"}
