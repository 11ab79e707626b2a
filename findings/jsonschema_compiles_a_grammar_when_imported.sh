#!/usr/bin/env bash
# jsonschema 4.26.0 with rfc3987-syntax 1.1.0, which its extra `format-nongpl` brings, and so every JupyterLab (through
# jupyter_events): to import jsonschema compiles the grammar of web addresses with Lark, whether or not an address is
# ever checked. 1.1 processor seconds here, of 1.2 that `import nbformat` takes. So whatever reads a notebook starts a
# second later: kernels with an extension that does, nbgrader, nbval. Seen: the lines below. What helps: import nbformat
# where it is used.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
uv venv --quiet "$here/env"
for more in "" rfc3987-syntax==1.1.0; do
    uv pip install --quiet --python "$here/env/bin/python" jsonschema==4.26.0 $more
    "$here/env/bin/python" -c "import jsonschema"  # compiled to bytecode
    "$here/env/bin/python" - << 'END'
import sys
import time

start = time.process_time()
import jsonschema

print(f"grammar compiled {'lark' in sys.modules}, more than 0.4 s {time.process_time() - start > 0.4}")
END
done | tee "$here/seen.txt"
diff "$here/seen.txt" - << 'END'
grammar compiled False, more than 0.4 s False
grammar compiled True, more than 0.4 s True
END
