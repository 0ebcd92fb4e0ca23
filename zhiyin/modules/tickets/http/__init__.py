"""Routes of tickets."""
