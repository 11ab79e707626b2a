"""Wrong answers to the exercises of many_machines, each with words of the sentence that it must get."""

from mlcourse.taught import many_machines as ours
from tests.wrong.answers import written

AVERAGE = {
    "sum(gradients)": "the *sum*",
    "sum(gradients) / len(gradients)": "mean of the means",
    "return total / sum(n_rows) -> return total / len(gradients)": "number of *parts*",
    "return total / sum(n_rows) -> return total / max(n_rows)": "came out as",
    "n * gradient -> gradient / n": "Multiply",
    "n * gradient -> n**2 * gradient": "came out as",
    "gradients[0]": "alone",
    "sum(gradient / n for gradient, n in zip(gradients, n_rows, strict=True))": "it is a mean already",
    "return total / sum(n_rows) -> return total / 64": "*this* lesson's batches",
}

SEND = """
chunk, right = (worker - step) % n, (worker + 1) % n
if step < n - 1:
    after[right, chunk] += parts[worker, chunk]
else:
    after[right, chunk] = parts[worker, chunk]
"""

OWN_FIRST = """
rows = order[rank::n_processes]
if len(rows) < -(-len(order) // n_processes):
    rows = np.append(rows, rows[:1])
return rows
"""

PASS_ON = {
    "(worker + 1) % n -> (worker - 1) % n": "*left* neighbor",
    "(worker + 1) % n -> (worker + 2) % n": "came out as",
    "(worker - step) % n -> (worker + step) % n": "wrong way round",
    "(worker - step) % n -> (worker - step - 1) % n": "came out as",
    "(worker - step) % n -> worker - step": "only once round",
    "(worker + 1) % n -> worker + 1": "neighbor is worker 0",
    "chunk, right = (worker - step) % n, (worker + 1) % n -> chunk, right = worker - step, worker + 1": "is worker 0",
    SEND.replace("parts[worker, chunk]", "parts[chunk, worker]"): "worker comes first",
    SEND.replace("after[right, chunk]", "after[right, (right - step) % n]"): "under another number",
    SEND + "after[worker, chunk] = 0": "is a copy",
    "step < n - 1 -> step < n": "one step too long",
    "step < n - 1 -> True": "counts some shares twice",
    "step < n - 1 -> False": "own share is lost",
    "n, after = len(parts), parts.copy() -> n, after = len(parts), parts": "changed its own input `parts`",
}

SHARE = {
    "order[rank::n_processes]": "nobody fills up",
    "order[:n_missing] -> order[len(order) - n_missing :]": "from the end",
    "order[:n_missing] -> order[-n_missing:]": "takes all",
    "order[:n_missing] -> order[:1].repeat(n_missing)": "again and again",
    "np.concatenate([order, order[:n_missing]]) -> np.concatenate([order[:n_missing], order])": "in front",
    OWN_FIRST: "its own first row",
    "filled[rank::n_processes] -> np.split(filled, n_processes)[rank]": "blocks",
    "np.array_split(order, n_processes)[rank]": "not all equally long",
    "filled[rank::n_processes] -> filled[rank::n_processes].tolist()": "in a list",
    "filled[rank::n_processes] -> filled[n_processes - 1 - rank :: n_processes]": "came out as",
    "filled[rank::n_processes] -> np.sort(filled[rank::n_processes])": "came out as",
}

WRONG = {
    "average_gradients": written(ours.average_gradients, AVERAGE),
    "pass_on": written(ours.pass_on, PASS_ON),
    "gigabytes": [
        (10, "one gradient"),
        (20, "nearly right"),
        (8.75, "first half"),
        (1.75, "in gradients"),
        (35, "float32"),
        (140, "all eight GPUs. Asked"),
        (16, ""),
    ],
    "share": written(ours.share, SHARE),
}
