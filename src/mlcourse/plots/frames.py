"""Pictures that move without a kernel and without a network: all frames in the page, turned by a plain range input."""

import html
import io
import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

QUALITY, SHARPNESS = 50, 1.4  # of a frame: of 100, and in pixels of the file per pixel of the page. A page holds many
MOST_FRAMES = {1: 25, 2: 6, 3: 4}  # for each slider, by how many sliders there are
TURN = """(box => {
  const place = [...box.querySelectorAll('input')].reduce((sum, input) => {
    input.nextElementSibling.textContent = JSON.parse(input.dataset.says)[input.value];
    input.setAttribute('aria-valuetext', input.nextElementSibling.textContent);
    return sum * (Number(input.max) + 1) + Number(input.value);
  }, 0);
  box.querySelector('img').src = 'data:image/webp;base64,'
    + JSON.parse(box.querySelector('script').textContent)[place];
})(this.closest('.frames'))"""
BACK, NEXT = (f"this.parentNode.querySelector('input').{step}(); {TURN}" for step in ("stepDown", "stepUp"))
PAGE = """<div class="frames">
<img src="data:image/webp;base64,{first}" alt="{alt}" width="{width}" style="max-width: 100%; height: auto">
{controls}
<script type="application/json">{frames}</script>
</div>"""
CONTROL = """<div><label>{name}
<input type="range" min="0" max="{last}" value="{start}" step="1" style="vertical-align: middle; width: 60%"
 data-says="{says}" aria-valuetext="{says_first}" oninput="{turn}"> <output>{says_first}</output>
</label>{buttons}</div>"""
BUTTON = '<button type="button" style="font: inherit" onclick="{does}">{name}</button>'


def as_frame(fig: Figure) -> tuple[str, int]:
    """Close a figure, and return it as a small picture in base64, and its width in pixels."""
    buffer = io.BytesIO()
    fig.savefig(buffer, format="webp", dpi=SHARPNESS * fig.dpi, pil_kwargs={"quality": QUALITY, "method": 6})
    width = int(fig.get_size_inches()[0] * fig.dpi)
    plt.close(fig)
    return b64encode(buffer.getvalue()).decode(), width


def frames_page(
    frames: Sequence[str], width: int, caption: str, names: dict[str, Sequence[Any]], start: dict[str, int]
) -> str:
    """Return HTML that shows one of many frames, and a range input for each parameter.

    Parameters
    ----------
    frames : sequence of str
        Pictures in base64, the last parameter's values varying fastest.
    width : int
        Of a frame, in pixels.
    caption : str
        The alternative text.
    names : dict of str to sequence
        For each parameter, what its input says at each place.
    start : dict of str to int
        For each parameter, the place to begin at.
    """
    place = 0
    for name, says in names.items():
        place = place * len(says) + start[name]
    does = {"back": BACK, "next": NEXT}
    buttons = "".join(BUTTON.format(does=html.escape(code), name=name) for name, code in does.items())
    controls = [
        CONTROL.format(
            name=html.escape(name.replace("_", " ")),
            last=len(says) - 1,
            start=start[name],
            says=html.escape(json.dumps([str(value) for value in says])),
            says_first=html.escape(str(says[start[name]])),
            turn=html.escape(TURN),
            buttons=buttons if list(names) == ["step"] else "",
        )
        for name, says in names.items()
    ]
    return PAGE.format(
        first=frames[place],
        alt=html.escape(caption),
        width=width,
        controls="\n".join(controls),
        frames=json.dumps(frames),
    )
