#!/usr/bin/env bash
# Pillow 12.2.0 saves a YCbCr picture of 40 x 50 pixels as a TIFF without a word, and cannot read that file back: "image
# file is truncated (80 bytes not processed)"; at 48 x 48 it is "(0 bytes not processed)". The same picture in RGB comes
# back whole.
# Pillow 13.0.0 reads the same picture back. Whoever tests "pictures of every mode" by writing them with Pillow tests
# Pillow's writer as well.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
cat > back.py << 'END'
from PIL import Image, __version__

for mode, size in (("YCbCr", (40, 50)), ("YCbCr", (48, 48)), ("RGB", (40, 50))):
    Image.new(mode, size).save("mine.tiff")
    try:
        with Image.open("mine.tiff") as image:
            image.load()
        print(__version__, mode, size, "comes back")
    except OSError as error:
        print(__version__, mode, size, error)
END
for version in 12.2.0 13.0.0; do
    python3 -m venv "env$version"
    "env$version/bin/pip" install --quiet "pillow==$version"
    "env$version/bin/python" back.py
done | tee seen.txt
diff seen.txt - << 'END'
12.2.0 YCbCr (40, 50) image file is truncated (80 bytes not processed)
12.2.0 YCbCr (48, 48) image file is truncated (0 bytes not processed)
12.2.0 RGB (40, 50) comes back
13.0.0 YCbCr (40, 50) comes back
13.0.0 YCbCr (48, 48) comes back
13.0.0 RGB (40, 50) comes back
END
