"""Packages in the files of other programs: Genius and NegMAS (XML), Gambit (.nfg)."""
