"""Long work asked for by people, done by the worker, with progress, cancel and retry."""
