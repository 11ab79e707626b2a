"""The check engine on answers written in PyTorch and Lightning."""

import inspect
import re
import textwrap
import time

import lightning as L
import numpy as np
import pytest
import torch
from torch import nn

from mlcourse.checks import Check, Mistake, animals_and_fruits, lightning
from mlcourse.checks.engine.torch.lightning import lightning_module
from mlcourse.checks.engine.torch.loops import judging_loop, training_loop
from mlcourse.checks.engine.torch.modules import layer, module

cross_entropy = nn.functional.cross_entropy
X = torch.arange(14.0).reshape(7, 2).sin()
y = torch.tensor([0, 1, 2, 0, 1, 2, 0])
BATCHES = [(X[:5], y[:5]), (X[5:], y[5:])]  # the last one is short


def says(check, answer, outcome="wrong"):
    verdict = check.judge(answer)
    assert verdict.outcome == outcome, verdict
    assert verdict == check.judge(answer)  # the same in every run
    assert " 0x" not in verdict.says and "\n" not in verdict.says
    return verdict.says


# --- a training loop -------------------------------------------------------------------------------------------------


def make_model():
    torch.manual_seed(3)
    return nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 3))


def train(model, batches, optimizer):
    model.train()
    total = n = 0
    for inputs, targets in batches:
        loss = cross_entropy(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total, n = total + loss.item() * len(targets), n + len(targets)
    return total / n


def variant(*changes, of=train):
    """Return the training loop with some of its source replaced, as another student would write it."""
    source = textwrap.dedent(inspect.getsource(of))
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    namespace = dict(globals())
    exec(compile(source, "cell", "exec"), namespace)
    return namespace[of.__name__]


SIMPLE = ("total, n = total + loss.item() * len(targets), n + len(targets)", "total, n = total + loss.item(), n + 1")
loop = Check(
    "train",
    train,
    training_loop(make_model, lambda parameters: torch.optim.SGD(parameters, lr=0.5), BATCHES),
    mistakes=[
        Mistake(variant(("        optimizer.zero_grad()\n", "")), "the gradients pile up: `zero_grad`."),
        Mistake(variant(SIMPLE), "the last batch is short: weight each loss by its batch."),
    ],
)


def weighed_afterwards(model, batches, optimizer):
    model.train(True)
    losses, sizes = [], []
    for inputs, targets in batches:
        optimizer.zero_grad(set_to_none=False)
        loss = nn.CrossEntropyLoss()(model(inputs), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss)
        sizes.append(float(len(inputs)))
    return (torch.stack(losses) * torch.tensor(sizes)).sum() / sum(sizes)  # a tensor, still with its graph


def with_accuracy(model, batches, optimizer):
    """Look at the accuracy between the steps, as many loops do."""
    total = 0
    for inputs, targets in batches:
        model.train()
        optimizer.zero_grad()
        loss = cross_entropy(model(inputs), targets, reduction="sum")
        (loss / len(targets)).backward()
        optimizer.step()
        total += loss.detach()
        model.eval()
        with torch.no_grad():
            print((model(inputs).argmax(dim=1) == targets).float().mean())
    return total / 7


@pytest.mark.parametrize("answer", [train, weighed_afterwards, with_accuracy])
def test_right_loops_pass_and_come_back(answer, capsys):
    assert says(loop, answer, "right") == "`train` is right."
    assert answer is loop.ours or loop(answer, graded=True) is answer


def test_known_mistakes_of_a_loop():
    forgot = variant(("optimizer.zero_grad()", "pass"))
    assert "pile up" in says(loop, forgot, "misunderstood")
    assert "last batch is short" in says(loop, variant(SIMPLE), "misunderstood")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([("model.train()", "torch.set_grad_enabled(False)")], "element 0 of tensors does not require grad"),
        ([("    return", "    torch.set_grad_enabled(False)\n    return")], "`train` switched PyTorch's memory off"),
        ([("    return", "    model.requires_grad_(False)\n    return")], "`train` froze the parameters"),
        ([("    return", "    inputs.zero_()\n    return")], "`train` changed the inputs that it got"),
        ([("model.train()", "torch.manual_seed(7); model.train()")], "`train` sets PyTorch's seed"),
        ([("loss.backward()", "pass")], "How often slopes are calculated came out as 'never', expected 'for each"),
        ([("    return", "        model.eval()\n    return")], "came out as 'training at first', expected 'training'."),
        ([("        optimizer.step()\n", "")], "The number of the optimizer's steps came out as 0, expected 2."),
        ([("return", "    return")], "The number of the optimizer's steps came out as 1, expected 2."),
        ([("model.train()", "pass")], "mode during the passes came out as 'evaluation', expected 'training'."),
        ([("model.train()", "model.eval()")], "came out as 'evaluation', expected 'training'."),
        ([("return total / n", "return total")], "The average loss came out as "),
        ([("return total / n", "return 'low'")], "The average loss came out as 'low' (str), expected a number."),
        ([("return total / n", "return model")], "The average loss came out as <Sequential> (Sequential), expected"),
        ([("loss.backward()", "(2 * loss).backward()")], "The average loss came out as"),
        ([("return total / n", "print(total / n)")], "printed its result and returned nothing"),
        ([("loss.backward()", "loss.item().backward()")], "AttributeError: 'float' object has no attribute 'backward'"),
        ([("model(inputs)", "model(inputs.T)")], "mat1 and mat2 shapes cannot be multiplied"),
        ([("def train(model, ", "def train(net, model, ")], "takes the parameters `(net, model, batches, optimizer)`, "
         "expected `(model, batches, optimizer)`."),
    ],
)  # fmt: skip
def test_unknown_mistakes_of_a_loop(changes, told):
    assert told in says(loop, variant(*changes))


