"""Files of Office are archives with the hour they were made in; equal content needs none."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

_CORE: Final = "docProps/core.xml"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can say
_INSTANT: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def settle_archive(content: bytes) -> bytes:
    """Return an Office file with all hours set to one, so that equal content is equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(name)
            if name == _CORE:
                data = _INSTANT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", data)
            new.writestr(member, data)
    return out.getvalue()
