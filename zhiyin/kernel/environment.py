"""What the machine around Zhiyin decides: addresses, folders, outside services.

Everything a shop can choose while running is a setting in the database (`kernel/settings`);
only infrastructure is read from the environment. Each variable is explained in
`docs/guide/admin/settings.md`, and a test fails when one is missing there.
"""

from functools import lru_cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LogFormat = Literal["console", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]


class Environment(BaseSettings):
    """The variables `ZHIYIN_*`, read once per process."""

    model_config = SettingsConfigDict(env_prefix="ZHIYIN_", extra="ignore", frozen=True)

    data_dir: Path = Field(
        default=Path(".data"),
        description="Folder of everything this installation keeps: embedded database, files, keys.",
    )
    host: str = Field(default="127.0.0.1", description="Address the web process listens on.")
    port: int = Field(default=8600, ge=1, le=65535, description="Port the web process listens on.")
    public_url: str | None = Field(
        default=None,
        description="Address people use to reach this server, for links in mails and script tags.",
    )
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="Addresses of reverse proxies whose X-Forwarded headers are believed.",
    )
    web_processes: int = Field(
        default=1, ge=1, le=64, description="How many web processes share the port."
    )
    database_url: str | None = Field(
        default=None,
        repr=False,
        description="An outside PostgreSQL (15 or newer); without it an embedded one is started.",
    )
    files_url: str | None = Field(
        default=None,
        repr=False,
        description="Object store for files, e.g. s3://bucket/path; without it a local folder.",
    )
    keyring: Path | None = Field(
        default=None,
        description="The key ring's file, when it should not lie in the data folder.",
    )
    redis_url: str | None = Field(
        default=None,
        repr=False,
        description="Redis or Valkey for pushes between processes; without it they take a second.",
    )
    inference_url: str | None = Field(
        default=None,
        description="Where inference is on another machine: tcp://host:port; else a local socket.",
    )
    smtp_url: str | None = Field(
        default=None,
        repr=False,
        description="Mail server: smtp://user:password@host:port or smtps://user:password@host:port.",
    )
    mail_from: str = Field(
        default="Zhiyin <zhiyin@localhost>", description="Sender of the mails this server writes."
    )
    push_hosts: str = Field(
        default="fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,*.push.apple.com",
        description="Push services the server may call for browsers; none switches pushes off.",
    )
    webhook_networks: str = Field(
        default="none",
        description="Private networks in which webhooks may call, as 10.0.0.0/8,fd00::/8.",
    )
    log_format: LogFormat = Field(
        default="console", description="How log lines look: for people or for machines."
    )
    log_level: LogLevel = Field(default="info", description="The least severe lines to write.")
    pace: float = Field(
        default=1.0,
        ge=0.1,
        le=60.0,
        description="How many times faster than usual chores come; to watch a day in fast motion.",
    )
    data_sets: Path = Field(
        default=Path("../shared/data"),
        description="Folder of public data sets, used by evaluations only.",
    )

    @field_validator(
        "database_url",
        "redis_url",
        "inference_url",
        "smtp_url",
        "public_url",
        "files_url",
        "keyring",
        mode="before",
    )
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        """Compose files and units often set a variable to nothing to mean "not used"."""
        return None if value == "" else value

    @field_validator("webhook_networks")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        for one in value.split(","):
            if one.strip() not in ("", "none"):
                ip_network(one.strip())
        return value

    @property
    def sqlalchemy_url(self) -> str | None:
        """`database_url` with the driver's name in it, as SQLAlchemy wants it."""
        return sqlalchemy_url(self.database_url) if self.database_url else None

    @property
    def files_dir(self) -> Path:
        """Folder of uploaded files while no object store is named."""
        return self.data_dir / "files"

    @property
    def keyring_path(self) -> Path:
        """Where the key ring lies. It is never part of a backup."""
        return self.keyring or self.data_dir / "keys" / "ring.json"

    @property
    def base_url(self) -> str:
        """The address to print and to put into links, without a slash at the end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        if self.host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            host = "127.0.0.1"
        return f"http://{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether only people on this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def sqlalchemy_url(url: str) -> str:
    """An address as people and libpq write it, with psycopg named as the driver."""
    scheme, rest = url.split("://", 1)
    if scheme in {"postgres", "postgresql"}:
        scheme = "postgresql+psycopg"
    return f"{scheme}://{rest}"


def libpq_url(url: str) -> str:
    """The same address without a driver's name, for psycopg itself and `pg_dump`."""
    return f"postgresql://{url.split('://', 1)[1]}"


@lru_cache(maxsize=1)
def get_environment() -> Environment:
    """The environment of this process; tests clear it with `get_environment.cache_clear()`."""
    return Environment()
