"""A shop's own site, on another origin, with strict rules and careless styles."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = """<!doctype html><html lang="zh-CN"><title>别家的店</title>
<style nonce="n">* {{ color: red !important; font-size: 40px !important }}
div, section, button, zhiyin-chat {{ display: block; margin: 50px; border: 9px solid lime }}</style>
<body><h1>别家的店</h1><p id="words">商品</p>
<script async src="{base}/widget/widget.js" data-widget="demo"></script></body></html>"""
POLICY = (
    "default-src 'self'; style-src 'nonce-n'; img-src 'self' blob:; "
    "script-src {base}; connect-src {base} {socket}"
)


@contextmanager
def strangers_shop(base: str) -> Iterator[str]:
    """Serves the page while the block runs; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            policy = POLICY.format(base=base, socket=base.replace("http", "ws", 1))
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.format(base=base).encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
