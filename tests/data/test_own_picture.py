"""A picture of one's own, from a file to what the network wants."""

import shutil
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image

from mlcourse import data


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in a folder whose name no message may give away."""
    (tmp_path / "secret").mkdir()
    monkeypatch.chdir(tmp_path / "secret")
    return tmp_path / "secret"


def photo(size=(60, 40), mode="RGB", color="red"):
    """Return a small picture of one color."""
    return Image.new(mode, size, color)


@pytest.mark.parametrize("ending", ["png", "jpg", "gif", "bmp", "webp", "tiff"])
def test_pictures_of_all_formats_are_read(folder, ending):
    photo().save(f"mine.{ending}")
    for file in (f"mine.{ending}", folder / f"mine.{ending}"):
        picture = data.read_picture(file)
        assert picture.shape == (3, 32, 32) and picture.dtype == torch.float32
        torch.testing.assert_close(
            picture, torch.tensor([1.0, 0, 0])[:, None, None].expand(3, 32, 32), atol=0.03, rtol=0
        )


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "YCbCr", "I;16", "F"])
def test_pictures_of_all_modes_are_read(folder, mode):
    ending = {"CMYK": "tiff", "I;16": "tiff", "F": "tiff", "YCbCr": "jpg"}.get(mode, "png")  # which can hold the mode
    file = f"mine.{ending}"
    Image.new(mode, (40, 50)).save(file)
    assert data.read_picture(file).shape == (3, 32, 32)


@pytest.mark.parametrize(
    ("values", "ending"),
    [
        (np.arange(4096, dtype=np.uint16) * 16, "png"),
        (np.arange(4096, dtype=np.uint16) * 16, "tiff"),
        (np.linspace(-3, 5, 4096, dtype=np.float32), "tiff"),
        (np.arange(4096, dtype=np.int32) * 100_000, "tiff"),
    ],
    ids=["16 bits, PNG", "16 bits, TIFF", "floats", "32 bits"],
)
def test_gray_of_more_than_8_bits_keeps_its_shades(folder, values, ending):
    Image.fromarray(values.reshape(64, 64)).save(f"mine.{ending}")
    gray = data.read_picture(f"mine.{ending}")
    torch.testing.assert_close(gray[0], gray[1])
    rows = gray[0].mean(dim=1)  # from black at the top to white at the bottom
    torch.testing.assert_close(rows, torch.linspace(0.015, 0.985, 32), atol=0.03, rtol=0)


def test_one_shade_of_more_than_8_bits_is_one_shade(folder):
    Image.fromarray(np.full((40, 40), 30_000, dtype=np.uint16)).save("mine.png")
    torch.testing.assert_close(
        data.read_picture("mine.png"), torch.full((3, 32, 32), 30_000 / 65_535), atol=0.01, rtol=0
    )


def test_a_name_that_is_too_long_is_told_in_one_sentence(folder):
    with pytest.raises(ValueError, match=r"There is no file 'x+ …': put it beside this notebook"):
        data.read_picture(300 * "x" + ".png")


def test_what_is_transparent_becomes_white_and_the_middle_square_is_taken(folder):
    wide = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    wide.paste((0, 0, 255, 255), (125, 0, 175, 100))
    wide.paste((255, 0, 0, 255), (0, 0, 80, 100))  # outside of the middle
    wide.save("mine.png")
    picture = data.read_picture("mine.png")
    assert torch.equal(picture[:, 16, 16], torch.tensor([0.0, 0, 1]))
    assert torch.equal(picture[:, 16, 2], torch.ones(3))


def test_a_picture_that_a_camera_stored_on_its_side_is_turned(folder):
    picture = Image.new("RGB", (100, 100), "white")
    picture.paste((0, 0, 0), (0, 0, 100, 50))  # dark above
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it clockwise to see it
    picture.save("mine.jpg", exif=exif)
    upright = data.read_picture("mine.jpg")
    assert upright[:, 16, 28].max() < 0.2 and upright[:, 16, 3].min() > 0.8


@pytest.fixture(scope="module")
def bad_files(tmp_path_factory):
    """Return a folder with files that are not pictures, or too much of one."""
    folder = tmp_path_factory.mktemp("secret")
    (folder / "notes.txt").write_text("a cat", encoding="utf-8")
    (folder / "empty.png").touch()
    shutil.copy(folder / "notes.txt", folder / "disguised.jpg")
    with zipfile.ZipFile(folder / "archive.png", "w") as archive:
        archive.writestr("cat", "miaow")
    photo((500, 500)).save(folder / "whole.jpg")
    photo((500, 500)).save(folder / "whole.png")
    for ending in ("jpg", "png"):
        content = (folder / f"whole.{ending}").read_bytes()
        (folder / f"broken.{ending}").write_bytes(content[: len(content) // 2])
    (folder / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "long.png").write_bytes(b"\x89PNG" + bytes(31_000_000))
    Image.new("1", (9000, 7000)).save(folder / "wide.png")
    Image.new("1", (20_000, 20_000)).save(folder / "bomb.png")
    return folder


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("nobody.jpg", "There is no file 'nobody.jpg': put it beside this notebook, and check the file extension."),
        ("", "'' is not a file: give the name of a picture file."),
        (".", "'' is not a file: give the name of a picture file."),
        (
            "notes.txt",
            "'notes.txt' is not in a format we can read; use BMP, GIF, JPEG, PNG, TIFF or WEBP.",
        ),
        ("empty.png", "'empty.png' is not in a format we can read; use"),
        ("disguised.jpg", "'disguised.jpg' is not in a format"),
        ("archive.png", "'archive.png' is not in a format"),
        ("drawing.svg", "'drawing.svg' is not in a format"),
        ("broken.jpg", "'broken.jpg' begins like a picture, but is damaged or breaks off."),
        ("broken.png", "'broken.png' begins like a picture, but is damaged or breaks off."),
        ("long.png", "'long.png' has 31 MB: make it smaller, at most 30."),
        ("wide.png", "'wide.png' has more than 60 million pixels: make it smaller."),
        ("bomb.png", "'bomb.png' has more than 60 million pixels: make it smaller."),
        ("a\0b.png", "There is no file"),
    ],
)
def test_what_is_no_picture_is_told_in_a_sentence_without_a_folder(file, says, bad_files, monkeypatch, capsys):
    monkeypatch.chdir(bad_files)
    for name in (file, bad_files / file):
        with pytest.raises(ValueError) as raised:
            data.read_picture(name)
        assert str(raised.value).startswith(says) or file in ("", ".")
        assert "secret" not in str(raised.value) or file in ("", ".")
        assert "\n" not in str(raised.value)
    ours = torch.zeros(3, 32, 32)
    assert data.picture_from(file, ours) is ours
    said = capsys.readouterr().out
    assert said.startswith(says) and said.count("\n") == 1


def test_without_a_file_it_is_ours(capsys):
    ours = torch.zeros(3, 32, 32)
    assert data.picture_from(None, ours) is ours
    assert capsys.readouterr().out == ""
