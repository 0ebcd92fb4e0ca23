"""The mechanisms every module stands on. The kernel knows no module."""
