"""Runs Offscript's command line, and llama.cpp's server for it to ask."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE.parents[1] / "dist/harness/cli/main.js"
COMMAND = os.environ.get("OFFSCRIPT", "").split() or (["node", str(BUILT)] if BUILT.exists() else ["npx", "offscript"])


def offscript(*arguments: str | Path, input: str | None = None, fine: tuple[int, ...] = (0,)) -> str:
    """What a command prints; ends the program with the command's own line where it fails."""
    done = subprocess.run([*COMMAND, *map(str, arguments)], input=input, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode not in fine:
        sys.exit(f"offscript {' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stderr or done.stdout}")
    return done.stdout


@contextmanager
def serving(model: Path, threads: int) -> Iterator[str]:
    """A server of this model: its address."""
    with open(model.parent / "server.log", "w") as log:
        command = [sys.executable, HERE / "serve.py", model, "--threads", str(threads)]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            address = server.stdout.readline().strip() if server.stdout else ""
            if not address:
                sys.exit(f"the server of {model} did not start: {log.name}")
            yield address
        finally:
            server.terminate()
            server.wait()


def post(address: str, path: str, body: dict) -> dict:
    request = urllib.request.Request(address + path, json.dumps(body).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=300) as response:
        return json.load(response)


def tokens(address: str, text: str) -> list[int]:
    return post(address, "/tokenize", {"content": text, "add_special": False, "parse_special": False})["tokens"]


def ask(address: str, folder: Path, prompts: Path, target: str, *, repeats: int, seed: int, temperature: float, most: int, stop: list[str]) -> None:
    """`offscript run` of one target into `folder/run`. Prompts are whole texts, with their examples and labels."""
    suite = {
        "name": folder.name,
        "seed": seed,
        "repeats": repeats,
        "targets": [
            {
                "id": target,
                "base_url": f"{address}/v1",
                "api": "completions",
                "template": "{{prompt}}",
                "model": "gemma3-270m",
                "concurrency": 8,
                "timeout": 1800,
                "sampling": {"temperature": temperature, "max_tokens": most, "stop": stop},
                "extra_body": {"cache_prompt": False},
            }
        ],
        "prompts": [{"file": os.path.relpath(prompts, folder)}],
    }
    (folder / "suite.yaml").write_text(json.dumps(suite, ensure_ascii=False, indent=1))
    offscript("run", folder / "suite.yaml", "-o", folder / "run", "--quiet")
