# %% [markdown]
# # 21 · Many machines
#
# What if one machine is not enough? The 671 billion parameters of lesson 02 are still waiting. You work out what it
# takes to train them, and then train one network in two processes.
#
# **You will**
#
# - work out memory, time and money of a real training, on paper;
# - make one gradient out of two halves, and send it round a ring;
# - turn a notebook into a script, start it twice at once, and compare its weights with those of one process.
#
# *85 minutes · builds on [16 · PyTorch](16_pytorch.ipynb) and [17 · Lightning](17_lightning.ipynb) ·
# needs PyTorch (`uv sync --inexact --extra torch`)*

# %% tags=["given"]
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np

from mlcourse import data, plots
from mlcourse.torch_extra import require_torch

plt.style.use("mlcourse.course")
require_torch()  # where it is missing, this says how to get it

# %% [markdown]
# ## 671 billion, on paper
#
# DeepSeek-V3 has a *technical report* (arXiv 2412.19437, December 2024), which says what its training took. We check it
# with what you know.
#
# First the memory. While it learns, a network keeps four numbers for each parameter: the weight, its slope, and Adam's
# two running means (lesson 15). In float32, each takes 4 bytes. The report's GPU, NVIDIA's H800, has 80 GB of memory.
#
# **Predict:** how many such GPUs does it take to *hold* these numbers?

# %%
n_parameters = 671 * 10**9
terabytes = 4 * n_parameters / 1e12  # of one number per parameter, in float32
n_gpus = np.ceil(4 * terabytes / 0.08)
print(f"4 × {terabytes:.1f} TB = {4 * terabytes:.1f} TB, on {n_gpus:.0f} GPUs of 80 GB")

# %% tags=["assert"]
assert n_gpus == 135 and round(4 * terabytes, 1) == 10.7

# %% tags=["given"]
fig, ax = plt.subplots(figsize=(8, 4))
plots.bricks(ax, ["weights", "slopes", "mean slope", "mean square"], [terabytes] * 4, 0.08, "one GPU")
ax.set(ylabel="TB")
plots.show(
    fig,
    "What Adam needs for 671 billion parameters, in bricks of 80 GB. The red brick on the right is all that one GPU "
    "holds.",
)

# %% [markdown] tags=["after"]
# 135, and no batch is there yet. Lesson 14's bill comes on top: what came into each layer is kept for the way back.

# %% [markdown]
# (The report saves some: the two means in 16 bits, and 8 bits in most products. The weights that take the step, and the
# slopes that are added up, stay in 32.)
#
# Turned round: at sixteen bytes a parameter, 80 GB train 5 billion parameters at most. That is the first reason for
# many machines: *it does not fit*.

# %% [markdown]
# Now the time. For one piece of text, a *token*, each weight takes part in one product and one sum: two operations
# forward. Lesson 14 had three products in each layer: one forward and two back. With two operations each, that makes
# six per parameter and token.

# %% [markdown]
# But a token does not meet all parameters. In a **mixture of experts**, each layer has many small networks side by
# side, the *experts*, and a token is sent to a few of them: here, through 37 of the 671 billion. The report counts 14.8
# trillion tokens.
#
# The data sheet's peak of an H800 is 989 trillion operations a second, in 16 bits.
#
# **Predict:** how long would *one* of them take: a year, a lifetime, or longer?

# %%
work = 6 * 37e9 * 14.8e12  # operations
peak = 989e12  # operations a second
years = work / peak / (365.25 * 24 * 3600)
print(f"{work:.1e} operations: {years:.0f} years on one GPU, at its peak")

# %% tags=["assert"]
assert round(years) == 105

# %% [markdown] tags=["after"]
# 105 years, if it never waits. That is the second reason: *it takes too long*.

# %% [markdown]
# The report gives 2.664 million GPU hours for these tokens (2.788 million with all that followed), on 2,048 GPUs. The
# share of the peak that goes into the operations which the model needs is called **utilization** (*MFU*, model FLOPs
# utilization; a FLOP is one such operation). We count our six.
#
# **Predict:** 2.664 million hours are 304 years. Which share of their peak did these GPUs reach?

