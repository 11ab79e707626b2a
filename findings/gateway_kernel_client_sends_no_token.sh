#!/usr/bin/env bash
# jupyter_server 2.21.1's GatewayKernelManager is the ready-made way to let nbclient execute a notebook in a kernel of a
# running Jupyter server. With a server that asks for its token, as every server does by default, it starts the kernel
# (the token goes along with the REST requests) and then cannot talk to it: GatewayKernelClient opens its websocket
# without the token or any other header, and the server answers 403. `auth_token` is set all the while, and nothing says
# that it was left out. Seen: "kernel started: True" and "channels: WebSocketBadStatusException 403".
set -euo pipefail
here=$(mktemp -d)
trap 'kill "${server:-}" 2> /dev/null || true; rm -rf "$here"' EXIT
cd "$here"
python3 -m venv env
env/bin/pip install --quiet jupyter_server==2.21.1 ipykernel==7.4.0

export JUPYTER_CONFIG_DIR=$here/config JUPYTER_DATA_DIR=$here/data JUPYTER_RUNTIME_DIR=$here/runtime
env/bin/jupyter server --ip=127.0.0.1 --port=0 --no-browser --allow-root > log.txt 2>&1 &
server=$!
for _ in $(seq 300); do ls runtime/jpserver-*.json > /dev/null 2>&1 && break || sleep 0.2; done

cat > talk.py << 'END'
import asyncio, glob, json

from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.gateway.managers import GatewayKernelManager

server = json.load(open(glob.glob("runtime/jpserver-*.json")[0]))
GatewayClient.instance(url=server["url"].rstrip("/"), auth_token=server["token"])


async def main():
    manager = GatewayKernelManager()
    await manager.start_kernel()
    print("kernel started:", manager.has_kernel)
    try:
        await manager.client().start_channels()
        print("channels: open")
    except Exception as error:
        print("channels:", type(error).__name__, getattr(error, "status_code", ""))
    await manager.shutdown_kernel(now=True)


asyncio.run(main())
END
env/bin/python talk.py > seen.txt 2> errors.txt || { cat errors.txt; exit 1; }
cat seen.txt
diff seen.txt - << 'END'
kernel started: True
channels: WebSocketBadStatusException 403
END
