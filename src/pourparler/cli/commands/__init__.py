"""One command a file: arguments and printing here, the work in the workbench."""