# %%
gpu_hours = 2.664e6
utilization = work / (gpu_hours * 3600) / peak
print(f"utilization {utilization:.0%}")
print(f"{gpu_hours / 2048 / 24:.0f} days on 2,048 GPUs")
print(f"at 2 dollars an hour, as the report assumes: {2 * gpu_hours / 1e6:.1f} million dollars")

# %% tags=["assert"]
assert round(utilization, 2) == 0.35 and round(gpu_hours / (365.25 * 24)) == 304

# %% [markdown] tags=["after"]
# About a third. Where is the rest? A GPU waits for its own memory and for other GPUs; it seldom runs at the data
# sheet's peak; and it does work that our six leave out, such as *attention*, which multiplies tokens with each other.
#
# Many of the products were made in 8 bits, though, where the peak is twice as high: of that, it is a sixth. (The report
# says that earlier trials are not in the price. And data sheets like to print twice our peak, "with sparsity": for
# weights of which half are zero.)

# %% [markdown] tags=["notes"]
# 14 minutes. Let them do it on the blackboard, with powers of ten: $6 \cdot 37 \cdot 10^9 \cdot 15 \cdot 10^{12}$ is
# $3 \cdot 10^{24}$. Expect "671 billion" in place of 37 for the work: memory pays for all parameters, work for those
# that are met. Ask where the six comes from; lesson 14 has it: $XW$ forward, $A^T dZ$ and $dZ\,W^T$ back, two
# operations each. Ask: "is a third good?" Llama 3's report has 38 to 43% of the peak (arXiv 2407.21783, table 4); it
# counts attention, too, and we do not.

# %% [markdown]
# ## One gradient from two halves
#
# Two reasons, two ways to cut. If the *model* does not fit, the model must be cut; we come to that at the end. If it
# *takes too long*, cut the batch. **Data parallel** training gives each worker the whole network, and a part of every
# batch. (A **worker** is a running program with its own copy of the network, usually on one GPU; one machine may hold
# eight.)
#
# Here is a network that you know, before training: 2,048 pictures of clothes, 250 hidden neurons.

# %% tags=["given"]
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from mlcourse.checks import many_machines as check  # here, because it needs PyTorch too

fashion = data.load_fashion_mnist(train=True)
X, y = fashion.data[:2048].flatten(1) / 255, fashion.targets[:2048]  # (2048, 784) of float32, (2048,)


# %% tags=["taught"]
def gradient(model, X, y):
    """Return the slopes of the mean loss along all parameters, in one long row."""
    model.zero_grad()
    cross_entropy(model(X), y).backward()
    return torch.cat([p.grad.flatten() for p in model.parameters()])


# %% [markdown]
# The loss is a mean over the rows of the batch, and the slope of a sum is the sum of the slopes. So for 64 rows, with
# $g_i$ for the gradient of row $i$:
#
# $$\frac{1}{64} \sum_{i=1}^{64} g_i =
# \frac{1}{2} \left( \frac{1}{32} \sum_{i=1}^{32} g_i + \frac{1}{32} \sum_{i=33}^{64} g_i \right)$$
#
# **Predict:** one half here, one half there, then their mean. How far is it from the whole batch's gradient: a
# thousandth of its length, less than a millionth, or *exactly* nothing?

# %% tags=["nbval-ignore-output"]
torch.manual_seed(7)
network = nn.Sequential(nn.Linear(784, 250), nn.ReLU(), nn.Linear(250, 10))

whole = gradient(network, X[:64], y[:64])
left, right = gradient(network, X[:32], y[:32]), gradient(network, X[32:64], y[32:64])
off = (left + right) / 2 - whole
print(f"{len(whole):,} slopes, off by {off.norm() / whole.norm():.0e} of the gradient's length")

# %% tags=["assert"]
assert off.norm() < 1e-6 * whole.norm() and len(whole) == 198_760

# %% [markdown] tags=["after"]
# Less than a millionth. The halves add up in another order, so float32 rounds differently; nothing else is different.

# %% [markdown]
# Now the parts have different sizes: 48 rows and 16. **Predict:** is the mean of the two still the gradient of the
# batch?

# %%
left, right = gradient(network, X[:48], y[:48]), gradient(network, X[48:64], y[48:64])
off = (left + right) / 2 - whole
print(f"off by {off.norm() / whole.norm():.0%} of the gradient's length")

