"""A stand-in for Jupyternaut, the agent through which jupyter-ai-tutor speaks to a model: fifty packages in one file.

It takes what the tutor hands over, and sends it to a server that speaks as OpenAI's do.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple
from urllib.request import Request, urlopen


class SystemMessage(NamedTuple):
    """What the assistant should be."""

    content: str
    role: str = "system"


class HumanMessage(NamedTuple):
    """What is asked of it."""

    content: str
    role: str = "user"


class ChatLiteLLM:
    """A model at an address."""

    def __init__(self, model: str, api_base: str, streaming: bool) -> None:
        self.model, self.address, self.streaming = model, f"{api_base}/chat/completions", streaming

    async def astream(self, messages: list[SystemMessage | HumanMessage]) -> AsyncIterator[SimpleNamespace]:
        """Yield an answer, piece by piece."""
        said = [{"role": message.role, "content": message.content} for message in messages]
        body = json.dumps({"model": self.model, "messages": said, "stream": self.streaming}).encode()
        for line in await asyncio.to_thread(self.ask, body):
            if line.startswith("data: {"):
                yield SimpleNamespace(content=json.loads(line[6:])["choices"][0]["delta"].get("content", ""))

    def ask(self, body: bytes) -> list[str]:
        """Return the lines of an answer."""
        with urlopen(Request(self.address, body, {"Content-Type": "application/json"}), timeout=60) as answer:
            return answer.read().decode().splitlines()


def install(address: str) -> dict[str, Any]:
    """Put the stand-in where the tutor looks for its agent; return the server's settings that go with it."""
    parts: dict[str, dict[str, Any]] = {
        "jupyter_ai_jupyternaut": {},
        "jupyter_ai_jupyternaut.jupyternaut": {},
        "jupyter_ai_jupyternaut.jupyternaut.chat_models": {"ChatLiteLLM": ChatLiteLLM},
        "langchain_core": {},
        "langchain_core.messages": {"HumanMessage": HumanMessage, "SystemMessage": SystemMessage},
    }
    for name, content in parts.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(content)
    chosen = SimpleNamespace(chat_model="openai/stand-in", chat_model_args={"api_base": address})
    return {"jupyternaut.config_manager": chosen}
