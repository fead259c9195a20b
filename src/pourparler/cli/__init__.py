"""The command line: a thin skin over the workbench, and the only place that prints."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Final

_OUTPUT_FAULTS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
_ROOM: Final = "Make room on the disk, or send the output somewhere else."


def main() -> None:
    """Run the command line and exit: 0 done, 2 the input is wrong, 1 otherwise.

    A mistake is answered in two lines: what is wrong and where, and what to do. A
    traceback means a fault of this program.
    """
    from typer import Abort, TyperException

    from pourparler.cli.app import app
    from pourparler.cli.naming import forget_case
    from pourparler.cli.output import print_error
    from pourparler.errors import PourparlerError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without our letters is no error
    forget_case()
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except PourparlerError as error:
        print_error(str(error), error.hint)
        code = error.exit_code
    except TyperException as error:
        print_error(error.format_message(), _hint(error.format_message()))
        code = error.exit_code
    except (Abort, KeyboardInterrupt):
        print_error("stopped", "What was acknowledged is kept; run the command again to go on.")
        code = 130
    except BrokenPipeError:
        # Whoever read our output (head, less) has gone: that is not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        if error.errno not in _OUTPUT_FAULTS:
            raise
        print_error(f"the output cannot be written: {error.strerror}", _ROOM)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code if isinstance(code, int) else 0)


def _hint(message: str) -> str:
    """Return the way out of a command line that is not understood."""
    if "--coder" in message:
        return "Say who decides: --coder NAME, or for all commands: export POURPARLER_CODER=NAME"
    return "`pourparler --help` lists the commands."
