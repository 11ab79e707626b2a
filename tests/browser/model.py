"""A stand-in for a language model, on this machine alone: it keeps what it is told, and answers with one sentence."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

ANSWER = "One hint: read your first line aloud."


class Model(ThreadingHTTPServer):
    """A server that speaks as OpenAI's do, as far as one streamed answer goes.

    Attributes
    ----------
    told : list of dict
        What it was sent, in order: `model`, and `messages` with their roles.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.told: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        """Return what programs call `api_base`."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class Conversation(BaseHTTPRequestHandler):
    """One request."""

    def do_POST(self) -> None:
        """Keep what came, and answer in two pieces."""
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200 if self.path == "/v1/chat/completions" else 404)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in (ANSWER[:10], ANSWER[10:], None):
            delta = {"role": "assistant", "content": piece} if piece else {}
            choice = {"index": 0, "delta": delta, "finish_reason": None if piece else "stop"}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "none", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def model() -> Iterator[Model]:
    """Run the stand-in."""
    with Model() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
