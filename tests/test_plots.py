"""The drawing helpers: what they leave on the axes, and how a figure is shown."""

import base64
import html
import io
import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb
from PIL import Image

from mlcourse import data, plots
from mlcourse.plots.diagrams import readable_on

plt.style.use("mlcourse.course")


@pytest.fixture
def ax():
    return plt.subplots()[1]


def test_a_figure_is_shown_once_with_its_caption_as_alternative_text(ax, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *args, **options: shown.append((args, options)))
    plots.show(ax.figure, "an empty figure")
    (picture, options), (caption, _) = shown
    metadata = options["metadata"]["image/png"]
    assert metadata["alt"] == picture[0]["text/plain"] == "an empty figure"
    assert caption[0].data == "*an empty figure*"
    image = Image.open(io.BytesIO(base64.b64decode(picture[0]["image/png"])))
    assert image.size == (2 * metadata["width"], 2 * metadata["height"])  # sharp on a fine screen
    assert not plt.get_fignums()


def test_a_reader_gets_an_image_with_alternative_text(ax, monkeypatch):
    shown = []
    monkeypatch.delenv("MLCOURSE_STORED_FIGURES")
    monkeypatch.setattr("IPython.display.display", lambda *args, **options: shown.append(args[0]))
    plots.show(ax.figure, 'wider "than" <high>')
    (alt,) = re.findall(r'alt="([^"]*)"', shown[0]["text/html"])
    assert html.unescape(alt) == 'wider "than" <high>'
    assert "image/png" not in shown[0]  # JupyterLab would show it twice


def test_two_showings_are_the_same_to_the_byte(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *args, **options: shown.append(args))
    for _ in range(2):
        fig, ax = plt.subplots()
        ax.plot([1, 2])
        plots.show(fig, "a line")
    assert shown[0] == shown[2]


def test_emojis_stand_at_their_points_and_the_axes_show_them_all(ax):
    dots = data.load_eleven_dots()
    plots.emoji(ax, dots["length_cm"], dots["mass_g"], data.load_pictures(dots))
    boxes = [artist for artist in ax.artists if hasattr(artist, "xy")]
    np.testing.assert_array_equal([box.xy for box in boxes], np.column_stack([dots["length_cm"], dots["mass_g"]]))
    assert ax.get_ylim()[0] <= dots["mass_g"].min() < dots["mass_g"].max() <= ax.get_ylim()[1]


def test_classes_differ_in_marker_and_in_color(ax):
    plots.classes(ax, [1.0, 2.0, 3.0], [1.0, 2.0, 3.0], np.array([True, False, True]))
    fruits, animals = ax.lines
    assert (fruits.get_marker(), animals.get_marker()) == ("o", "^")
    assert fruits.get_color() != animals.get_color()
    np.testing.assert_array_equal(fruits.get_xdata(), [2.0])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["fruit", "animal"]


def test_the_boundary_lies_where_the_score_is_zero(ax):
    plots.boundary(ax, [2.0, -1.0], 3.0)
    (line,) = ax.lines
    assert line.get_xy1() == (0, 3.0)
    assert line.get_slope() == 2.0


def test_groups_differ_in_marker_and_in_color(ax):
    labels = np.arange(6)
    plots.groups(ax, np.random.default_rng(7).normal(size=(6, 2)), labels)
    assert len({line.get_marker() for line in ax.lines}) == len({line.get_color() for line in ax.lines}) == 6


def test_projections_join_each_point_to_its_place_on_the_line(ax):
    X, X_line = np.array([[0.0, 1.0], [2.0, 3.0]]), np.array([[0.5, 0.5], [2.5, 2.5]])
    plots.projections(ax, X, X_line)
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [X[0], X_line[0]])
    np.testing.assert_array_equal(ax.lines[1].get_xydata(), [X[1], X_line[1]])


