"""Prints who may sign in to the demo shop."""

from rich.table import Table

from zhiyin.entry.cli.speak import out
from zhiyin.entry.demo_shop import demo_accounts
from zhiyin.kernel.environment import Environment


def print_accounts(environment: Environment) -> None:
    """The table of people one can sign in as."""
    accounts = demo_accounts(environment.data_dir)
    if not accounts:
        return
    table = Table(
        title="Demo accounts 演示账号", title_justify="left", box=None, padding=(0, 2, 0, 0)
    )
    for column in ("Role", "角色", "Name", "E-mail", "Password"):
        table.add_column(column, no_wrap=True)
    for account in accounts:
        table.add_row(
            account.role["en"], account.role["zh-CN"], account.name, account.email, account.password
        )
    out.print(table)
