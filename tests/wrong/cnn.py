"""Wrong answers to the exercises of cnn, each with words of the sentence that it must get."""

from mlcourse.taught import cnn as ours
from tests.wrong.answers import written

LAST = "self.dense = nn.Linear(96 * 3 * 3, 10)"

CNN = {
    "self.blocks(X) -> self.blocks(X / 255)": "divided by 255 once more",
    "block(48, 96)) -> block(48, 96), nn.Dropout(0.5))": "dropout in it",
    "flatten(1) -> flatten(1).dropout(0.5, self.training)": "",
    "self.blocks(X).flatten(1) -> nn.functional.dropout(self.blocks(X).flatten(1), training=self.training)": "dropout",
    "self.blocks(X).flatten(1) -> nn.functional.dropout(self.blocks(X).flatten(1))": "mode",
    f"{LAST} -> {LAST}; self.dropout = nn.Dropout(0.2)\nself.blocks(X).flatten(1) -> "
    "self.dropout(self.blocks(X).flatten(1))": "in training mode",
    "return self.dense -> self.eval(); return self.dense": "in training mode",
    "return self.dense -> self.train(); return self.dense": "in evaluation mode",
    "return self.dense -> X = (X - X.mean()) / X.std(); return self.dense": "mode",
    "flatten(1) -> flatten(1) * 0 + 1": "",
    "flatten(1)) -> flatten(1)) + self.dense(self.blocks(X).flatten(1))": "mode",
    "flatten(1)) -> flatten(1)).tanh()": "mode",
    "flatten(1)) -> flatten(1)).log_softmax(dim=1)": "mode",
    "return self.dense -> X /= 255; return self.dense": "changed the inputs that it got",
    f"{LAST} -> {LAST}; torch.manual_seed(7)": "PyTorch's seed",
    f"{LAST} -> {LAST}; self.requires_grad_(False)": "froze the parameters",
    "return self.dense -> torch.set_grad_enabled(False); return self.dense": "memory off for good",
    "block(1, 16), block(16, 48) -> block(1, 48), nn.Identity()": "",
}

FLIP = {
    "return torch -> X = X[:, 0]; return torch": "",
    "torch.where(heads, X.flip(3), X) -> torch.where(heads[:, 0], X[:, 0].flip(2), X[:, 0])[:, None]": "shape",
    "return torch.where(heads, X.flip(3), X) -> return torch.cat([X, X.flip(3)])": "came out as (400, 1, 6, 6), "
    "expected (200, 1, 6, 6)",
    "heads = -> torch.manual_seed(7); heads =": "PyTorch's seed",
    "< 0.5 -> < 0.6": "expected 'about half'",
    "< 0.5 -> < 0.3": "expected 'about half'",
    "len(X), 1, 1, 1 -> 1": "one coin decides",
    "return torch.where(heads, X.flip(3), X) -> X.flip(3)\n    return X.clone()": "give back a new tensor",
    "flip(3) -> transpose(2, 3)": "",
    "flip(3) -> roll(1, 3)": "",
    "return torch -> X[0] = 0; return torch": "changed the inputs that it got",
    "return torch -> torch.set_grad_enabled(False); return torch": "memory off for good",
    "X.flip(3), X) -> X.flip(3), X).numpy()": "expected a tensor",
}

RECALLS = {
    "[matrix[k, k] / matrix[k].sum() for k in range(len(matrix))]": "returned a list",
    "tuple(matrix[k, k] / matrix[k].sum() for k in range(len(matrix)))": "returned a tuple",
    "np.diag(matrix) // matrix.sum(axis=1)": "cuts off everything",
    "np.diag(matrix) / (matrix.sum(axis=1) - np.diag(matrix))": "what was *missed*",
    "np.mean(np.diag(matrix) / matrix.sum(axis=1))": "one number per class",
    "np.diag(matrix) / matrix.sum(axis=1).max()": "",
    "np.diag(matrix) / len(matrix)": "",
    "np.round(np.diag(matrix) / matrix.sum(axis=1), 2)": "",
    "np.sort(np.diag(matrix) / matrix.sum(axis=1))": "",
    "matrix.max(axis=1) / matrix.sum(axis=1)": "need not be the largest",
}

BATCH_NORM = {
    "mean(dim=(0, 2, 3) -> mean(dim=0": "",
    """
    mean(dim=(0, 2, 3) -> mean(dim=(2, 3)
    var(dim=(0, 2, 3) -> var(dim=(2, 3)
    """: "norms each picture by itself",
    "correction=0 -> correction=1": "correction=0",
    "variance + 1e-5 -> variance + 1e-1": "",
    "scale[:, None, None] * normed -> scale[:, None, None] + normed": "",
    " + shift[:, None, None] -> - shift[:, None, None]": "",
    "(X - mean) -> (mean - X)": "",
    "(X - mean) / torch.sqrt(variance + 1e-5) -> torch.nn.BatchNorm2d(X.shape[1]).eval()(X)": "",
    "normed + shift[:, None, None] -> normed + shift": "",
}

WRONG = {
    "batch_norm": written(ours.batch_norm, BATCH_NORM),
    "CNN": [*written(ours.CNN, CNN), (ours.CNN(), "is one network; the lesson makes several: hand in the class")],
    "flip": written(ours.flip, FLIP),
    "recalls": written(ours.recalls, RECALLS),
}