def test_a_loop_that_spoils_the_batches_spoils_its_own():
    spoil = variant(("        optimizer.zero_grad()", "        inputs.zero_()\n        optimizer.zero_grad()"))
    says(loop, spoil)
    empty = variant(("    return total / n", "    batches.clear()\n    return total / n"))
    says(loop, empty, "right")
    assert len(BATCHES) == 2 and X.abs().sum() > 1
    assert loop.judge(train).outcome == "right"


def test_a_loop_that_is_none():
    assert says(loop, 3) == "`train` is 3 (int), expected a function."
    assert says(loop, ..., "untouched") == "`train` is not solved yet."

    def unfinished(model, batches, optimizer):
        total = ...
        return total

    says(loop, unfinished, "untouched")


# --- a loop that judges ----------------------------------------------------------------------------------------------


def judge(model, batches):
    model.eval()
    with torch.no_grad():
        logits = torch.cat([model(inputs) for inputs, _ in batches])
    targets = torch.cat([targets for _, targets in batches])
    return cross_entropy(logits, targets).item(), (logits.argmax(dim=1) == targets).double().mean().item()


judged = Check("judge", judge, judging_loop(make_model, BATCHES))


def test_a_right_judge_passes_and_leaves_gradients_on():
    says(judged, judge, "right")
    assert torch.is_grad_enabled()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([("model.eval()", "pass")], "The average loss came out as"),
        (
            [("with torch.no_grad():", "if True:")],
            "What PyTorch remembers of them came out as 'all', expected 'nothing'.",
        ),
        (
            [("with torch.no_grad():", "torch.set_grad_enabled(False)\n    if True:")],
            "`judge` switched PyTorch's memory",
        ),
        ([("model.eval()", "model.eval().requires_grad_(False)")], "`judge` froze the parameters"),
        ([("    targets =", "    batches[0][0].zero_()\n    targets =")], "`judge` changed the inputs that it got"),
        (
            [("model.eval()", "model.eval(); [p.data.zero_() for p in model.parameters()]")],
            "`judge` moved the weights of the model",
        ),
        (
            [("return cross_entropy(logits, targets).item(),", "return")],
            "expected two numbers, the loss and the accuracy.",
        ),
        ([("model.eval()", "model.evaluate()")], "`judge` raised AttributeError"),
    ],
)
def test_unknown_mistakes_of_a_judge(changes, told):
    assert told in says(judged, variant(*changes, of=judge))
    assert torch.is_grad_enabled()


# --- a layer ---------------------------------------------------------------------------------------------------------


def lay(W, b):
    made = nn.Linear(*W.shape)
    with torch.no_grad():
        made.weight.copy_(torch.tensor(W.T))
        made.bias.copy_(torch.tensor(b))
    return made