# %% tags=["assert"]
assert off.norm() > 0.1 * whole.norm()

# %% [markdown] tags=["after"]
# No: each of the 16 rows counts three times as much as each of the 48. You have met this before, as the mean of batch
# means, in lesson 16.

# %% [markdown]
# ### Exercise 1 · The right average
#
# `gradients` is a list: for each part the gradient of *its* mean loss. `n_rows` says how many rows each part had.
# Return the gradient of the whole batch.

# %% tags=["exercise", "taught"]
def average_gradients(gradients, n_rows):
    """Return the whole batch's gradient from those of its parts, which are means over their rows."""
    ### BEGIN SOLUTION
    total = 0
    for gradient, n in zip(gradients, n_rows, strict=True):
        total = total + n * gradient
    return total / sum(n_rows)
    ### END SOLUTION


# %% tags=["check"]
average_gradients = check.average_gradients(average_gradients)

# %% [markdown] tags=["hint"]
# A mean times its number of rows is a sum. Add up these sums, and divide once, by all rows together.

# %%
off = torch.as_tensor(average_gradients([left, right], [48, 16])) - whole
print("equal to a millionth:", bool(off.abs().max() < 1e-6))

# %% tags=["assert"]
assert off.abs().max() < 1e-6

# %% [markdown]
# Now with a layer of lesson 19: batch norm. It takes each neuron, over the rows of the batch, to mean 0 and variance 1.
# We put one into the network, and cut the batch into two equal halves.
#
# **Predict:** is the mean of the halves' gradients equal to the whole batch's, as it was without?

# %%
torch.manual_seed(7)
normed = nn.Sequential(nn.Linear(784, 250), nn.BatchNorm1d(250), nn.ReLU(), nn.Linear(250, 10))

halves = [gradient(normed, X[rows], y[rows]) for rows in torch.arange(64).split(32)]
normed_whole = gradient(normed, X[:64], y[:64])
off = torch.as_tensor(average_gradients(halves, [32, 32])) - normed_whole
print(f"off by {off.norm() / normed_whole.norm():.0%} of the gradient's length")

neuron = normed[0](X[:64])[:, 1].detach()  # the second neuron, before batch norm
for name, part in {"whole batch": neuron, "first half": neuron[:32], "second half": neuron[32:]}.items():
    print(f"{name:12} mean {part.mean():.3f}, deviation {part.std(correction=0):.3f}")

# %% tags=["assert"]
assert off.norm() > 0.1 * normed_whole.norm()

# %% [markdown] tags=["after"]
# No. Each half takes away its *own* mean, and divides by its own deviation. So each row meets another function than in
# the whole batch, and no other way of averaging repairs that: a row's loss now depends on the other rows in its part.

# %% [markdown] tags=["after"]
# Is it wrong? Not wrong, but different: batch norm over 32 rows and not over 64. With few rows for each worker it
# matters. On GPUs, `nn.SyncBatchNorm` then takes mean and variance over all workers; in Lightning, it is
# `sync_batchnorm=True`. That costs two exchanges in each such layer, one forward and one back.

# %% [markdown] tags=["notes"]
# 34 minutes. Ask before the uneven parts: "and if the last batch is short?" Exercise 1: the sum and the mean of means
# are the usual two; let somebody say which learning rate a sum over 2,048 workers would be. Batch norm: most expect
# "equal, the halves are equal". Draw four rows, 0, 2 | 4, 6: mean 3 together, 1 and 5 apart; the row 2 becomes negative
# in one case and positive in the other.

# %% [markdown]
# ## Round the ring
#
# Each worker has a gradient; all need the sum: **all-reduce**. If all send theirs to one, which adds, and sends the
# sum back to each, then the others wait for that one's cable.
#
# In a **ring**, no worker is special. With $n$ workers, each cuts its gradient into $n$ chunks. In every step, each
# sends *one* chunk to its right neighbor, all at the same time. First they *add up*; then the finished sums travel on,
# and *replace* what was there.

