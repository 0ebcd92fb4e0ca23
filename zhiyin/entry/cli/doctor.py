"""Placeholder."""

import typer

commands = typer.Typer()
