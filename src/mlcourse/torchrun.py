"""Run a script in several processes of this machine, as `torchrun` does, and show what each printed. Given in 21."""

import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

HERE = "127.0.0.1"  # nobody outside of this machine can reach what listens here
LOOPBACK = {"linux": "lo", "darwin": "lo0"}
SEED = "PL_GLOBAL_SEED"  # L.seed_everything sets it for all that is started here: Lightning would deal other rows
PATIENCE = 40  # seconds: torchrun gives its processes 30 to end


def torchrun(script: str | os.PathLike, n_processes: int, n_threads: int = 1, seconds: float = 600) -> None:
    """Run a script in some processes at once, and print what they print, in the order of their ranks.

    On Linux this does what `torchrun --nproc-per-node=N script` does, in a copy of this process; elsewhere, where
    torchrun cannot keep the processes' outputs apart (macOS) or does not start (Windows), the processes are started
    with the variables that it would set.

    Parameters
    ----------
    script : path
        A Python file; it runs in its own folder.
    n_processes : int
        How many; each finds its number in the environment variable RANK.
    n_threads : int, default=1
        How many threads each may use.
    seconds : float, default=600
        After so long, all of them are ended.

    Raises
    ------
    FileNotFoundError, ValueError
        If there is no such script; if `n_processes` or `n_threads` is below 1.
    RuntimeError
        If a process failed or was killed, or the time was up; nothing is left running.
    """
    script = Path(script)
    if not script.is_file():
        raise FileNotFoundError(f"{script.name}: there is no such script, write it first")
    for name, number in [("n_processes", n_processes), ("n_threads", n_threads)]:
        if number < 1:
            raise ValueError(f"{name} must be 1 or more, got {number}")
    inherited = {name: value for name, value in os.environ.items() if name != SEED}
    environment = inherited | {
        "OMP_NUM_THREADS": str(n_threads),
        "OMP_WAIT_POLICY": "PASSIVE",  # who waits lets others work
        "TORCH_CPP_LOG_LEVEL": "FATAL",  # it tells of the port, which is taken on purpose
        "MASTER_ADDR": HERE,
    }
    if sys.platform in LOOPBACK:
        environment["GLOO_SOCKET_IFNAME"] = LOOPBACK[sys.platform]
    start = by_torchrun if sys.platform == "linux" else one_by_one
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        says = start(script.resolve(), n_processes, environment, seconds, Path(folder))
        for rank in range(n_processes):
            print(read(Path(folder), rank, "stdout"), end="")
        if says:
            raise RuntimeError(f"{script.name}: {says}")


def by_torchrun(script: Path, n_processes: int, environment: dict, seconds: float, folder: Path) -> str:
    """Run torchrun; return in one sentence what went wrong, or nothing."""
    from torch.distributed import TCPStore

    listener = socket.create_server((HERE, 0))  # torchrun's own store would listen to the whole network: this one is
    port = listener.getsockname()[1]  # ours, and torchrun, which finds the port taken, becomes its client
    store = TCPStore(HERE, port, is_master=True, wait_for_workers=False, master_listen_fd=listener.detach())
    environment = environment | {"MASTER_PORT": str(port), "TORCHELASTIC_USE_AGENT_STORE": "True"}
    options = [f"--nproc-per-node={n_processes}", f"--master-addr={HERE}", f"--master-port={port}"]
    options += [f"--log-dir={folder}", "--redirects=3"]
    arguments = ([*options, str(script)], script.parent, environment, folder / "torchrun.log")
    agent = get_context("fork").Process(target=be_torchrun, args=arguments)
    agent.start()
    (code,) = wait([agent], seconds)
    del store
    return sentence(folder, [code] * n_processes, seconds)


def be_torchrun(arguments: list[str], folder: Path, environment: dict, log: Path) -> None:
    """Do what the command `torchrun` does, in a copy of this process: a new one would load PyTorch first."""
    from torch.distributed.run import main

    signal.set_wakeup_fd(-1)  # the notebook's own loop does not hear of this copy's signals
    logging.disable()
    sys.stdout = sys.stderr = log.open("w")
    for stream in (1, 2):
        os.dup2(sys.stdout.fileno(), stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    main(arguments)


def one_by_one(script: Path, n_processes: int, environment: dict, seconds: float, folder: Path) -> str:
    """Start each process with the variables that torchrun would set; return what went wrong, or nothing."""
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    environment = environment | {
        "MASTER_PORT": str(port),
        "WORLD_SIZE": str(n_processes),
        "LOCAL_WORLD_SIZE": str(n_processes),
        "USE_LIBUV": "0",  # PyTorch for Windows comes without it
    }
    processes: list[subprocess.Popen] = []
    try:
        for rank in range(n_processes):
            (folder / str(rank)).mkdir()
            own = environment | {"RANK": str(rank), "LOCAL_RANK": str(rank), "NODE_RANK": "0"}
            with (
                (folder / str(rank) / "stdout.log").open("w") as out,
                (folder / str(rank) / "stderr.log").open("w") as e,
            ):
                command = [sys.executable, str(script)]
                processes.append(subprocess.Popen(command, cwd=script.parent, env=own, stdout=out, stderr=e))
    finally:
        codes = wait(processes, seconds)
    return sentence(folder, codes, seconds)


def wait(processes: Sequence[subprocess.Popen | BaseProcess], seconds: float) -> list[int | None]:
    """Wait for some processes, until one fails or the time is up; return how each had ended, and end the others."""
    end = time.monotonic() + seconds
    try:
        while None in (codes := ended(processes)) and not any(codes) and time.monotonic() < end:
            time.sleep(0.05)
        return codes
    finally:  # also where somebody interrupts
        for process in processes:
            process.terminate()
        end = time.monotonic() + PATIENCE
        while None in ended(processes):
            if time.monotonic() > end:
                for process in processes:
                    process.kill()
            time.sleep(0.05)


def ended(processes: Sequence[subprocess.Popen | BaseProcess]) -> list[int | None]:
    """Return the exit code of each process, or None where it still runs."""
    return [process.exitcode if isinstance(process, BaseProcess) else process.poll() for process in processes]


def read(folder: Path, rank: int, name: str) -> str:
    """Return what one process wrote, wherever torchrun put it."""
    return "".join(path.read_text(errors="replace") for path in sorted(folder.glob(f"**/{rank}/{name}.log")))


def sentence(folder: Path, codes: list[int | None], seconds: float) -> str:
    """Return what went wrong: the time was up, or a process failed by its own error, or was killed; "" if nothing."""
    others = ", and the others were stopped" if len(codes) > 1 else ""
    if not any(codes):
        return f"after {seconds:g} seconds it had not ended, and all of it was stopped" if None in codes else ""
    rank, code = next((rank, code) for rank, code in enumerate(codes) if code)
    log = folder / "torchrun.log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    told = [line.split(":", 1)[1].split()[0] for line in lines if line.strip().startswith(("rank ", "exitcode "))]
    if len(told) >= 2:  # torchrun names the root cause last
        rank, code = int(told[-2]), int(told[-1])
    if code < 0:
        return f"process {rank} was killed ({signal.Signals(-code).name}){others}"
    said = read(folder, rank, "stderr").strip().splitlines() or [f"exit status {code}"]
    return f"process {rank} ended with {said[-1]}{others}"