# %% [markdown]
# ### Exercise 2 · Pass it on
#
# `parts[w, c]` is what worker `w` holds of chunk `c`. In step `s` (0, 1, 2, …):
#
# - worker `w` sends chunk `w - s` to its right neighbor, `w + 1`, both counted round the ring: `% n`;
# - in the first `n - 1` steps the neighbor adds it to its own; after that it replaces its own.
#
# Fill in the loop. What is sent comes from `parts`, and what arrives goes into `after`.

# %% tags=["exercise", "taught"]
def pass_on(parts, step):
    """Return what each worker holds after each has sent one chunk to its right neighbor."""
    n, after = len(parts), parts.copy()
    for worker in range(n):
        ### BEGIN SOLUTION
        chunk, right = (worker - step) % n, (worker + 1) % n
        if step < n - 1:
            after[right, chunk] += parts[worker, chunk]
        else:
            after[right, chunk] = parts[worker, chunk]
        ### END SOLUTION
    return after


# %% tags=["check"]
pass_on = check.pass_on(pass_on)

# %% [markdown] tags=["hint"]
# Two names first: `chunk = (worker - step) % n` and `right = (worker + 1) % n`. Then `if step < n - 1:` add with `+=`,
# `else:` assign. Both write to `after[right, chunk]`, and read `parts[worker, chunk]`.

# %% [markdown]
# Four workers with four chunks. To see whose numbers are in a box, worker 0 begins with 1 everywhere, worker 1 with 10,
# then 100 and 1000. The finished sum is 1111.
#
# **Predict:** after three steps, how many finished sums does each worker hold?

# %%
states = [np.repeat([[1], [10], [100], [1000]], 4, axis=1)]  # (n_workers, n_chunks)
for step in range(6):
    states.append(pass_on(states[-1], step))
print(states[3])

# %% tags=["assert"]
assert np.all(np.sum(states[3] == 1111, axis=1) == 1) and np.all(states[6] == 1111)


# %% tags=["given"]
def draw_ring(ax, step):
    """Draw what each worker holds after some steps, and what was sent in the last of them."""
    plots.ring(ax, states[step], [(worker - step + 1) % 4 for worker in range(4)] if step else None)
    ax.set_title(f"after {step} of 6 steps" if step else "before the first step")


# %% tags=["given", "nbval-ignore-output"]
plots.steps(
    draw_ring,
    "Four workers pass chunks to the right. The digits tell whose shares a box holds; a thick frame has just arrived, "
    "and green is finished. Three steps add up, three hand on.",
    n_steps=7,
    figsize=(7, 4.6),
)

# %% tags=["given"]
plots.side_by_side(
    draw_ring,
    "The ring before its first step, after one, after three, and after all six. Halfway, each sum is finished in one "
    "place; at the end, everywhere.",
    figsize=(13, 9),
    n_rows=2,
    step=[0, 1, 3, 6],
)

# %% [markdown] tags=["after"]
# One each, and each another one. Three more steps carry them to all the others. (The halves are called
# *reduce-scatter* and *all-gather*; sharded training, at the end of this lesson, uses them one by one.)

# %% [markdown]
# And with real slopes: a batch in four quarters, and every byte counted that a worker sends.
#
# **Predict:** if all send to one, and it sends the sum to all, then that one sends three gradients (and receives
# three). How many gradients' worth of bytes does a worker send in the ring?

# %%
quarters = [gradient(network, X[rows], y[rows]) for rows in torch.arange(64).split(16)]
held = torch.stack(quarters).numpy().reshape(4, 4, -1)  # (n_workers, n_chunks, chunk_size)
sent = 0
for step in range(6):
    sent += held[0, 0].nbytes
    held = pass_on(held, step)

print("all have the batch's gradient:", np.allclose(held.reshape(4, -1) / 4, whole, atol=1e-6))
print(f"sent by each: {sent:,} bytes, that is {sent / whole.numpy().nbytes} gradients")

# %% tags=["assert"]
assert np.abs(held.reshape(4, -1) / 4 - whole.numpy()).max() < 1e-6 and sent == 1.5 * whole.numpy().nbytes

# %% [markdown] tags=["after"]
# One and a half: six steps, of a quarter each. With $n$ workers there are $2(n - 1)$ steps, and each sends one $n$th of
# a gradient (and receives as much).

