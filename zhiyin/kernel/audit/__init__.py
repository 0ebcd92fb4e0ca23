"""Who changed what, before and after, sealed into a hash chain."""
