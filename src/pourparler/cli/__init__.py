"""The command line: a thin skin over the workbench, and the only place that prints."""


def main() -> None:
    """Run the command line."""
