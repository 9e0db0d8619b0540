"""The models of the history, where Django looks for them."""

from content.history.models import Act, Change, NamedFile, RetiredFile

__all__ = ["Act", "Change", "NamedFile", "RetiredFile"]