# %% [markdown]
# The one that gathers all gets into trouble as the crowd grows. **Predict:** with 2,048 workers, how many gradients
# does each send in the ring?

# %%
print("workers   all to one: it sends   ring: each sends")
for n in (2, 4, 8, 2048):
    print(f"{n:7} {n - 1:16,} {2 * (n - 1) / n:20.3f}")

# %% tags=["assert"]
assert 1.999 < 2 * 2047 / 2048 < 2

# %% [markdown] tags=["after"]
# A little less than two, as with eight. That is why it scales: however many workers join, nobody sends two whole
# gradients. More workers make more *steps*, though, and each waits for the slowest. (Libraries therefore also use
# trees, and rings of rings.)

# %% [markdown]
# ### Exercise 3 · What goes through a cable?
#
# Eight GPUs, each with a copy of a network of 5 billion parameters, the most that we found room for on paper. The
# slopes are sent in 16 bits, two bytes each. How many gigabytes (of $10^9$ bytes) does one GPU *send* round the ring,
# at every step of the training?

# %% tags=["exercise"]
### BEGIN SOLUTION
gigabytes = 2 * 7 / 8 * 5 * 2
### END SOLUTION

# %% tags=["check"]
gigabytes = check.gigabytes(gigabytes)

# %% [markdown] tags=["hint"]
# How large is one gradient, in gigabytes? How many steps does a ring of eight take, and which part of a gradient is
# sent in each?

# %% tags=["given"]
for cable, speed in {"between the GPUs of one machine": 160, "between two machines": 50}.items():
    print(f"{cable}, {speed} GB a second: {gigabytes / speed:.2f} s a step")

# %% tags=["assert"]
assert gigabytes == 17.5

# %% [markdown]
# (Both speeds are the report's.) A step of the training must take much longer than that, or the GPUs do nothing but
# talk. So each gets many rows; and the sending begins during `backward`, with the last layer, whose slopes are ready
# first.

# %% [markdown] tags=["notes"]
# 53 minutes. Play the ring: four students in a circle, four cards each; on every clap one card goes to the right.
# Exercise 2: expect the left neighbor, and `+=` in the second half: "the sums would count some twice". Ask why the
# chunk must change with the step: it goes on with what it has just received. In Exercise 3 some stop at one gradient,
# 10 GB; some forget that a ring goes round twice.

# %% [markdown]
# ## From notebook to script
#
# Two workers cannot share a notebook. A **script** is a file of Python. It runs from top to bottom in a **process** of
# its own. When the process ends, its memory is gone: print or save what you want to keep. Two processes, our two
# workers, can run on one computer. They share no memory, and learn from each other only what they send.
#
# First what ours needs, in a folder that vanishes when the notebook is shut down.

# %% tags=["given"]
temporary = tempfile.TemporaryDirectory()
folder = Path(temporary.name)
torch.save([X, y], folder / "clothes.pt")

# %% [markdown]
# The script's first half. *Every* process runs these same lines. `init_process_group` waits until all are there; then
# each knows its **rank** (its number, from 0), and the **world size** (how many there are). *Gloo* is the messenger for
# CPUs; for GPUs it is *NCCL*, which has the ring that you wrote.

# %% tags=["given"]
above = '''
import time

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.functional import cross_entropy

dist.init_process_group("gloo")
rank, n = dist.get_rank(), dist.get_world_size()

X, y = torch.load("clothes.pt", weights_only=True)
torch.manual_seed(7)  # all begin with the same weights
network = nn.Sequential(nn.Linear(784, 250), nn.ReLU(), nn.Linear(250, 10))
'''

# %% [markdown]
# Between *backward* and *step*, the slopes are averaged. (All have equally many rows here; otherwise your Exercise 1
# would be needed.)

# %% tags=["given"]
between = '''

def average_slopes():
    """Make each slope its mean over all processes, and return the seconds that this took."""
    before = time.perf_counter()
    for p in network.parameters():
        dist.all_reduce(p.grad)  # the sum over all processes
        p.grad /= n
    return time.perf_counter() - before
'''

# %% [markdown]
# The rest is lesson 16's loop, with one more change: each process takes its share of every batch. (The step is written
# out, as it first was there: `torch.optim` does the same, and takes seconds to load.)

