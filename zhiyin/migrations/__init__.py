"""The history of the database's shape, one file a step, run by `zhiyin migrate`."""
