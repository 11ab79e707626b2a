"""Execute a notebook in a kernel of a running Jupyter server: `TOKEN=… execute_on_server.py ADDRESS NOTEBOOK`."""

import json
import os
import sys
import urllib.request
from pathlib import Path

import nbformat
from jupyter_client import BlockingKernelClient, find_connection_file

SECONDS = 600  # for the kernel to start, and for one cell, on a busy machine

address, path = sys.argv[1:]
headers = {"Authorization": f"token {os.environ['TOKEN']}"}
start = urllib.request.Request(f"{address}api/kernels", data=b"{}", headers=headers, method="POST")
with urllib.request.urlopen(start) as answer:
    kernel = json.load(answer)["id"]
client = BlockingKernelClient(connection_file=find_connection_file(kernel))
client.load_connection_file()
client.start_channels()
client.wait_for_ready(timeout=SECONDS)
cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
for number, cell in enumerate(cells, start=1):
    reply = client.execute_interactive(cell.source, output_hook=lambda message: None, timeout=SECONDS)["content"]
    if reply["status"] != "ok" or reply["execution_count"] != number:
        sys.exit(f"{path}, cell {number}: {reply.get('ename', 'not executed')}: {reply.get('evalue')}")
print(f"{len(cells)} cells of {Path(path).name} executed in a kernel of the lab")
