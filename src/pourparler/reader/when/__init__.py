"""When something was said: date expressions and which of them dates which statement."""

from pourparler.reader.when.utter import date_statements

__all__ = ["date_statements"]
