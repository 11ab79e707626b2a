"""Read many notebooks, on all processors where there are many."""

import gc
import lzma
import multiprocessing
import os
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from zipfile import BadZipFile

from mlcourse.classroom.notebook import LARGEST, TOO_LARGE, Read, read
from mlcourse.classroom.pile import Found, content_of

AT_ONCE = 25  # notebooks that a process is given: enough that giving costs nothing
FEW = 100  # so many are read before a second process has started
DAMAGED = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError)


def read_all(found: Iterable[Found]) -> Iterator[tuple[Found, Read]]:
    """Yield each notebook with what it holds, in order."""
    found = list(found)
    chunks = [found[i : i + AT_ONCE] for i in range(0, len(found), AT_ONCE)]
    if len(found) <= FEW or os.cpu_count() == 1:
        yield from zip(found, chain.from_iterable(map(read_some, chunks)), strict=True)
        return
    with ProcessPoolExecutor(os.cpu_count(), multiprocessing.get_context("spawn")) as executor:
        yield from zip(found, chain.from_iterable(executor.map(read_some, chunks)), strict=True)


def read_some(found: list[Found]) -> list[Read]:
    """Return what some notebooks hold. Python's search for cycles, which JSON has none of, pauses meanwhile."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return [read_one(one) for one in found]
    finally:
        if enabled:
            gc.enable()


def read_one(found: Found) -> Read:
    """Return what a notebook holds, or why it cannot be read."""
    if found.trouble:
        return Read(found.trouble)
    try:
        content = content_of(found)
    except OSError as error:
        return Read(f"unreadable: {error.strerror or type(error).__name__}")
    except DAMAGED:
        return Read("damaged within its zip file")
    return Read(TOO_LARGE) if len(content) > LARGEST else read(content)
