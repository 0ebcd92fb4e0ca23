"""Lists of words and patterns that stand beside a module: `[name]`, then one a line."""

from importlib.resources import files


def read_sections(package: str, name: str) -> dict[str, list[str]]:
    """The lines of every section of a file; empty ones and those that begin with # are left out."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in files(package).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line and not line.startswith("#"):
            found.setdefault(section, []).append(line)
    return found
