"""Where the front will be: fits to a dated series, forecasts, and land at signature."""
