"""Letting a language model mark statements, where somebody asks for it and names the model."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pourparler.reader.llm.drafting import ModelDrafter
from pourparler.reader.llm.kept import FOLDER
from pourparler.reader.llm.settings import ModelSettings

__all__ = ["ModelDrafter", "open_model"]


def open_model(
    endpoint: str,
    model: str,
    *,
    key: str = "",
    folder: Path | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> ModelDrafter:
    """Return a drafter that asks a language model; use it in a ``with`` statement.

    Parameters
    ----------
    endpoint : str
        Address in OpenAI's form, up to and with its version.
    model : str
        Its name there.
    key : str
        Sent as a bearer token when not empty.
    folder : Path, optional
        Of the case; answers are kept there, as offsets without words.
    sleep : callable, optional
        Waits between tries.

    Raises
    ------
    ModelError
        The address may not be asked, or the library of the extra ``llm`` is missing.
    """
    settings = ModelSettings(endpoint=endpoint, model=model, key=key)
    return ModelDrafter(settings, folder=folder / FOLDER if folder else None, sleep=sleep)
