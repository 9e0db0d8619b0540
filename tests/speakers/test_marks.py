"""Marks of every shape stand at one optical size."""

import pytest

from speakers.marks import MarkShape, mark_shape


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((64, 64), MarkShape.COMPACT),
        ((40, 64), MarkShape.COMPACT),
        ((100, 64), MarkShape.BROAD),
        ((180, 64), MarkShape.LONG),
        ((256, 64), MarkShape.WIDE),
    ],
)
def test_the_wider_a_mark_the_lower_it_stands(size, shape):
    assert mark_shape(*size) == shape
