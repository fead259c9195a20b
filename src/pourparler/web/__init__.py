"""The workbench in the browser: a thin skin over the workbench, served on one's own machine."""
