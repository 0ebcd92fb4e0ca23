"""`zhiyin openapi`: prints the description of the REST interface."""

import json

import typer

from zhiyin.entry.app import create_app

commands = typer.Typer()


@commands.command()
def openapi() -> None:
    """Print the OpenAPI document; needs no database."""
    document = create_app().openapi()
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True))
