#!/usr/bin/env bash
# In a notebook, `raise SystemExit` inside an `except` clause is reported by IPython 8.26.0 as "AttributeError: 'tuple'
# object has no attribute 'tb_frame'": its own traceback formatter fails on the exception that was being handled, and
# the SystemExit is lost. 8.27.0 reports SystemExit. Met by interrupting a training in Lightning, which exits like this.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
cat > tell.py << 'END'
import IPython
from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(extra_arguments=["--log-level=CRITICAL"])
code = "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise SystemExit(1)"
reply = client.execute_interactive(code, output_hook=lambda message: None, timeout=60)["content"]
print(IPython.__version__, reply["status"], reply.get("ename"))
client.stop_channels()
manager.shutdown_kernel(now=True)
END
for version in 8.26.0 8.27.0; do
    python3 -m venv "env$version"
    "env$version/bin/pip" install --quiet "ipython==$version" ipykernel==6.29.5 jupyter_client==8.6.3
    PATH="$here/env$version/bin:$PATH" "env$version/bin/python" tell.py 2> "errors$version.txt"
done | tee seen.txt
diff seen.txt - << 'END'
8.26.0 error AttributeError
8.27.0 error SystemExit
END
