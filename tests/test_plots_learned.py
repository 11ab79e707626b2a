"""The drawing of a trained network: its weights stand above their arrows, and its logits have names."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from mlcourse import plots
from mlcourse.plots.learned import mosaic


@pytest.fixture
def drawn():
    ax = plt.subplots()[1]
    stages = [("", np.ones((1, 28, 28))), ("block", np.ones((16, 14, 14))), ("flatten", np.ones(6))]
    stages.append(("dense", np.array([-1.0, 3.0, 2.0])))
    kernels, rows = np.arange(144.0).reshape(16, 3, 3) - 72, np.ones((6, 1, 1))
    plots.learned(ax, stages, [("kernels", kernels), None, ("rows", rows)], ["cat", "dog", "owl"])
    return ax


def test_weights_stand_above_the_stages_and_a_step_without_any_has_none(drawn):
    colored = [image for image in drawn.images if image.get_cmap().name == "RdBu_r"]
    assert [image.get_array().shape for image in colored] == [(15, 15), (3, 5)]
    assert all(image.norm.vmin == -image.norm.vmax for image in colored)
    stages = [image for image in drawn.images if image not in colored]
    assert min(image.get_extent()[2] for image in colored) > max(image.get_extent()[3] for image in stages)
    first, last = (np.mean(image.get_extent()[:2]) for image in colored)
    assert first < last
    assert drawn.get_ylim()[1] > max(image.get_extent()[3] for image in colored)


def test_all_maps_of_a_stack_stand_below_it(drawn):
    below = drawn.images[-1]
    assert below.get_array().shape == (59, 59)  # four by four, of 14 × 14
    assert below.get_extent()[3] < min(image.get_extent()[2] for image in drawn.images[:-1])
    assert drawn.get_ylim()[0] < below.get_extent()[2]
    assert "all 16 maps" in [text.get_text() for text in drawn.texts]


def test_each_logit_has_its_name_and_the_largest_is_bold(drawn):
    texts = {text.get_text(): text for text in drawn.texts}
    assert {"cat", "dog", "owl", "\N{MINUS SIGN}1.0", "3.0", "2.0"} <= set(texts)
    assert [name for name in ("cat", "dog", "owl") if texts[name].get_weight() == "bold"] == ["dog"]
    assert texts["cat"].get_position()[1] > texts["dog"].get_position()[1] > texts["owl"].get_position()[1]
    assert texts["owl"].get_position()[0] < drawn.get_xlim()[1]


@pytest.mark.parametrize(("n_kernels", "shape"), [(1, (3, 3)), (2, (3, 7)), (16, (15, 15)), (48, (27, 27))])
def test_a_mosaic_is_about_square_and_holds_every_number(n_kernels, shape):
    kernels = np.random.default_rng(n_kernels).normal(size=(n_kernels, 3, 3))
    sheet = mosaic(kernels)
    assert sheet.shape == shape
    assert sorted(sheet[~np.isnan(sheet)]) == sorted(kernels.ravel())
    np.testing.assert_array_equal(sheet[:3, :3], kernels[0])