laid = Check("lay", lay, layer((np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([7.0, 8.0]))))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([("return made", "return made.requires_grad_(False)")], "came out as 'frozen', expected 'watched'."),
        ([("return made", "W[:] = 0\n    return made")], "`lay` changed its own input"),
        ([("return made", "return W")], "expected an `nn.Linear`."),
        ([("torch.tensor(W.T)", "torch.tensor(W.T) + 1")], "[[2, 4, 6], [3, 5, 7]], expected [[1, 3, 5], [2, 4, 6]]."),
        ([("with torch.no_grad():", "torch.set_grad_enabled(False)\n    if True:")], "`lay` switched PyTorch's memory"),
    ],
)
def test_unknown_mistakes_of_a_layer(changes, told):
    assert told in says(laid, variant(*changes, of=lay))


def test_a_right_layer_passes():
    says(laid, lay, "right")
    assert says(laid, 3) == "`lay` is 3 (int), expected a function."


# --- a module --------------------------------------------------------------------------------------------------------


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 4)
        self.out = nn.Linear(4, 3)

    def forward(self, x):
        return self.out(self.hidden(x).relu())


class Softmaxed(Net):
    def forward(self, x):
        return super().forward(x).softmax(dim=1)


net = Check("Net", Net, module(X), mistakes=[Mistake(Softmaxed, "the loss does the softmax: return the logits.")])


def make_net(**methods):
    return type("Net", (Net,), methods)


def test_right_modules_pass_and_come_back(capsys):
    sequential = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 3))
    before = [p.clone() for p in sequential.parameters()]
    for answer in [Net, lambda: sequential, make_net()]:
        says(net, answer, "right")
        assert net(answer) is answer
    assert all(torch.equal(a, b) for a, b in zip(before, sequential.parameters(), strict=True))


def test_a_softmaxed_output_is_recognized():
    assert "return the logits" in says(net, Softmaxed, "misunderstood")
    sequential = nn.Sequential(nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 3), nn.Softmax(dim=-1))
    assert "return the logits" in says(net, lambda: sequential, "misunderstood")
    bare = Check("Net", Net, module(X))
    assert says(bare, Softmaxed) == "Each row of the output came out as 'probabilities', expected 'logits'."


same = Check("Net", Net, module(X, Net), atol=1e-4)


class OtherNames(nn.Module):
    def __init__(self):
        super().__init__()
        self.last, self.first = nn.Linear(4, 3), nn.Linear(2, 4)

    def forward(self, x):
        return self.last(nn.functional.relu(self.first(x)))


class OtherLayers(OtherNames):
    def __init__(self):
        super().__init__()
        self.last, self.first = type("Mine", (nn.Linear,), {})(4, 3), nn.Linear(2, 4)


@pytest.mark.parametrize("answer", [Net, OtherNames, OtherLayers])
def test_models_with_other_parts_are_compared_by_their_outputs_where_the_weights_fit(answer):
    says(same, answer, "right")


@pytest.mark.parametrize(
    ("forward", "told"),
    [
        (lambda self, x: Net.forward(self, x / 255), "The output in training mode, with the course's weights in `Net`"),
        (lambda self, x: Net.forward(self, nn.functional.dropout(x)), "The output in training mode"),
        (lambda self, x: Net.forward(self, x if self.training else 2 * x), "The output in evaluation mode"),
        (lambda self, x: Net.forward(self, x.mul_(2)), "`Net` changed the inputs that it got"),
        (lambda self, x: Net.forward(self.requires_grad_(False), x), "`Net` froze the parameters"),
    ],
)
def test_a_model_that_computes_something_else_is_found_out(forward, told):
    assert told in says(same, make_net(forward=forward))


def no_init(self):
    self.hidden = nn.Linear(2, 4)


def hidden_list(self):
    nn.Module.__init__(self)
    self.layers = [nn.Linear(2, 4), nn.Linear(4, 3)]
    self.forward = lambda x: self.layers[1](self.layers[0](x))


def extra(self):
    nn.Module.__init__(self)
    self.hidden, self.out = nn.Linear(2, 4), nn.Linear(4, 3)
    self.more = nn.Linear(3, 3)


def swapped(self):
    nn.Module.__init__(self)
    self.hidden, self.out = nn.Linear(2, 5), nn.Linear(5, 1)


