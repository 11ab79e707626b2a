"""The exercises of the lesson many_machines."""

from mlcourse.torch_extra import require_torch

require_torch()  # before it is imported: what follows needs it

import numpy as np
import torch

from mlcourse.checks.engine.check import Check, Mistake
from mlcourse.checks.engine.observers import calls, drawn, value, with_arrays
from mlcourse.checks.engine.typed import typed
from mlcourse.taught import many_machines as ours


def draw_gradients(rng: np.random.Generator) -> tuple[list[torch.Tensor], list[int]]:
    """Draw the gradients of two to four parts, and how many rows each had."""
    n_parts = int(rng.integers(2, 5))
    gradients = [torch.tensor(rng.normal(size=3), dtype=torch.float32) for _ in range(n_parts)]
    return gradients, rng.integers(1, 9, n_parts).tolist()


TWO_PARTS = ([torch.tensor([1.0, 4.0]), torch.tensor([5.0, 0.0])], [3, 1])
EQUAL_PARTS = ([torch.tensor([1.0]), torch.tensor([5.0])], [8, 8])

average_gradients = Check(
    "average_gradients",
    reference=ours.average_gradients,
    observe=calls(TWO_PARTS, EQUAL_PARTS, *drawn(draw_gradients)),
    rtol=1e-5,  # float32 is enough
    mistakes=typed(
        ours.average_gradients,
        {
            "sum(gradients)": "this is the *sum* of the gradients. With 2,048 parts, each step would be 2,048 times "
            "too long. An average divides.",
            "sum(gradients) / len(gradients)": "this is the mean of the means: a part with few rows counts as much as "
            "one with many. Give each part its number of rows as weight.",
            "return total / sum(n_rows) -> return total": "these are the sums over the rows, added up. "
            "Divide by all rows together, `sum(n_rows)`.",
            "return total / sum(n_rows) -> return total / len(gradients)": "you have weighted by rows, and then "
            "divided by the number of *parts*. Divide by the number of rows, `sum(n_rows)`.",
            "return total / sum(n_rows) -> return total / sum(n_rows) / len(gradients)": "you have divided twice, by "
            "the rows and by the parts. By the rows is enough.",
            "n * gradient -> gradient": "each part must count as often as it has rows: `n * gradient`.",
            "n * gradient -> gradient / n": "you have divided each gradient by its rows, and it is a mean already. "
            "Multiply: a mean times its number of rows is a sum.",
            "sum(gradient / n for gradient, n in zip(gradients, n_rows, strict=True))": "you have divided each "
            "gradient by its rows, and it is a mean already. Multiply by them, add up, and divide once, by all rows.",
            "return total / sum(n_rows) -> return total / 64": "64 is the size of *this* lesson's batches. Divide by "
            "the rows that came, `sum(n_rows)`.",
            "gradients[0]": "this is the first part's gradient alone. The others have learned something too.",
        },
    ),
)


def draw_parts(rng: np.random.Generator) -> tuple[np.ndarray, int]:
    """Draw what some workers hold, and the number of a step."""
    n = int(rng.integers(2, 6))
    return rng.normal(size=(n, n, 2)).round(1), int(rng.integers(0, 2 * n - 2))


THREE = np.array([[1, 1, 1], [10, 10, 10], [100, 100, 100]])
FOUR = np.arange(16).reshape(4, 4)  # with step 5, `worker - step` is below -4
HALFWAY = np.array([[1, 111, 101], [11, 10, 111], [111, 110, 100]])

