"""Serves one GGUF model by llama.cpp's own HTTP server on 127.0.0.1, and prints its address: serve.py MODEL [--slots N].

Ends with the process that started it.
"""

import argparse
import os
import time

import xllamacpp

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("model")
parser.add_argument("--slots", type=int, default=8, help="answers made at once")
parser.add_argument("--context", type=int, default=1024, help="tokens of a prompt with its answer")
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
parent = os.getppid()

params = xllamacpp.CommonParams()
params.model.path = options.model
params.model_alias = {"gemma3-270m"}
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_parallel = options.slots
params.n_ctx = options.context * options.slots
# Without it a prompt that begins as the one before is read from its beginning again: of a sliding window nothing is kept.
params.swa_full = True
params.cpuparams.n_threads = options.threads
params.verbosity = 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
while os.getppid() == parent:
    time.sleep(0.5)
# Without waiting for answers in the making.
os._exit(0)
