#!/usr/bin/env bash
# PyTorch 2.15.0: making the first optimizer of a process, be it plain SGD on one number, imports torch._dynamo, the
# front end of torch.compile, and with it some 900 modules: 1.4 processor seconds here, about as long as `import torch`
# itself, though nothing is compiled. Setting TORCHDYNAMO_DISABLE=1 changes nothing. So of two short scripts, the one
# that writes `w -= rate * w.grad` is over when the other begins; each process of a data-parallel run pays anew. Seen: the
# lines below. What helps: in short processes, write the step out.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
uv venv --quiet "$here/env"
uv pip install --quiet --python "$here/env/bin/python" torch==2.15.0 numpy
for disable in 0 1; do
    TORCHDYNAMO_DISABLE=$disable "$here/env/bin/python" - << 'END'
import os
import sys

import torch

weight = torch.zeros(1, requires_grad=True)
weight.sum().backward()
with torch.no_grad():
    weight -= 0.1 * weight.grad
disabled, before = os.environ["TORCHDYNAMO_DISABLE"], len(sys.modules)
print(f"disabled {disabled}, a step by hand: compiler loaded {'torch._dynamo' in sys.modules}")
torch.optim.SGD([weight], lr=0.1)
more = len(sys.modules) - before
print(f"disabled {disabled}, an optimizer: compiler loaded {'torch._dynamo' in sys.modules}, 500 modules more {more > 500}")
END
done | tee "$here/seen.txt"
diff "$here/seen.txt" - << 'END'
disabled 0, a step by hand: compiler loaded False
disabled 0, an optimizer: compiler loaded True, 500 modules more True
disabled 1, a step by hand: compiler loaded False
disabled 1, an optimizer: compiler loaded True, 500 modules more True
END
