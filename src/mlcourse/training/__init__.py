"""What lessons 14 to 18 share: the PyTorch loop as lesson 14 taught it, and lesson 15's Lightning around it."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(  # Lightning takes seconds to load, and the loop does not need it
    __name__,
    submod_attrs={
        "logs": ["curves", "quiet"],
        "loop": ["evaluate", "loader", "to_linear", "train_epoch"],
        "modules": ["Classifier", "OneCycle", "ThreeParts"],
    },
)
