"""`zhiyin doctor`: what is wrong, what to do, and how much memory each process costs."""

import json
from dataclasses import asdict

import typer
from rich.markup import escape
from rich.table import Table

from zhiyin.entry.cli.speak import out
from zhiyin.entry.doctor import examine
from zhiyin.entry.findings import Finding
from zhiyin.entry.footprint import RunningProcess, running_processes
from zhiyin.kernel.environment import get_environment

commands = typer.Typer()

_MARKS = {"ok": "[green]ok[/green]", "notice": "[yellow]note[/yellow]", "problem": "[red]bad[/red]"}


@commands.command()
def doctor(as_json: bool = typer.Option(False, "--json", help="Print one JSON object.")) -> None:
    """Look at database, files, ports, clocks, versions and memory; say what to do."""
    environment = get_environment()
    findings = examine(environment)
    processes = running_processes(environment.data_dir)
    healthy = all(finding.status != "problem" for finding in findings)
    if as_json:
        typer.echo(json.dumps(_document(findings, processes, healthy=healthy), ensure_ascii=False))
    else:
        _print(findings, processes)
    if not healthy:
        raise typer.Exit(1)


def _document(
    findings: list[Finding], processes: list[RunningProcess], *, healthy: bool
) -> dict[str, object]:
    return {
        "healthy": healthy,
        "findings": [asdict(finding) for finding in findings],
        "processes": [asdict(process) for process in processes],
        "memory_mb": round(sum(process.memory_mb for process in processes), 1),
        "memory_without_inference_mb": round(_without_inference(processes), 1),
    }


def _print(findings: list[Finding], processes: list[RunningProcess]) -> None:
    lines = Table.grid(padding=(0, 2))
    for finding in findings:
        text = escape(finding.detail)
        if finding.advice:
            text += f"\n[dim]{escape(finding.advice)}[/dim]"
        lines.add_row(_MARKS[finding.status], finding.name, text)
    out.print(lines)
    if not processes:
        return
    out.print()
    table = Table(title="Memory (PSS: shared pages counted once)", title_justify="left")
    table.add_column("process")
    table.add_column("how many", justify="right")
    table.add_column("MB", justify="right")
    for name in dict.fromkeys(process.name for process in processes):
        same = [process for process in processes if process.name == name]
        table.add_row(name, str(len(same)), f"{sum(one.memory_mb for one in same):.1f}")
    table.add_section()
    table.add_row("all but inference", "", f"{_without_inference(processes):.1f}")
    out.print(table)


def _without_inference(processes: list[RunningProcess]) -> float:
    return sum(process.memory_mb for process in processes if process.name != "inference")
