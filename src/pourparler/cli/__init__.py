"""The command line: a thin skin over the workbench, and the only place that prints."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit: 0 done, 2 the input is wrong, 1 otherwise.

    A mistake is answered in two lines: what is wrong and where, and what to do. A
    traceback means a fault of this program.
    """
    from typer import Abort, TyperException

    from pourparler.cli.app import app
    from pourparler.cli.output import print_error
    from pourparler.errors import PourparlerError

    try:
        code = app(standalone_mode=False)
    except PourparlerError as error:
        print_error(str(error), error.hint)
        code = error.exit_code
    except TyperException as error:
        print_error(error.format_message(), "`pourparler --help` lists the commands.")
        code = error.exit_code
    except (Abort, KeyboardInterrupt):
        print_error("stopped", "What was acknowledged is kept; run the command again to go on.")
        code = 130
    except BrokenPipeError:
        # Whoever read our output (head, less) has gone: that is not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