pass_on = Check(
    "pass_on",
    reference=ours.pass_on,
    observe=with_arrays(calls((THREE, 0), (THREE, 1), (HALFWAY, 2), (HALFWAY, 3), (FOUR, 5), *drawn(draw_parts, n=8))),
    mistakes=typed(
        ours.pass_on,
        {
            (
                "(worker + 1) % n -> (worker - 1) % n",
                "chunk, right = (worker - step) % n, (worker + 1) % n -> "
                "chunk, right = (worker - step) % n, worker - 1",
            ): "this goes the wrong way round the ring: to the *left* neighbor. "
            "Chunk `w - s` belongs to the right one, `w + 1`.",
            "(worker - step) % n -> (worker + step) % n": "the chunk is sent the wrong way round: in step `s` worker "
            "`w` sends chunk `w - s`, the one that it has just received. `w + s` is one that nobody has added to.",
            "(worker - step) % n -> worker - step": "a negative index counts from the end, but only once round. In "
            "late steps `w - s` is below `-n`: count round the ring, `(worker - step) % n`.",
            (
                "(worker + 1) % n -> worker + 1",
                "chunk, right = (worker - step) % n, (worker + 1) % n -> chunk, right = worker - step, worker + 1",
            ): "the last worker's right neighbor is worker 0: count round the ring, `(worker + 1) % n`.",
            "(worker - step) % n -> worker": "each worker sends the same chunk in every step, so no sum grows beyond "
            "two. The chunk depends on the step: `(worker - step) % n`.",
            "(worker - step) % n -> step % n": "all workers send the same chunk here. Each sends another one, and all "
            "cables are busy: `(worker - step) % n`.",
            """
            chunk, right = (worker - step) % n, (worker + 1) % n
            after[right, chunk] += parts[worker, chunk]
            """: "this *adds* in the second half as well, and counts some shares twice. From step `n - 1` on, a "
            "finished sum replaces what was there.",
            """
            chunk, right = (worker - step) % n, (worker + 1) % n
            after[right, chunk] = parts[worker, chunk]
            """: "this *replaces* from the start, and the neighbor's own share is lost. First, add.",
            (
                "step < n - 1 -> step < n",
                "step < n - 1 -> step <= n - 1",
            ): "it adds one step too long: the sums are finished after `n - 1` steps, "
            "and these are steps 0 to `n - 2`.",
            "step < n - 1 -> step < n - 2": "it stops adding one step too early: there are `n - 1` steps of adding, "
            "0 to `n - 2`.",
            "step < n - 1 -> step > n - 1": "the two halves are exchanged: first add, then replace.",
            """
            chunk, right = (worker - step) % n, (worker + 1) % n
            if step < n - 1:
                after[worker, chunk] += parts[right, chunk]
            else:
                after[worker, chunk] = parts[right, chunk]
            """: "here each worker *takes* from its right neighbor. It should send: `after[right, chunk]` changes.",
            """
            chunk, right = (worker - step) % n, (worker + 1) % n
            if step < n - 1:
                after[right] += parts[worker]
            else:
                after[right] = parts[worker]
            """: "this sends all chunks at once. In one step, *one* chunk goes to the neighbor.",
            """
            chunk, right = (worker - step) % n, (worker + 1) % n
            if step < n - 1:
                after[right, chunk] += parts[chunk, worker]
            else:
                after[right, chunk] = parts[chunk, worker]
            """: "the worker comes first, and then the chunk: what is sent is `parts[worker, chunk]`.",
            """
            chunk, right = (worker - step) % n, (worker + 1) % n
            if step < n - 1:
                after[right, (right - step) % n] += parts[worker, chunk]
            else:
                after[right, (right - step) % n] = parts[worker, chunk]
            """: "the chunk arrives under another number here. It keeps its own, that of the sender: "
            "`after[right, chunk]`.",
            """
            chunk, right = (worker - step) % n, (worker + 1) % n
            if step < n - 1:
                after[right, chunk] += parts[worker, chunk]
            else:
                after[right, chunk] = parts[worker, chunk]
            after[worker, chunk] = 0
            """: "who sends a chunk keeps it, too: what is sent is a copy. Only `after[right, chunk]` changes.",
        },
    ),
)

