"""Scripts in several processes: what they print, what is said of those that fail, and that nothing is left running."""

import sys
import textwrap
import time

import psutil
import pytest

from mlcourse.torchrun import torchrun

PLATFORMS = [pytest.param("linux", marks=pytest.mark.nightly), "elsewhere"]  # torchrun itself loads PyTorch: slow
HELLO = """
import os

print("rank", os.environ["RANK"], "of", os.environ["WORLD_SIZE"], "threads", os.environ["OMP_NUM_THREADS"])
"""
RAISES = """
import os
import time

if os.environ["RANK"] == "1":
    raise ValueError("no such rows")
time.sleep(600)
"""
KILLED = RAISES.replace('raise ValueError("no such rows")', "os.kill(os.getpid(), 9)")
SUM = """
import os

import psutil
import torch
import torch.distributed as dist

dist.init_process_group("gloo")
numbers = torch.tensor([1.0, 10.0]) * (dist.get_rank() + 1)
dist.all_reduce(numbers)
agent = psutil.Process().parent()
everybody = [agent.parent(), agent, *agent.children(recursive=True)]
listening = {c.laddr.ip for p in everybody for c in p.net_connections() if c.status == psutil.CONN_LISTEN}
dist.barrier()
print(dist.get_rank(), numbers.tolist(), sorted(listening))
dist.destroy_process_group()
"""


@pytest.fixture(params=PLATFORMS)
def script(request, monkeypatch, tmp_path):
    """Return a function that writes a script; run it as on Linux, or as elsewhere."""
    if request.param != "linux":
        monkeypatch.setattr(sys, "platform", request.param)

    def write(source):
        path = tmp_path / "a script.py"
        path.write_text(textwrap.dedent(source), encoding="utf-8")
        return path

    yield write
    deadline = time.monotonic() + 20
    while (left := running(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


def running(folder):
    """Return the command lines of processes that run a script of this folder."""
    lines = [" ".join(process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"])]
    return [line for line in lines if str(folder / "a script.py") in line]


def test_each_process_has_its_rank_and_they_print_in_order(script, capsys):
    torchrun(script(HELLO), 3, n_threads=2)
    assert capsys.readouterr().out == "".join(f"rank {rank} of 3 threads 2\n" for rank in range(3))


def test_a_notebooks_seed_is_not_handed_on(script, monkeypatch, capsys):
    monkeypatch.setenv("PL_GLOBAL_SEED", "5")  # Lightning 2.6.6 would add it to the number of the epoch
    torchrun(script('import os\n\nprint(os.environ.get("PL_GLOBAL_SEED"), "HOME" in os.environ)'), 2)
    assert capsys.readouterr().out == "None True\n" * 2


def test_an_error_is_told_in_one_sentence(script):
    with pytest.raises(RuntimeError) as raised:
        torchrun(script(RAISES), 2)
    says = "a script.py: process 1 ended with ValueError: no such rows, and the others were stopped"
    assert str(raised.value) == says


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed by a signal on Windows")
def test_a_killed_process_is_told_in_one_sentence(script):
    with pytest.raises(RuntimeError) as raised:
        torchrun(script(KILLED), 2)
    assert str(raised.value) == "a script.py: process 1 was killed (SIGKILL), and the others were stopped"


def test_what_does_not_end_is_stopped(script):
    with pytest.raises(RuntimeError, match=r"after 1 seconds it had not ended, and all of it was stopped"):
        torchrun(script("import time\n\ntime.sleep(600)\n"), 2, seconds=1)


@pytest.mark.parametrize("options", [{"n_processes": 0}, {"n_processes": 2, "n_threads": 0}])
def test_too_few_are_refused(script, options):
    with pytest.raises(ValueError, match=r"must be 1 or more, got 0"):
        torchrun(script(HELLO), **options)


def test_a_script_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"train.py: there is no such script"):
        torchrun(tmp_path / "train.py", 2)


@pytest.mark.nightly
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PyTorch's own store listens to all")
def test_they_add_up_and_all_that_listens_does_so_on_this_machine_alone(tmp_path, capsys):
    path = tmp_path / "sum.py"
    path.write_text(SUM, encoding="utf-8")
    torchrun(path, 2)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{rank} [3.0, 30.0] ['127.0.0.1']" for rank in range(2)]
