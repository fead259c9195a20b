"""An optional reader: a language model marks statements, and every span is held to the text."""

from pourparler.reader.llm.drafting import Drafted, ModelDrafter
from pourparler.reader.llm.settings import ModelSettings

__all__ = ["Drafted", "ModelDrafter", "ModelSettings"]
