"""The ledger keeps statements: appended or retracted, never overwritten."""
