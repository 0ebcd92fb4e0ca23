"""`zhiyin openapi`: prints the description of the REST interface."""

import typer

from zhiyin.entry.describing import openapi_text

commands = typer.Typer()


@commands.command()
def openapi() -> None:
    """Print the OpenAPI document; needs no database."""
    typer.echo(openapi_text(), nl=False)
