"""When something was said: date expressions and which of them dates which statement."""
