"""A backup brings back exactly what was there, and nothing is lost when that fails."""

import io
import json
import tarfile
from pathlib import Path

import psycopg
import pytest

from tests.servers.cluster import Cluster
from zhiyin.entry.backup import BackupError, back_up, restore
from zhiyin.entry.migration_steps import newest_steps

pytestmark = pytest.mark.smoke

_TABLES = """
CREATE TABLE alembic_version (version_num text);
CREATE TABLE staff (id int PRIMARY KEY, name text NOT NULL);
INSERT INTO staff VALUES (1, '王敏'), (2, 'Li');
CREATE TABLE message (id bigint GENERATED ALWAYS AS IDENTITY, body text,
    staff_id int REFERENCES staff);
INSERT INTO message (body, staff_id)
    SELECT '您好 ' || md5(n::text) || md5((-n)::text), 1 FROM generate_series(1, 500) n;
"""


@pytest.fixture
def shop(cluster: Cluster, tmp_path: Path):
    with cluster.bare_database() as url:
        _run(url, _TABLES.encode())
        _run(url, f"INSERT INTO alembic_version VALUES ('{min(newest_steps())}')".encode())
        files = tmp_path / "shop" / "files"
        (files / "ab").mkdir(parents=True)
        (files / "ab" / "one").write_bytes(b"\x00picture")
        (files / "two").write_bytes(b"text")
        yield url, tmp_path / "shop"


@pytest.fixture
def scratch(cluster: Cluster, tmp_path: Path):
    (tmp_path / "scratch").mkdir()
    with cluster.bare_database() as url:
        yield url, tmp_path / "scratch"


def _run(url: str, statements: bytes) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(statements)


def _rows(url: str, query: bytes) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def test_backup_restores_into_a_scratch_installation(shop, scratch, tmp_path) -> None:
    url, data = shop
    file = tmp_path / "shop.tar.gz"
    info = back_up(url, data, data / "files", file)
    assert info.files == 2
    assert file.stat().st_mode & 0o777 == 0o600

    other_url, other_data = scratch
    restore(file, other_url, other_data, other_data / "files")

    for query in (b"SELECT * FROM staff ORDER BY id", b"SELECT * FROM message ORDER BY id"):
        assert _rows(other_url, query) == _rows(url, query)
    assert (other_data / "files" / "ab" / "one").read_bytes() == b"\x00picture"
    assert (other_data / "files" / "two").read_bytes() == b"text"
    # Sequences go on where they were.
    _run(other_url, b"INSERT INTO message (body) VALUES ('next')")
    assert _rows(other_url, b"SELECT max(id) FROM message") == [(501,)]


def test_backup_never_holds_the_key_ring(shop, tmp_path) -> None:
    url, data = shop
    (data / "keys").mkdir()
    (data / "keys" / "ring.json").write_text('{"keys": "secret"}')
    file = tmp_path / "shop.tar.gz"
    back_up(url, data, data / "files", file)
    with tarfile.open(file) as archive:
        assert sorted(archive.getnames()) == [
            "database.dump", "files/ab/one", "files/two", "manifest.json",
        ]  # fmt: skip


def test_restore_into_a_used_shop_needs_to_be_said(shop, tmp_path) -> None:
    url, data = shop
    file = tmp_path / "shop.tar.gz"
    back_up(url, data, data / "files", file)
    _run(url, b"INSERT INTO staff VALUES (3, 'new')")
    (data / "files" / "three").write_bytes(b"new")

    with pytest.raises(BackupError, match="--replace"):
        restore(file, url, data, data / "files")
    assert len(_rows(url, b"SELECT * FROM staff")) == 3

    restore(file, url, data, data / "files", replace=True)
    assert len(_rows(url, b"SELECT * FROM staff")) == 2
    assert not (data / "files" / "three").exists()


def test_restore_that_fails_leaves_everything_as_it_was(shop, tmp_path) -> None:
    url, data = shop
    file = tmp_path / "shop.tar.gz"
    back_up(url, data, data / "files", file)
    broken = tmp_path / "broken.tar.gz"
    with tarfile.open(file) as old, tarfile.open(broken, "w:gz") as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            body = content.read() if content else b""
            if member.name == "database.dump":
                body = body[:-3000]  # the list of contents is whole, the rows are not
                member.size = len(body)
            new.addfile(member, io.BytesIO(body))
    _run(url, b"INSERT INTO staff VALUES (3, 'new')")

    with pytest.raises(BackupError):
        restore(broken, url, data, data / "files", replace=True)
    assert len(_rows(url, b"SELECT * FROM staff")) == 3
    assert len(_rows(url, b"SELECT * FROM message")) == 500
    assert (data / "files" / "two").exists()


def test_restore_while_somebody_works_is_refused(shop, tmp_path) -> None:
    url, data = shop
    file = tmp_path / "shop.tar.gz"
    back_up(url, data, data / "files", file)
    with psycopg.connect(url), pytest.raises(BackupError, match="connections use this database"):
        restore(file, url, data, data / "files", replace=True)


def test_backup_of_a_newer_version_is_refused(shop, scratch, tmp_path) -> None:
    url, data = shop
    _run(url, b"INSERT INTO alembic_version VALUES ('9999_from_the_future')")
    file = tmp_path / "shop.tar.gz"
    back_up(url, data, data / "files", file)
    with pytest.raises(BackupError, match="newer than this one"):
        restore(file, scratch[0], scratch[1], None)


@pytest.mark.parametrize("content", [b"", b"not a backup", json.dumps({}).encode()])
def test_a_file_that_is_no_backup_is_refused(scratch, tmp_path, content) -> None:
    file = tmp_path / "other.tar.gz"
    file.write_bytes(content)
    with pytest.raises(BackupError, match="not a complete backup"):
        restore(file, scratch[0], scratch[1], None)


def test_cut_off_backup_is_refused(shop, scratch, tmp_path) -> None:
    url, data = shop
    file = tmp_path / "shop.tar.gz"
    back_up(url, data, data / "files", file)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(BackupError, match="not a complete backup"):
        restore(file, scratch[0], scratch[1], None)


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside", "stranger"])
def test_a_backup_that_reaches_outside_is_refused(shop, scratch, tmp_path, name) -> None:
    url, data = shop
    file = tmp_path / "shop.tar.gz"
    back_up(url, data, data / "files", file)
    with tarfile.open(file) as old, tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as new:
        for member in old.getmembers():
            new.addfile(member, old.extractfile(member))
        new.addfile(tarfile.TarInfo(name), io.BytesIO(b""))
    with pytest.raises(BackupError, match="not a complete backup"):
        restore(tmp_path / "bad.tar.gz", scratch[0], scratch[1], None)
