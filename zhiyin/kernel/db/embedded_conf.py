"""The configuration files of the embedded PostgreSQL, written anew at every start."""

from pathlib import Path

# One machine that also runs the application. What matters: commits are durable, an idle
# installation stays small, and a burst of a few hundred connections is not refused.
SETTINGS: dict[str, str] = {
    "listen_addresses": "''",
    "max_connections": "300",
    "superuser_reserved_connections": "5",
    "password_encryption": "'scram-sha-256'",
    "unix_socket_permissions": "0700",
    "shared_buffers": "'32MB'",
    "effective_cache_size": "'1GB'",
    "work_mem": "'8MB'",
    "maintenance_work_mem": "'128MB'",
    "huge_pages": "off",
    "jit": "off",
    "io_method": "'worker'",
    "io_workers": "1",
    "max_logical_replication_workers": "0",
    "max_worker_processes": "4",
    "max_parallel_workers": "2",
    "max_parallel_workers_per_gather": "1",
    "synchronous_commit": "on",
    "fsync": "on",
    "wal_compression": "on",
    "wal_buffers": "'4MB'",
    "min_wal_size": "'128MB'",
    "max_wal_size": "'2GB'",
    "checkpoint_timeout": "'15min'",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "autovacuum_max_workers": "2",
    "autovacuum_naptime": "'20s'",
    "autovacuum_vacuum_cost_limit": "1000",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
    "log_line_prefix": "'%m [%p] '",
    "log_checkpoints": "off",
    "log_min_duration_statement": "'2s'",
    "log_lock_waits": "on",
    "cluster_name": "'zhiyin'",
}

# Settings that older embedded versions do not know, by the first version that does.
_SINCE = {"io_method": 18, "io_workers": 18}

_HBA = """\
# Written by Zhiyin at every start. The socket lies in a folder only its owner may enter,
# and still every connection needs the password.
local all all scram-sha-256
"""


def write_configuration(
    pgdata: Path, socket_dir: Path, version: int, overrides: dict[str, str], local: Path
) -> None:
    """Write `postgresql.conf` and `pg_hba.conf` into the data folder.

    `overrides` win over our values (the tests switch `fsync` off); the file `local`, when the
    administrator made one, wins over both.
    """
    settings = {key: value for key, value in SETTINGS.items() if _SINCE.get(key, 0) <= version}
    settings["unix_socket_directories"] = f"'{socket_dir}'"
    settings.update(overrides)
    lines = [
        "# Written by Zhiyin at every start; changes here are lost.",
        f"# Put your own values into {local}",
        *(f"{key} = {value}" for key, value in settings.items()),
        f"include_if_exists = '{local}'",
        "",
    ]
    (pgdata / "postgresql.conf").write_text("\n".join(lines), encoding="utf-8")
    (pgdata / "pg_hba.conf").write_text(_HBA, encoding="utf-8")
