"""How customers reach the shop: web widgets, visitors and their proofs of identity."""
