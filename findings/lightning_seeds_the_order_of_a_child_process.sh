#!/usr/bin/env bash
# Lightning 2.6.6 with PyTorch 2.15.0: L.seed_everything(5) writes the seed into an environment variable, which every
# program inherits that this process starts. There, with devices=2, Lightning's distributed sampler adds it to the number
# of the epoch. So the same script, which sets no seed and always makes the same network, deals its rows in another
# order when a notebook that has called seed_everything starts it, than when a terminal does. Seen: the lines below.
# What helps: start it without PL_GLOBAL_SEED in its environment, or call seed_everything in the script itself.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
uv venv --quiet "$here/env"
uv pip install --quiet --python "$here/env/bin/python" lightning==2.6.6 torch==2.15.0 numpy
cat > "$here/training.py" << 'END'
import lightning as L
import torch
from torch.utils.data import DataLoader


class Listing(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.weight, self.rows = torch.nn.Parameter(torch.zeros(1)), []

    def training_step(self, batch, batch_idx):
        self.rows += batch.tolist()
        return self.weight.sum() * 0

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


quiet = dict(logger=False, enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False)
trainer = L.Trainer(max_epochs=1, accelerator="cpu", devices=2, strategy="ddp", **quiet)
model = Listing()
trainer.fit(model, DataLoader(torch.arange(12), batch_size=3, shuffle=True))
if trainer.is_global_zero:
    print("rows of process 0:", model.rows)
END
cat > "$here/notebook.py" << 'END'
import subprocess
import sys

import lightning as L

L.seed_everything(5)
subprocess.run([sys.executable, sys.argv[1]], check=True)
END
export MASTER_ADDR=127.0.0.1 GLOO_SOCKET_IFNAME=lo
unset PL_GLOBAL_SEED
{
    "$here/env/bin/python" "$here/training.py" 2> "$here/said.txt"
    "$here/env/bin/python" "$here/notebook.py" "$here/training.py" 2>> "$here/said.txt"
} | grep rows | tee "$here/seen.txt"
diff "$here/seen.txt" - << 'END'
rows of process 0: [8, 5, 7, 2, 3, 11]
rows of process 0: [11, 9, 10, 4, 8, 1]
END
