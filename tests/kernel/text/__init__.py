"""Tests of the kernel's texts."""
