"""The embedded PostgreSQL: private, recovers from anything, belongs to one supervisor."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.servers.folders import passable_folder
from tests.servers.patience import PATIENCE
from zhiyin.kernel.db import embedded_places
from zhiyin.kernel.db.embedded import EmbeddedPostgres
from zhiyin.kernel.db.embedded_server import AlreadyRunningError

QUICK = {"fsync": "off", "shared_buffers": "'16MB'"}

_HOLDER = """
import sys, time
from pathlib import Path
from zhiyin.kernel.db.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), overrides={"fsync": "off"})
server.start()
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with passable_folder() as folder:
        yield folder / "data"


@pytest.fixture
def server(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(data_dir, overrides=QUICK) as running:
        yield running


@pytest.fixture
def holder(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that runs the server of the same folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip().isdigit()
    yield process
    process.kill()
    process.wait()


def _ask(url: str, query: bytes = b"SELECT 1") -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def test_application_owns_its_database_and_is_no_superuser(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE t (a int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("COPY t FROM PROGRAM 'id'")


def test_the_three_spellings_of_the_address_agree(server: EmbeddedPostgres) -> None:
    assert _ask(server.url) == _ask(server.conninfo) == 1
    assert server.sqlalchemy_url == server.url.replace("postgresql:", "postgresql+psycopg:")


def test_what_was_written_is_there_after_a_restart(data_dir: Path) -> None:
    with (
        EmbeddedPostgres(data_dir, overrides=QUICK) as first,
        psycopg.connect(first.url) as writing,
    ):
        writing.execute("CREATE TABLE t AS SELECT 42 AS answer")
    with EmbeddedPostgres(data_dir, overrides=QUICK) as second:
        assert _ask(second.url, b"SELECT answer FROM t") == 42


def test_wrong_or_no_password_is_refused(server: EmbeddedPostgres) -> None:
    for user in ("zhiyin", "zhiyin_admin"):
        for password in ("", "wrong"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(
                    host=str(server.places.socket_dir), user=user, dbname="zhiyin",
                    password=password,
                )  # fmt: skip


def test_nothing_listens_on_the_network(server: EmbeddedPostgres) -> None:
    assert server.pid is not None
    postmaster = psutil.Process(server.pid)
    for process in [postmaster, *postmaster.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):  # helpers come and go
            assert process.net_connections("inet") == []


def test_secrets_and_folders_are_private(server: EmbeddedPostgres, data_dir: Path) -> None:
    assert (data_dir / "postgres-passwords.json").stat().st_mode & 0o777 == 0o600
    for folder in (server.places.base, server.places.socket_dir, server.places.pgdata):
        assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_another_system_user_is_refused(server: EmbeddedPostgres) -> None:
    """Even one who somehow learned the password: the folder of the socket stays closed."""
    assert server.places.user is not None
    stranger = next(
        pwd.getpwnam(name)
        for name in ("daemon", "nobody")
        if pwd.getpwnam(name).pw_uid != server.places.user.uid
    )
    attempt = [server.bin("psql"), server.url, "-Atc", "SELECT 1"]
    ours = subprocess.run(attempt, capture_output=True, text=True, check=False)
    theirs = subprocess.run(
        attempt, capture_output=True, text=True, check=False,
        user=stranger.pw_uid, group=stranger.pw_gid, extra_groups=[], cwd="/",
    )  # fmt: skip
    assert ours.stdout.strip() == "1", ours.stderr
    assert theirs.returncode != 0
    assert "Permission denied" in theirs.stderr
    listing = subprocess.run(
        ["ls", server.places.base], capture_output=True, text=True, check=False,
        user=stranger.pw_uid, group=stranger.pw_gid, extra_groups=[],
    )  # fmt: skip
    assert "Permission denied" in listing.stderr


@pytest.mark.whole
@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops its rights")
def test_root_runs_it_as_an_ordinary_user(server: EmbeddedPostgres) -> None:
    assert psutil.Process(server.pid).uids().effective != 0


@pytest.mark.whole
@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops its rights")
def test_data_moves_when_the_ordinary_user_cannot_reach_the_folder(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    with EmbeddedPostgres(closed / "data", overrides=QUICK) as server:
        assert server.places.base.is_relative_to("/var/lib/zhiyin")
        assert _ask(server.url) == 1
        base = server.places.base
    shutil.rmtree(base)


@pytest.mark.whole
@pytest.mark.skipif(os.geteuid() != 0, reason="only root drops its rights")
def test_binaries_move_when_the_ordinary_user_cannot_reach_them(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, original = embedded_places._installation(data_dir)
    closed = tmp_path / "closed" / "site-packages"
    package = original.parent
    shutil.copytree(original, closed / package.name / original.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, closed / libraries.name, symlinks=True)
    closed.chmod(0o700)
    monkeypatch.setattr(
        embedded_places, "_installation", lambda _: (version, closed / package.name / original.name)
    )
    with EmbeddedPostgres(data_dir, overrides=QUICK) as server:
        assert server.places.binaries.is_relative_to("/var/lib/zhiyin/software")
        assert _ask(server.url) == 1
        copied = server.places.binaries.parents[1]
    shutil.rmtree(copied)


@pytest.mark.whole
def test_a_second_supervisor_of_the_folder_is_told_who_holds_it(
    holder: subprocess.Popen[str], data_dir: Path
) -> None:
    second = EmbeddedPostgres(data_dir)
    with pytest.raises(AlreadyRunningError, match=f"in use by process {holder.pid}"):
        second.start()
    assert second.is_running_elsewhere()
    assert _ask(second.url) == 1


@pytest.mark.whole
def test_server_stops_when_its_supervisor_is_killed(
    holder: subprocess.Popen[str], data_dir: Path
) -> None:
    postmaster = psutil.Process(int((_pgdata(data_dir) / "postmaster.pid").read_text().split()[0]))
    holder.kill()
    assert psutil.wait_procs([postmaster], timeout=PATIENCE)[1] == []


@pytest.mark.whole
def test_orphan_of_a_killed_supervisor_is_replaced(
    holder: subprocess.Popen[str], data_dir: Path
) -> None:
    postmaster = psutil.Process(int((_pgdata(data_dir) / "postmaster.pid").read_text().split()[0]))
    postmaster.suspend()  # it cannot obey when its supervisor dies
    holder.kill()
    holder.wait()
    assert postmaster.is_running()
    postmaster.resume()
    with EmbeddedPostgres(data_dir, overrides=QUICK) as server:
        assert server.pid != postmaster.pid
        assert _is_dead(postmaster)
        assert _ask(server.url) == 1


@pytest.mark.whole
def test_kill_of_everything_loses_nothing_committed(
    holder: subprocess.Popen[str], data_dir: Path
) -> None:
    other = EmbeddedPostgres(data_dir)
    with psycopg.connect(other.url) as connection:
        connection.execute("CREATE TABLE t AS SELECT 42 AS answer")
    postmaster = psutil.Process(int((_pgdata(data_dir) / "postmaster.pid").read_text().split()[0]))
    for process in [*postmaster.children(recursive=True), postmaster]:
        with contextlib.suppress(psutil.NoSuchProcess):  # some leave as soon as another is gone
            process.kill()
    holder.kill()
    holder.wait()
    with EmbeddedPostgres(data_dir, overrides=QUICK) as server:
        assert _ask(server.url, b"SELECT answer FROM t") == 42


@pytest.mark.whole
def test_backends_that_outlived_their_postmaster_do_not_block_the_next(data_dir: Path) -> None:
    first = EmbeddedPostgres(data_dir, overrides=QUICK)
    first.start()
    with psycopg.connect(first.url) as connection:
        backend = psutil.Process(connection.info.backend_pid)
        backend.suspend()
        os.kill(first.pid or 0, signal.SIGKILL)
        first.stop()
        with EmbeddedPostgres(data_dir, overrides=QUICK) as second:
            assert _ask(second.url) == 1
            assert _is_dead(backend)
        connection.close()


@pytest.mark.whole
def test_pid_file_that_names_a_stranger_is_no_obstacle(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, overrides=QUICK) as first:
        stale = (first.places.pgdata / "postmaster.pid").read_text().splitlines()
    (_pgdata(data_dir) / "postmaster.pid").write_text("\n".join([str(os.getpid()), *stale[1:]]))
    with EmbeddedPostgres(data_dir, overrides=QUICK) as second:
        assert _ask(second.url) == 1


@pytest.mark.whole
def test_first_start_that_was_cut_short_is_begun_again(data_dir: Path) -> None:
    half = data_dir / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "rubbish").write_text("x")
    data_dir.chmod(0o711)
    with EmbeddedPostgres(data_dir, overrides=QUICK) as server:
        assert _ask(server.url) == 1
        assert not half.exists()


@pytest.mark.whole
def test_a_server_that_died_is_started_again(server: EmbeddedPostgres) -> None:
    assert not server.restart_if_dead()
    os.kill(server.pid or 0, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(server.pid)], timeout=10)
    assert server.restart_if_dead()
    assert _ask(server.url) == 1


@pytest.mark.whole
def test_long_paths_get_a_short_socket(data_dir: Path) -> None:
    deep = data_dir.with_name("x" * 90)
    with EmbeddedPostgres(deep, overrides=QUICK) as server:
        assert len(str(server.places.socket_dir)) < 90
        assert server.places.socket_dir.stat().st_mode & 0o077 == 0
        assert _ask(server.url) == 1
        socket_dir = server.places.socket_dir
    assert not socket_dir.exists()


def _pgdata(data_dir: Path) -> Path:
    return EmbeddedPostgres(data_dir).places.pgdata


def _is_dead(process: psutil.Process) -> bool:
    """Gone, or only waiting for somebody to ask how it ended."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
