"""Reads what `offscript export` wrote with the tools that it is for. In a virtual environment of Python 3.12 or newer:

    pip install inspect-ai huggingface_hub pyyaml opentelemetry-proto every-eval-ever
    for form in inspect otel every-eval-ever; do offscript export RUN --format $form -o out/$form; done
    offscript export RUN --format hf --dataset OWNER/NAME -o out/hf
    python bench/exports.py out

Says what it read of each, and ends with another code than 0 where a tool refuses a file.
"""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import yaml
from google.protobuf import json_format
from huggingface_hub import parse_eval_result_entries
from inspect_ai.log import list_eval_logs, read_eval_log
from opentelemetry.proto.logs.v1.logs_pb2 import LogsData

folder = Path(sys.argv[1])

logs = list_eval_logs(str(folder / "inspect"))
assert len(logs) == len(list((folder / "inspect").iterdir())), "the viewer does not list every log"
for log in map(read_eval_log, logs):
    rates = {score.name: round(score.metrics["rate"].value, 4) for score in log.results.scores if "rate" in score.metrics}
    print(f"inspect_ai {version('inspect_ai')}: {log.eval.model!r}, {len(log.samples)} samples, {rates}")

for path in sorted(folder.glob("hf/*/.eval_results/*.yaml")):
    entries = parse_eval_result_entries(yaml.safe_load(path.read_text()))
    print(f"huggingface_hub {version('huggingface_hub')}: {path.parts[-3]}, {len(entries)} results")

events = 0
for path in folder.glob("otel/*.jsonl"):
    with path.open(newline="\n") as lines:
        for line in lines:
            data = json_format.Parse(line, LogsData())
            events += len(data.resource_logs[0].scope_logs[0].log_records)
print(f"opentelemetry-proto {version('opentelemetry-proto')}: {events} events")

# The validator takes paths as its datastore has them.
files = [str(path.relative_to(folder / "every-eval-ever")) for path in folder.glob("every-eval-ever/data/*/*/*/*")]
print(f"every-eval-ever {version('every-eval-ever')}:", flush=True)
command = [str(Path(sys.executable).parent / "every_eval_ever"), "validate", *files]
sys.exit(subprocess.run(command, cwd=folder / "every-eval-ever", env={**os.environ, "COLUMNS": "120"}).returncode)
