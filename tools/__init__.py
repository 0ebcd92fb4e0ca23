"""Our own checks, run by `make check`; each message names the better way."""
