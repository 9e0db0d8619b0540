"""Translated querysets of one kind share a class; modeltranslation makes one for each query."""

from functools import cache

from django.db.models import QuerySet
from modeltranslation import manager

_make = manager.multilingual_queryset_factory


@cache
def _class_for(kind: type[QuerySet]) -> type[QuerySet]:
    return _make(kind, instantiate=False)


def queryset_or_class(kind: type[QuerySet], instantiate: bool = True) -> QuerySet | type[QuerySet]:
    return _class_for(kind)() if instantiate else _class_for(kind)


manager.multilingual_queryset_factory = queryset_or_class