gigabytes = Check(
    "gigabytes",
    reference=17.5,
    observe=value(),
    rtol=1e-3,
    mistakes=[
        Mistake(10.0, "this is one gradient. Each GPU sends an eighth of it in every step, and there are 14 steps."),
        Mistake(20.0, "this is twice the gradient, nearly right: but each half of the ring has 7 steps, not 8."),
        Mistake(8.75, "this is the first half of the ring, where the sums are made. They also have to be handed on."),
        Mistake(1.75, "this is in gradients: how many each GPU sends. One gradient is 10 GB."),
        Mistake(1.25, "this is one chunk: what goes out in *one* step of the ring. It takes 14 of them."),
        Mistake(35.0, "this would be right for float32. Here each slope is sent in 16 bits, two bytes."),
        Mistake(70.0, "this is what goes into one that gathers all, and out again. In the ring, each sends eighths."),
        Mistake(140.0, "this is the sum over all eight GPUs. Asked is what one of them sends."),
        Mistake(17.5e9, "these are bytes. Asked are gigabytes: divide by 10 to the power of 9."),
    ],
)


def draw_order(rng: np.random.Generator) -> tuple[np.ndarray, int, int]:
    """Draw shuffled rows, a process, and how many processes there are."""
    n = int(rng.integers(1, 5))
    return rng.permutation(int(rng.integers(n, 12))), int(rng.integers(n)), n


SEVEN = np.array([3, 0, 6, 2, 5, 1, 4])

share = Check(
    "share",
    reference=ours.share,
    observe=with_arrays(calls((SEVEN, 0, 2), (SEVEN, 1, 2), (SEVEN[:6], 1, 2), (SEVEN, 2, 3), *drawn(draw_order, n=9))),
    mistakes=typed(
        ours.share,
        {
            "order[rank::n_processes]": "nobody fills up here: where the rows do not divide, one process gets a row "
            "fewer than another, and the others would wait for it in vain.",
            "order[: len(order) // n_processes * n_processes][rank::n_processes]": "this leaves the last rows out. "
            "The sampler fills *up*, so that no row is missed (unless one asks for `drop_last=True`).",
            "order[:n_missing] -> order[len(order) - n_missing :]": "this fills up with rows from the end. "
            "The sampler takes them from the front: `order[:n_missing]`.",
            "order[:n_missing] -> order[-n_missing:]": "the sampler fills up from the *front*: `order[:n_missing]`. "
            "And where nothing is missing, `order[-0:]` takes all.",
            "order[:n_missing] -> np.full(n_missing, order[0])": "this fills up with the first row again and again. "
            "Where several are missing, it is the first, the second and so on: `order[:n_missing]`.",
            "np.concatenate([order, order[:n_missing]]) -> np.concatenate([order[:n_missing], order])": "this fills up "
            "in front. The rows are *taken* from the front, and put at the end.",
            """
            rows = order[rank::n_processes]
            if len(rows) < np.ceil(len(order) / n_processes):
                rows = np.append(rows, rows[0])
            rows
            """: "a process that is short takes its own first row here. The sampler takes them from the front of "
            "`order`, before it deals.",
            "order[:n_missing] -> np.zeros(n_missing, dtype=int)": "this fills up with row 0 itself. "
            "What is wanted is what stands at the *front* of `order`.",
            "-len(order) % n_processes -> len(order) % n_processes": "`len(order) % n_processes` is how many are left "
            "over. How many are *missing* is `-len(order) % n_processes`.",
            "-len(order) % n_processes -> n_processes - len(order) % n_processes": "where the rows divide already, "
            "this fills up with a whole round more. `-len(order) % n_processes` is 0 there.",
            "filled[rank::n_processes] -> np.split(filled, n_processes)[rank]": "these are blocks, one after the "
            "other. The sampler deals like cards: every `n_processes`th, from number `rank` on.",
            "np.array_split(order, n_processes)[rank]": "these are blocks, one after the other, and not all equally "
            "long. First fill up; then deal like cards: every `n_processes`th, from number `rank` on.",
            "filled[rank::n_processes] -> filled[::n_processes]": "every process gets the same rows here. "
            "Begin at `rank`: `filled[rank::n_processes]`.",
            "filled[rank::n_processes] -> filled[rank:]": "this begins at `rank` and takes all that follow. "
            "Take every `n_processes`th.",
            "filled": "these are the rows of all processes together. Return those of process `rank`.",
        },
    ),
)
