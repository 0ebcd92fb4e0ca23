"""Rules that act when something happens or lasts, macros, and a log of what they did (自动化)."""