# %% tags=["given"]
below = '''

start, talking = time.perf_counter(), 0.0
for epoch in range(4):
    order = torch.randperm(len(y), generator=torch.Generator().manual_seed(epoch))
    for rows in order[rank::n].split(64 // n):  # of each batch of 64 rows, every nth is mine
        network.zero_grad()
        cross_entropy(network(X[rows]), y[rows]).backward()
        talking += average_slopes()
        with torch.no_grad():
            for p in network.parameters():
                p -= 0.1 * p.grad
seconds = time.perf_counter() - start
how_much = "most" if talking > seconds / 2 else "less than half"
print(f"process {rank} of {n} spent {how_much} of its time in all_reduce")
if rank == 0:
    torch.save([seconds, network.state_dict()], f"trained_{n}.pt")
dist.destroy_process_group()
'''
print((folder / "train.py").write_text(above + between + below), "characters in train.py")

# %% [markdown]
# In a terminal of JupyterLab (*File → New → Terminal*), in the folder whose name `folder` holds, you would start it
# with one of these:
#
# ```text
# uv run torchrun --nproc-per-node=1 train.py
# uv run torchrun --nproc-per-node=2 train.py
# ```
#
# `torchrun` came with PyTorch. It starts the script as often as you say, and tells each process its rank. From a
# notebook we call it through the course's `torchrun`, which adds three things: all that listens can be reached from
# this computer alone, after ten minutes everything is stopped, and the outputs come in the order of the ranks.

# %% [markdown]
# (PyTorch's launcher cannot separate the outputs on macOS, and does not start on Windows. There the course starts the
# processes itself, in the same way. If Windows refuses all the same: the *Windows Subsystem for Linux* does as here.)
#
# One process with two threads; then two processes with one thread each. (A *thread* of a process is one of several
# hands that work at the same time and share its memory; usually one per core.)
#
# **Predict:** will the two processes be about twice as fast?

# %% tags=["nbval-ignore-output"]
from mlcourse.torchrun import torchrun

torchrun(folder / "train.py", n_processes=1, n_threads=2)
torchrun(folder / "train.py", n_processes=2, n_threads=1)

(one_took, one), (two_took, two) = [torch.load(folder / f"trained_{n}.pt") for n in (1, 2)]  # seconds, weights
print("the two processes were", "faster" if two_took < one_took else "slower")

# %% [markdown] tags=["after"]
# No: here it is slower. No second computer has come; both runs had two threads. What is new is the talk in
# `all_reduce`, in all 128 steps, where one also waits for the other. This network is so small that the talk costs more
# than the work. (On a busy computer the clock may say anything.) Where each process brings a GPU of its own, and much
# work, the work is halved, and only the talk is added.

# %% [markdown]
# **Predict:** 128 steps, in one process and in two. How far are the two networks' weights apart?

# %% tags=["nbval-ignore-output"]
def furthest(one, other):
    """Return how far two networks' parameters are apart, at most."""
    return max((one[key] - other[key]).abs().max().item() for key in one)


print(f"{furthest(one, two):.0e}")

# %% tags=["assert"]
assert furthest(one, two) < 1e-5

# %% [markdown] tags=["after"]
# About a millionth, or less: rounding. It is the same training: the same rows in each step, and the same mean of their
# slopes.

# %% [markdown]
# Machines break. Llama 3's training, on 16,384 GPUs, was interrupted 419 times in 54 days, unplanned (its report,
# arXiv 2407.21783). In the next script, process 1 is killed while process 0 sleeps and knows nothing.
#
# **Predict:** what becomes of process 0: does it sleep on, or is it stopped?

# %% tags=["given"]
(folder / "sick.py").write_text('''
import os
import time

if os.environ["RANK"] == "1":
    os.kill(os.getpid(), 9)  # nobody can refuse this signal
time.sleep(3600)
''')
try:
    torchrun(folder / "sick.py", n_processes=2)
except RuntimeError as error:
    print(error)

# %% [markdown] tags=["after"]
# It is stopped: `torchrun` watches its processes, and when one dies, it stops the others. In a training they could not
# go on anyway: with Gloo their next `all_reduce` fails at once, with NCCL it may wait for minutes first. So trainings
# of weeks save a checkpoint every so often (lesson 17: weights, what the optimizer remembers, where the shuffling
# stood), and all processes start again from there.

