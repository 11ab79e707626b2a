"""Checks that understand: the engine, and one module per lesson with its exercises."""

from mlcourse.checks.engine.check import Check, CheckFailed, Mistake

__all__ = ["Check", "CheckFailed", "Mistake"]
