"""Real servers on this machine for tests: the database, our own processes, mail, Redis."""