# %% [markdown] tags=["notes"]
# 67 minutes. Run it in JupyterLab's terminal too, if you can (in another one, `uv run` may not find the course), and
# show both processes in `top`. Ask what two processes share (no memory: let them look for the line where they talk).
# Why do both begin with equal weights? The seed; a library sends those of rank 0 to all. "Why is it not faster?" is the
# question of the section: two cores are two cores. Somebody prints in all processes and gets each line twice: `if rank
# == 0`.

# %% [markdown]
# ## Who takes which row?
#
# PyTorch wraps our three lines up: `DistributedDataParallel(network)` averages the slopes. And its
# `DistributedSampler` deals out the rows. Our 2,048 divide by two; most data sets do not.
#
# **Predict:** seven rows, 0 to 6, for two processes. How many rows does it hand out in all?

# %%
from torch.utils.data import DistributedSampler

for rank in range(2):
    print(f"process {rank}:", list(DistributedSampler(range(7), num_replicas=2, rank=rank, shuffle=False)))

# %% tags=["assert"]
assert list(DistributedSampler(range(7), num_replicas=2, rank=1, shuffle=False)) == [1, 3, 5, 0]

# %% [markdown] tags=["after"]
# Eight: row 0 comes twice. Every process must take equally many steps. If one had a batch more, it would wait in
# `all_reduce` for others that have gone home. And equally many *rows*: `DistributedDataParallel` divides by the number
# of processes, whatever each had. Your Exercise 1 is not in it. So the sampler fills up, with rows from the front.

# %% [markdown] tags=["after"]
# In training, one row more in two thousand hurts nobody. In *judging* it does: a row that counts twice makes another
# accuracy, and with 320 processes there may be 319 such rows. So judge with one process (`devices=1`), and say so.

# %% [markdown] tags=["notes"]
# 72 minutes. Expect "seven", and "four for one, three for the other". Ask what would happen then, in the last step: let
# two students clap together, one four times and one three. The point about judging costs people real results; Lightning
# warns of it.

# %% [markdown]
# ## Lightning's way
#
# Lightning calls `DistributedDataParallel` and the sampler for you, if you ask for `strategy="ddp"` (its
# initials). First, by hand, what the sampler does.

# %% [markdown]
# ### Exercise 4 · My share
#
# `order` is an array: the epoch's rows, shuffled, the same in all processes. Return those of process `rank`, as the
# sampler deals them: first fill `order` up from its front, until its length divides by `n_processes`; then take every
# `n_processes`th, beginning with number `rank`. (There are at least as many rows as processes.)

# %% tags=["exercise", "taught"]
def share(order, rank, n_processes):
    """Return the rows of one process; all get equally many, and some rows come twice where they must."""
    ### BEGIN SOLUTION
    n_missing = -len(order) % n_processes
    filled = np.concatenate([order, order[:n_missing]])
    return filled[rank::n_processes]
    ### END SOLUTION


# %% tags=["check"]
share = check.share(share)

# %% [markdown] tags=["hint"]
# How many are missing? `-len(order) % n_processes` is 1 for seven rows and two processes, and 0 for eight.
# `np.concatenate` joins arrays, and `filled[rank::n_processes]` begins at `rank` and takes every `n_processes`th.

# %%
for rank in range(3):
    sampler = DistributedSampler(range(100), num_replicas=3, rank=rank, seed=0)
    order = torch.randperm(100, generator=torch.Generator().manual_seed(0)).numpy()
    print(f"process {rank}: as the library deals them:", share(order, rank, 3).tolist() == list(sampler))

# %% tags=["assert"]
assert share(order, 2, 3).tolist() == list(sampler) and len(list(sampler)) == 34

# %% [markdown]
# Now the whole training in Lightning: lesson 17's `Classifier`, lesson 16's `SGD`, and a `Trainer` with two arguments
# more. The `batch_size` is that of *one* process: twice 32 are our 64.

