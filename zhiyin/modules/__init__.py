"""The domain, one folder a module, all laid out alike."""
