#!/usr/bin/env bash
# scikit-learn 1.9.1 with NumPy 2.4.6 and SciPy 1.17.1: MLPClassifier(solver="lbfgs", alpha=0.1, random_state=0) is
# repeatable on one processor and not on another. Here OpenBLAS is told to compute as two kinds of processors do; their
# products differ in the last bit. On the digits L-BFGS then stops after another number of steps (158 and 139 here, both
# "converged") at another network: weights that differ by more than 0.01, costs by a hundredth. Adam, the default, takes
# hundreds of epochs from the same start and stops after the same number, at weights that agree to 1e-6: it takes each
# step as it comes, while L-BFGS divides by differences of gradients and stops where a cost falls too little. So no test
# should compare the third digit of an accuracy that L-BFGS reached. Seen: the lines below. Needs a processor with AVX2.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
uv venv --quiet --python 3.11 "$here/env"
uv pip install --quiet --python "$here/env/bin/python" scikit-learn==1.9.1 numpy==2.4.6 scipy==1.17.1
for kind in Haswell Nehalem; do
    OPENBLAS_CORETYPE=$kind OPENBLAS_NUM_THREADS=1 "$here/env/bin/python" - "$here/$kind.npz" << 'END'
import sys

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

X, y = load_digits(return_X_y=True)
X_train, _, y_train, _ = train_test_split(X / 16, y, train_size=1000, random_state=0)
kept = {}
for solver in ("lbfgs", "adam"):
    network = MLPClassifier((32,), solver=solver, alpha=0.1, max_iter=1000, random_state=0).fit(X_train, y_train)
    kept[f"{solver} steps"] = network.n_iter_
    kept[f"{solver} weights"] = network.coefs_[0]
np.savez(sys.argv[1], **kept)
END
done
"$here/env/bin/python" - "$here/Haswell.npz" "$here/Nehalem.npz" << 'END' | tee "$here/seen.txt"
import sys

import numpy as np

one, other = map(np.load, sys.argv[1:])
for solver in ("lbfgs", "adam"):
    same = one[f"{solver} steps"] == other[f"{solver} steps"]
    apart = np.abs(one[f"{solver} weights"] - other[f"{solver} weights"]).max()
    print(f"{solver}: as many steps {same}, weights apart by more than 0.01 {apart > 0.01}, by less than 1e-6 {apart < 1e-6}")
END
diff "$here/seen.txt" - << 'END'
lbfgs: as many steps False, weights apart by more than 0.01 True, by less than 1e-6 False
adam: as many steps True, weights apart by more than 0.01 False, by less than 1e-6 True
END
