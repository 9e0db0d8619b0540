"""Draws pictures for tests and opens stored ones."""

from io import BytesIO

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

RED, BLUE, WHITE = (200, 0, 0), (0, 0, 200), (255, 255, 255)


def halves(width: int = 1000, height: int = 800, *, mode: str = "RGB") -> Image.Image:
    """The left half red, the right half blue."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image.convert(mode)


def noise(width: int, height: int) -> Image.Image:
    """The picture that is hardest to compress."""
    bands = [Image.effect_noise((width, height), 90) for _band in "RGB"]
    return Image.merge("RGB", bands)


def uploaded(image: Image.Image, kind: str = "PNG", **options) -> SimpleUploadedFile:
    file = BytesIO()
    image.save(file, kind, **options)
    return SimpleUploadedFile(f"My passport.{kind.lower()}", file.getvalue())


def stored(folder: str) -> list[str]:
    """The names of all files in a media folder."""
    if not default_storage.exists(folder):
        return []
    return sorted(f"{folder}/{name}" for name in default_storage.listdir(folder)[1])


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        image = Image.open(BytesIO(file.read()))
    image.load()
    return image


def weight(name: str) -> int:
    return default_storage.size(name)


def colour(image: Image.Image, x: int, y: int) -> str:
    """The nearest colour of `halves()` at a point."""
    red, green, blue = image.convert("RGB").getpixel((x, y))
    if min(red, green, blue) > 200:
        return "white"
    return "red" if red > blue else "blue"