def detached(self, x):
    return self.out(self.hidden(x).relu().detach())


def unused(self, x):
    return self.out(torch.zeros(len(x), 4))


def without_graph(self, x):
    with torch.no_grad():
        return Net.forward(self, x)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (make_net(__init__=no_init), "AttributeError: cannot assign module before Module.__init__() call, in line"),
        (make_net(__init__=hidden_list), "The number of parameters came out as 0, expected 27."),
        (make_net(__init__=extra), "The number of parameters came out as 39, expected 27."),
        (make_net(__init__=swapped), "The output's shape came out as (7, 1), expected (7, 3)."),
        (
            make_net(forward=detached),
            "no gradient came out as 'hidden.weight, hidden.bias', expected 'nothing'.",
        ),
        (make_net(forward=without_graph), "What gets no gradient came out as 'hidden.weight, hidden.bias, out.weight"),
        (make_net(forward=lambda self, x: print(x)), "`Net`'s `forward` printed its result and returned nothing"),
        (make_net(forward=lambda self, x: "x"), "What `Net`'s `forward` returns is 'x' (str), expected a tensor."),
        (make_net(forward=lambda self, x: x.sum()), "The output's shape came out as (), expected (7, 3)."),
        (make_net(forward=lambda self, x: self.missing(x)), "'Net' object has no attribute 'missing', in line"),
        (make_net(forward=lambda self: 0), "`Net`'s `forward` raised TypeError"),
        (make_net(__init__=lambda self, width: None), "`Net()` takes the parameters `(width)`, expected `()`."),
        (Net(), "`Net` is one network; the lesson makes several: hand in the class."),
        (dict, "`Net` is {} (dict), expected a model of PyTorch's."),
        (3, "`Net` is 3 (int), expected a class of models."),
        ("Net", "`Net` is 'Net' (str), expected a class of models."),
        (lambda: print("net"), "`Net()` printed its result and returned nothing"),
    ],
)
def test_unknown_mistakes_of_a_module(answer, told):
    assert told in says(net, answer)


def test_an_unfinished_module_is_not_solved_yet():
    class Stub(nn.Module):
        def __init__(self):
            super().__init__()
            self.hidden = nn.Linear(2, 4)

        def forward(self, x):
            """Return the logits."""
            ...  # noqa: PIE790

    class Half(Stub):
        def __init__(self):
            super().__init__()
            self.out = ...

    for answer in (Stub, Half):
        assert says(net, answer, "untouched") == "`Net` is not solved yet: there is still a `...` in it."


# --- a LightningModule -----------------------------------------------------------------------------------------------


class Lit(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 4), nn.Dropout(0.5), nn.Linear(4, 3))

    def forward(self, x):
        return self.net(x)

    def training_step(self, batch, batch_idx):
        inputs, targets = batch
        loss = cross_entropy(self(inputs), targets)
        self.log("train_loss", loss, prog_bar=True)
        return loss

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=1e-3)


class ByBatchMeans(Lit):
    def training_step(self, batch, batch_idx):
        return cross_entropy(self(batch[0]), batch[1], reduction="sum")


lit = Check("Lit", Lit, lightning_module((X, y), cross_entropy),
            mistakes=[Mistake(ByBatchMeans, "this is the *sum* over the batch.")])  # fmt: skip


def make_lit(**methods):
    return type("Lit", (Lit,), methods)


def without_number(self, batch):
    return cross_entropy(self(batch[0]), batch[1])


def in_a_dict(self, batch, batch_idx):
    return {"loss": cross_entropy(self(batch[0]), batch[1]), "n": len(batch[1])}


def scheduled(self):
    optimizer = torch.optim.Adam(self.parameters(), lr=1e-3)
    return {"optimizer": optimizer, "lr_scheduler": torch.optim.lr_scheduler.StepLR(optimizer, 3)}


def listed(self):
    return [torch.optim.Adam(self.parameters(), lr=1e-3)], []


@pytest.mark.parametrize("methods", [{}, {"training_step": without_number}, {"training_step": in_a_dict},
                                     {"configure_optimizers": scheduled},
                                     {"configure_optimizers": listed}])  # fmt: skip