# %% tags=["given"]
with_lightning = '''
import lightning as L
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from mlcourse.taught.lightning import Classifier
from mlcourse.trainer import trainer_options


class WithSGD(Classifier):
    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=self.learning_rate)


torch.manual_seed(7)
network = nn.Sequential(nn.Linear(784, 250), nn.ReLU(), nn.Linear(250, 10))
rows = DataLoader(TensorDataset(*torch.load("clothes.pt")), batch_size=32, shuffle=True)
trainer = L.Trainer(max_epochs=4, accelerator="cpu", devices=2, strategy="ddp", **trainer_options("log"))
trainer.fit(WithSGD(network, learning_rate=0.1), rows)
if trainer.is_global_zero:
    torch.save(network.state_dict(), "lightning.pt")
'''
print((folder / "with_lightning.py").write_text(with_lightning), "characters in with_lightning.py")

# %% [markdown]
# Lightning's sampler shuffles with a generator of its own. Its seed is that of `L.seed_everything`, or 0 without it,
# plus the number of the epoch; that is why `train.py` takes the epoch's number.
#
# **Predict:** how far will Lightning's two processes be from our *one*?

# %% tags=["nbval-ignore-output"]
torchrun(folder / "with_lightning.py", n_processes=2)
lightning = torch.load(folder / "lightning.pt")
print(f"{furthest(one, lightning):.0e}")

# %% tags=["assert"]
assert furthest(one, lightning) < 1e-5

# %% [markdown] tags=["after"]
# About a millionth again: one process, two by hand, two by the library, and the same network.

# %% [markdown] tags=["notes"]
# 81 minutes. Ask first: "which process may print, log, save?" In Exercise 4 expect blocks in place of cards dealt: then
# it is the same training on paper, but not the library's. Without `torchrun`, `python with_lightning.py` works too:
# Lightning then starts the second process itself.

# %% [markdown]
# ## What changes, and what does not
#
# For eight GPUs, leave `accelerator="cpu"` out (the default, `"auto"`, takes the GPUs), and say how many; for more
# machines, one argument more:
#
# ```python
# L.Trainer(devices=8, strategy="ddp")
# L.Trainer(devices=8, num_nodes=40, strategy="ddp")
# ```
#
# (and `torchrun` is started on each machine, with `--nnodes=40`, and told where the first one is). One number changes
# its meaning: 320 processes of 32 rows make batches of 10,240. There are fewer steps then, and the learning rate must
# be looked for again.

# %% [markdown]
# And if the model does not fit? Then the model is cut as well. In **sharded** training (`strategy="fsdp"`, *fully
# sharded data parallel*) each GPU keeps a part of weights, slopes and running means, and borrows the rest of a layer
# when that layer is due.
#
# **Predict:** the 10.7 TB from above, shared out evenly among 2,048 GPUs: does a share fit into 80 GB?

# %%
print(f"{1000 * 4 * terabytes / 2048:.1f} GB each")

# %% tags=["assert"]
assert round(1000 * 4 * terabytes / 2048, 1) == 5.2

# %% [markdown] tags=["after"]
# With room to spare, for what the layers must remember. The report cuts the batch, and three more things: the layers,
# into 16 groups one after the other (*pipeline parallel*); the experts, among 64 GPUs (*expert parallel*); and Adam's
# running means, among those that hold the same weights (*ZeRO*).

# %% [markdown]
# What does *not* change is all the rest: what f is, what an error costs, and which way is down. Train, validation,
# test. A leak is a leak on two thousand GPUs, only more expensive. Pick one of the 671 billion: its slope comes from
# the chain rule, its step goes against it, and now you know who adds it up.

# %% [markdown] tags=["notes"]
# 85 minutes. Let the class say what does not change, before you show it. Expect the question whether one may do this at
# home: two gaming GPUs in one machine, `devices=2`, yes. Ask for the price of one mistake found after 54 days.

# %% [markdown]
# ## Recap
#
# - Weights, slopes and Adam's two means are 16 bytes a parameter: 671 billion fit no GPU, and keep one busy for a
#   century.
# - The mean of equal parts' gradients is the batch's; unequal parts count by their rows. In a ring, each worker sends
#   less than two gradients.
# - With the same rows and no batch norm, two processes train the network that one would. Whatever you train, on however
#   many: what is f, what does an error cost, and who has checked it on things never seen?
#
# **The End, once more.**
