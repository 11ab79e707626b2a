"""Ways to observe an answer written in PyTorch or Lightning: a training loop, a module, a LightningModule."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mlcourse.checks.engine import Observation
from mlcourse.checks.observers import Observer, wrong_type

if TYPE_CHECKING:
    import torch


def training_loop(make_model: Callable, make_optimizer: Callable, batches: Sequence[tuple]) -> Observer:
    """Observe a function `train(model, batches, optimizer)` that returns the average loss.

    Parameters
    ----------
    make_model : callable
        Returns a new model, always with the same weights.
    make_optimizer : callable
        Maps the model's parameters to a new optimizer.
    batches : sequence of (inputs, targets)
        The training data; make the last batch a short one.
    """

    def observe(train: Any) -> list[Observation]:
        if not callable(train):
            return [wrong_type(train, "a function")]
        model, modes = make_model(), []
        model.eval()  # a loop must switch to training mode by itself
        model.register_forward_pre_hook(lambda module, _: modes.append(module.training))
        average = train(model, batches, make_optimizer(model.parameters()))
        return [
            Observation("the number of batches seen", len(modes)),
            Observation("training mode during the passes", all(modes)),
            Observation("the average loss", average),
            Observation("the weights afterwards", flat(model.parameters())),
        ]

    return observe


def module(example: "torch.Tensor") -> Observer:
    """Observe a class of models: output shape, parameters, a gradient everywhere, logits not softmaxed.

    Parameters
    ----------
    example : Tensor of shape (n_samples, ...)
        A batch of inputs.
    """

    def observe(make_model: Any) -> list[Observation]:
        if not callable(make_model):
            return [wrong_type(make_model, "a class of models")]
        model = make_model()
        output = model(example)
        output.square().sum().backward()
        without = [name for name, p in model.named_parameters() if p.grad is None]
        return [
            Observation("the output's shape", tuple(output.shape)),
            Observation("the number of parameters", sum(p.numel() for p in model.parameters())),
            Observation("the parameters that get no gradient", ", ".join(without) or "none"),
            Observation("an output that is already softmaxed", is_softmaxed(output)),
        ]

    return observe


def lightning_module(batch: tuple, loss: Callable) -> Observer:
    """Observe a class of LightningModules by its own methods, called without a Trainer.

    Parameters
    ----------
    batch : (inputs, targets)
        What `training_step` is called with.
    loss : callable
        Maps the model's output and the targets to the loss that `training_step` should return.
    """

    def observe(make_model: Any) -> list[Observation]:
        if not callable(make_model):
            return [wrong_type(make_model, "a class of LightningModules")]
        model = make_model()
        returned = model.training_step(batch, 0)
        optimizer = model.configure_optimizers()
        held = sum(p.numel() for group in optimizer.param_groups for p in group["params"])
        return [
            Observation("the loss of `training_step`, less that of its own forward pass",
                        returned - loss(model(batch[0]), batch[1])),
            Observation("a loss that can go backward", returned.requires_grad),
            Observation("the optimizer", type(optimizer).__name__),
            Observation("its learning rate", optimizer.param_groups[0]["lr"]),
            Observation("the share of the parameters it holds", held / sum(p.numel() for p in model.parameters())),
        ]  # fmt: skip

    return observe


def flat(tensors: Any) -> "torch.Tensor":
    """Return all the numbers of some tensors as one tensor of shape (n_numbers,)."""
    import torch

    return torch.cat([t.detach().flatten() for t in tensors])


def is_softmaxed(output: "torch.Tensor") -> bool:
    """Tell whether every row is a probability distribution."""
    return bool((output >= 0).all() and ((output.sum(dim=1) - 1).abs() < 1e-5).all())
