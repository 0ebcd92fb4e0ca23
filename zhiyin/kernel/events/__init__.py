"""What happened, written in the transaction that did it, and who hears of it."""
