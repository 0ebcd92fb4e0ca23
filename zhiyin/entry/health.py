"""Whether an installation answers."""

from http.client import HTTPConnection, HTTPException

from zhiyin.kernel.environment import Environment


def is_healthy(environment: Environment) -> bool:
    """Whether the web process of this installation answers on its port."""
    host = "127.0.0.1" if environment.host in {"0.0.0.0", "::"} else environment.host  # noqa: S104
    connection = HTTPConnection(host, environment.port, timeout=2.0)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
