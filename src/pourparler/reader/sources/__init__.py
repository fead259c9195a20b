"""Where reports come from: one file a format."""
