"""The workbench joins the layers: one function per use case."""
