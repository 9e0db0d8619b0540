"""What stands for a person in pictures: the photo, one letter, or the star."""

from types import SimpleNamespace

import pytest
from django.utils.translation import override

from speakers.faces import Face, has_faces
from speakers.models import Speaker
from speakers.templatetags.arches import arch_of
from tests import factories

PHOTO = factories.picture()


def test_the_letter_is_that_of_the_family_name_that_the_reader_sees():
    nadia = Speaker(pk=7, name_en="Nadia Saleh", name_ar="نادية الطاهر", sort_key="saleh nadia")

    with override("ar"):
        arabic = nadia.face

    assert (nadia.face, arabic) == (Face(7, "S"), Face(7, "ط"))


def test_a_letter_or_the_star_stands_where_there_is_no_photo_and_says_nothing_aloud():
    faces = [Face(5, "S"), Face(8)]

    assert [arch_of(face, "row") for face in faces] == [
        '<span class="arch arch--row tint-1" aria-hidden="true">S</span>',
        '<span class="arch arch--row tint-4 arch--star" aria-hidden="true"></span>',
    ]


def test_an_arabic_letter_is_marked_as_such_on_pages_in_other_languages():
    with override("ar"):
        on_arabic_page = arch_of(Face(5, "ط"), "row")

    arch = '<span class="arch arch--row tint-1"{} aria-hidden="true">ط</span>'
    assert arch_of(Face(5, "ط"), "row") == arch.format(' lang="ar" dir="rtl"')
    assert on_arabic_page == arch.format("")


@pytest.mark.parametrize(
    ("photos", "shown"),
    [((), False), ((None,), False), ((None, None), False), ((None, PHOTO), True)],
)
def test_a_list_has_arches_only_if_one_of_its_people_has_a_photo(photos, shown):
    people = [SimpleNamespace(face=Face(1, "A", photo)) for photo in photos]

    assert has_faces(people) is shown