def test_a_path_ends_in_a_star(ax):
    plots.path(ax, np.array([[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]))
    steps, end = ax.lines
    assert len(steps.get_xdata()) == 3
    np.testing.assert_array_equal(end.get_xydata(), [[1.0, 0.0]])


def test_the_contours_are_evenly_spaced_from_the_bottom(ax):
    w = b = np.linspace(-1, 1, 30)
    cost = w**2 + b[:, None] ** 2
    plots.contour(ax, w, b, cost)
    levels = ax.collections[0].levels
    np.testing.assert_allclose(np.diff(levels), levels[0] - cost.min())


def test_train_and_test_are_told_apart_without_color(ax):
    plots.train_and_test(ax, ["a", "b"], [0.1, 0.0], [0.2, 0.3])
    train, test = ax.containers[:2]
    assert [bar.get_height() for bar in train] == [0.1, 0.0]
    assert {bar.get_hatch() for bar in train} != {bar.get_hatch() for bar in test}
    assert "0.00" in {text.get_text() for text in ax.texts}


def test_the_map_numbers_the_lessons_through(ax):
    plots.course_map(ax, [("one", "a"), ("one", "b"), ("two", "c")])
    assert [t.get_text() for t in ax.texts if t.get_text().isdigit()] == ["00", "01", "02"]


def test_the_middle_draw_is_a_line_and_the_middle_half_a_band(ax):
    errors = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 6.0], [4.0, 8.0], [5.0, 10.0]])  # (n_draws, n_places)
    plots.train_and_new(ax, [10, 20], errors, 10 * errors)
    train, new = ax.lines
    np.testing.assert_array_equal(train.get_xydata(), [[10, 3], [20, 6]])
    np.testing.assert_array_equal(new.get_ydata(), [30, 60])
    assert (train.get_marker(), train.get_linestyle()) != (new.get_marker(), new.get_linestyle())
    low, high = ax.collections[0].get_datalim(ax.transData).intervaly
    assert (low, high) == (2, 8)


def test_heaps_count_their_values_and_are_told_apart_without_color(ax):
    plots.heaps(ax, {"a": np.array([0.1 + 0.2, 0.3, 0.5]), "b": np.array([0.5])}, width=0.05)
    a, b = ax.containers
    assert [bar.get_height() for bar in a] == [2, 1]  # 0.1 + 0.2 is 0.3
    assert [bar.get_height() for bar in b] == [1]
    assert {bar.get_hatch() for bar in a} != {bar.get_hatch() for bar in b}


def test_moons_differ_in_marker_and_in_color(ax):
    plots.moons(ax, np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]), np.array([0, 1, 1]))
    upper, lower = ax.lines
    assert (upper.get_marker(), lower.get_marker()) == ("o", "^")
    assert upper.get_color() != lower.get_color()
    np.testing.assert_array_equal(lower.get_xydata(), [[2, 3], [4, 5]])


def test_the_zero_line_lies_where_the_score_is_zero_and_is_left_out_where_there_is_none(ax):
    x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 21))
    plots.zero_line(ax, x, y, x + 5)
    assert not ax.collections
    plots.zero_line(ax, x, y, x - y)
    (path,) = ax.collections[0].get_paths()
    np.testing.assert_allclose(path.vertices[:, 0], path.vertices[:, 1], atol=1e-12)


def test_a_mesh_has_a_line_for_each_row_and_each_column(ax):
    plots.mesh(ax, *np.meshgrid(np.arange(3), np.arange(5)))
    assert len(ax.lines) == 3 + 5


def test_a_feature_map_shows_the_sign_or_the_gray(ax):
    values = np.array([[-2.0, 1.0], [0.5, 0.0]])
    plots.feature_map(ax, values, signed=True)
    plots.feature_map(ax, values, signed=False)
    signed, gray = ax.images
    assert signed.norm.vmin == -signed.norm.vmax
    assert (gray.norm.vmin, gray.norm.vmax, gray.get_cmap().name) == (0, 1, "gray")
    np.testing.assert_array_equal(signed.get_array(), values)


def test_a_kernel_is_written_in_its_order(ax):
    plots.kernel(ax, np.array([[1 / 9, -0.25, 0.0], [-1, 2, 0.125]]))
    (corner,) = ax.child_axes
    assert [text.get_text() for text in corner.texts] == ["⅑", "\N{MINUS SIGN}¼", "0", "\N{MINUS SIGN}1", "2", "0.12"]
    assert [text.get_position() for text in corner.texts[:4]] == [(0, 0), (1, 0), (2, 0), (0, 1)]
    assert corner.get_ylim()[0] > corner.get_ylim()[1]  # the first row on top


