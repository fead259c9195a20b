"""How good forecasts were: scores, coverage, and whether they beat a simple baseline."""
