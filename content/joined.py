"""Texts of several rows in one column of a query."""

from django.db.models import Aggregate, CharField, Value


class Joined(Aggregate):
    """The texts of a group, each on its own line, in no order."""

    function = "STRING_AGG"
    output_field = CharField()

    def __init__(self, expression: object, **options: object):
        super().__init__(expression, Value("\n"), **options)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)
