"""The only floor that sees everything: it puts the modules together and runs them."""
