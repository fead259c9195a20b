"""Where an actor says it stands on an issue, at any date, from what it was heard to say."""
