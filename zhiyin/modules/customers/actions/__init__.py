"""Writes of customers: editing, joining two files, erasing one."""