def test_right_lightning_modules_pass_and_come_back(methods, capfd):
    answer = make_lit(**methods)
    says(lit, answer, "right")
    assert says(lit, answer()) == "`Lit` is one network; the lesson makes several: hand in the class."
    assert lit(answer) is answer
    assert capfd.readouterr() == ("✅ `Lit` is right.\n", "")  # Lightning's own words are swallowed


@pytest.mark.parametrize(
    ("methods", "told"),
    [
        ({"training_step": lambda self, b, i: without_number(self, b).detach()}, "came out as 'without a graph'"),
        ({"training_step": lambda self, b, i: without_number(self, b).item()}, "(float), expected a loss as a tensor."),
        ({"training_step": lambda self, b, i: self.log("a", 1.0)}, "`training_step` returned nothing"),
        ({"training_step": L.LightningModule.training_step}, "`training_step` returned nothing"),
        ({"training_step": lambda self, b, i: 2 * without_number(self, b)},
         "the mean cross-entropy 1.017: the difference came out as 1.017"),
        ({"training_step": lambda self, b, i: self.missing}, "object has no attribute 'missing', in line"),
        ({"configure_optimizers": L.LightningModule.configure_optimizers}, "`configure_optimizers` returned nothing"),
        ({"configure_optimizers": lambda self: "adam"}, "s` is 'adam' (str), expected an optimizer."),
        ({"configure_optimizers": lambda self: []}, "`configure_optimizers` is [] (list), expected an optimizer."),
        ({"configure_optimizers": lambda self: torch.optim.SGD(self.parameters(), lr=1e-3)}, "came out as 'SGD'"),
        ({"configure_optimizers": lambda self: torch.optim.Adam(self.parameters())}, None),
        ({"configure_optimizers": lambda self: torch.optim.Adam(self.parameters(), foreach=False)}, None),
        ({"configure_optimizers": lambda self: torch.optim.Adam(self.parameters(), weight_decay=0.01)},
         "What else the optimizer is told came out as 'weight_decay=0.01', expected 'nothing'."),
        ({"training_step": lambda self, b, i: without_number(self.eval(), b)}, "The mode after `training_step` came"),
        ({"configure_optimizers": lambda self: torch.optim.Adam(self.parameters(), lr=1.0)},
         "Its learning rate came out as 1, expected 0.001."),
        ({"configure_optimizers": lambda self: torch.optim.Adam(self.net[0].parameters(), lr=1e-3)},
         "The share of the parameters it holds came out as 0.4444, expected 1."),
        ({"forward": lambda self, x: self.net(x).numpy()}, "`training_step` raised RuntimeError: Can't call numpy()"),
        ({"forward": lambda self, x: [][0], "training_step": lambda self, b, i: torch.ones(1).sum()},
         "`forward` raised IndexError"),
    ],
)  # fmt: skip
def test_unknown_mistakes_of_a_lightning_module(methods, told):
    if told is None:
        says(lit, make_lit(**methods), "right")
    else:
        assert told in says(lit, make_lit(**methods))


def test_known_mistakes_and_things_that_are_no_lightning_module():
    assert "*sum* over the batch" in says(lit, ByBatchMeans, "misunderstood")
    assert says(lit, Net) == "`Lit` is <Net> (Net), expected a LightningModule."
    assert says(lit, 3) == "`Lit` is 3 (int), expected a class of models."
    assert says(lit, ..., "untouched") == "`Lit` is not solved yet."

    class Stub(Lit):
        def training_step(self, batch, batch_idx): ...

    says(lit, Stub, "untouched")


def test_a_check_is_quick_once_the_reference_is_known():
    for check, answer in ((loop, train), (net, Net), (lit, Lit)):
        check.judge(answer)
        began = time.perf_counter()
        check.judge(answer)
        assert time.perf_counter() - began < 0.2


@pytest.mark.parametrize(
    "check", [lightning.Classifier, lightning.Trainer, animals_and_fruits.Tiles], ids=lambda c: c.name
)
def test_a_right_class_is_right_with_a_stubs_line_left_in_it(check):
    source = re.sub(r"(\n    def .+:\n)", r"\1        left = ...\n", inspect.getsource(check.reference))
    namespace = dict(vars(inspect.getmodule(check.reference)))
    exec(source, namespace)
    assert "left = ..." in source and check.judge(namespace[check.reference.__name__]).outcome == "right"