@pytest.mark.parametrize(
    ("padding", "stride", "starts"), [(0, 1, range(6)), (1, 2, [-1, 1, 3, 5]), (0, 3, [0, 3]), (2, 4, [-2, 2, 6])]
)
def test_windows_are_drawn_where_they_stop(ax, padding, stride, starts):
    plots.windows(ax, 8, 3, padding, stride)
    boxes, bars = ax.patches[: 8 + 2 * padding], ax.patches[8 + 2 * padding :]
    assert [round(bar.get_x()) for bar in bars] == list(starts)
    assert [box.get_linestyle() for box in boxes].count("--") == 2 * padding
    lowest = min(bar.get_y() for bar in bars)
    assert ax.get_ylim()[0] < lowest and ax.get_xlim()[0] < -padding


def test_a_network_is_drawn_in_its_true_proportions(ax):
    shapes = [(1, 28, 28), (16, 14, 14), (864,), (10,)]
    plots.network(ax, [("step", np.arange(float(np.prod(shape))).reshape(shape)) for shape in shapes])
    widths = [np.ptp(image.get_extent()[:2]) for image in ax.images]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert [len(stack.get_paths()) for stack in ax.collections] == [1, 16]
    texts = [text.get_text() for text in ax.texts]
    assert [text for text in texts if text and text != "step"] == ["1 × 28 × 28", "16 × 14 × 14", "864", "10"]
    assert texts.count("step") == 3


def test_pictures_have_their_titles_and_axes_left_over_stay_empty():
    _, axes = plt.subplots(2, 2)
    plots.pictures(axes, np.zeros((3, 4, 5)), ["a", "b", "c"])
    assert [ax.get_title() for ax in axes.flat] == ["a", "b", "c", ""]
    assert [len(ax.images) for ax in axes.flat] == [1, 1, 1, 0]
    assert not any(ax.axison for ax in axes.flat)


def test_the_board_has_a_dot_a_model_and_a_diamond_where_something_was_published(ax):
    plots.board(ax, ["best", "worst"], np.array([0.9, 0.8]), np.array([0.01, 0.01]), np.array([np.nan, 0.81]))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["best", "worst"]
    diamonds = ax.lines[0]
    np.testing.assert_array_equal(diamonds.get_xdata(), [np.nan, 0.81])
    low, high = ax.get_xlim()
    assert low < 0.8 < 0.9 < high


def test_an_album_has_its_pictures_in_rows_with_their_words_below(ax):
    pictures = np.linspace(0, 1, 5 * 4 * 4 * 3).reshape(5, 4, 4, 3)
    plots.album(ax, pictures, 3, [f"number\n{i}" for i in range(5)], visible=np.linspace(0, 1, 5))
    assert len(ax.images) == 5
    for image, picture in zip(ax.images, pictures, strict=True):
        np.testing.assert_array_equal(image.get_array(), picture)
    lefts, tops = np.transpose([(image.get_extent()[0], image.get_extent()[3]) for image in ax.images])
    assert np.all(np.diff(lefts[:3]) == 1) and np.ptp(tops[:3]) == 0 and tops[3] > tops[0] + 1
    assert [text.get_text() for text in ax.texts] == [word for i in range(5) for word in ("number", str(i))]
    assert [image.get_alpha() for image in ax.images] == [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize("color", [f"C{i}" for i in range(6)])
def test_numbers_on_a_color_can_be_read(color):
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color))
    ground, ink = 0.2126 * r + 0.7152 * g + 0.0722 * b, {"white": 1.0, "black": 0.0}[readable_on(color)]
    assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def test_a_walking_window_fills_the_map_up_to_its_stop(ax):
    image, kernel = np.arange(20.0).reshape(4, 5) / 20, np.array([[-1.0, 1.0]])
    plots.walking_window(ax, image, kernel, 5)
    image_ax, products_ax, map_ax = ax.child_axes
    values = np.ma.filled(map_ax.images[0].get_array().astype(float), np.nan)
    assert values.shape == (4, 4)
    assert np.sum(~np.isnan(values)) == 6
    np.testing.assert_allclose(values[~np.isnan(values)], 0.05)
    assert image_ax.patches[0].get_xy() == (0.5, 0.5)  # the second row's second place
    assert [text.get_text() for text in products_ax.texts] == ["\N{MINUS SIGN}0.3", "0.3"]
