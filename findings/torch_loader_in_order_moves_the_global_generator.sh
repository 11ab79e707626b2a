#!/usr/bin/env bash
# PyTorch 2.15.0: a pass through a DataLoader that shuffles nothing and has no workers still draws a number from the
# global generator (a seed for workers that it does not have). So whether one evaluates between two epochs decides which
# dropout masks, or which coins of an augmentation, the next epoch sees: the same seed gives other weights. A shuffling
# loader draws twice. Seen: state changed True, and False where the loader has a generator of its own. What helps:
# DataLoader(…, generator=torch.Generator()), also for the parts that are only judged.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
uv venv --quiet "$here/env"
uv pip install --quiet --python "$here/env/bin/python" torch==2.15.0 numpy
"$here/env/bin/python" - << 'END' | tee "$here/seen.txt"
import torch
from torch.utils.data import DataLoader, TensorDataset

rows = TensorDataset(torch.arange(10.0))
for name, options in {"in order": {}, "in order, its own generator": {"generator": torch.Generator()}}.items():
    torch.manual_seed(7)
    before = torch.get_rng_state()
    for _ in DataLoader(rows, batch_size=4, **options):
        pass
    print(f"{name}: state changed {not torch.equal(torch.get_rng_state(), before)}")
END
diff "$here/seen.txt" - << 'END'
in order: state changed True
in order, its own generator: state changed False
END
