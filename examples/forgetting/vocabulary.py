"""What Offscript finds of the vocabulary: a scan, the coverage of the training data, drift, and what an endpoint can write."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from offscript import offscript, serving
from steps import Step, Steps, write_json


def rows(path: Path) -> Iterator[dict]:
    with open(path, newline="") as file:
        yield from csv.DictReader(file)


def scanned(steps: Steps, base: Step) -> Step:
    def make(folder: Path) -> None:
        offscript("vocab", "scan", base / "model.gguf", "--format", "json", "-o", folder / "scan.json")
        offscript("vocab", "scan", base / "model.gguf", "--format", "csv", "-o", folder / "scan.csv")

    return steps.do("scan", make, after=[base])


def counted(steps: Steps, base: Step, data: Step) -> Step:
    """How often the data of the damage has each token as a target."""

    def make(folder: Path) -> None:
        offscript("vocab", "coverage", base / "model.gguf", data / "damage.jsonl", "--format", "json", "-o", folder / "coverage.json")

    return steps.do("coverage", make, after=[base, data])


def drifted(steps: Steps, name: str, base: Step, model: Step, coverage: Step) -> Step:
    """How far the output matrix went from the base's. From safetensors in float32: the GGUF file that is served has eight bits."""

    def make(folder: Path) -> None:
        compared = ["vocab", "drift", base / "model.gguf", model / "trained.safetensors", "--tokenizer", base / "model.gguf", "--coverage", coverage / "coverage.json"]
        offscript(*compared, "--format", "json", "-o", folder / "drift.json")
        offscript(*compared, "--format", "csv", "-o", folder / "drift.csv")

    return steps.do(f"drift-{name}", make, after=[base, model, coverage])


def forgotten(scan: Step, coverage: Step, drift: Step, classes: set[str], most: int) -> list[int]:
    """Tokens of these classes that are a target in fewer than 5 samples, those whose rows moved most first."""
    class_of = {int(row["id"]): row["class"] for row in rows(scan / "scan.csv") if row["kind"] == "text" and row["unreachable"] != "true"}
    samples = json.loads((coverage / "coverage.json").read_text())["samples"]
    cosine = {int(row["id"]): float(row["cosine"]) for row in rows(drift / "drift.csv") if row["cosine"]}
    ids = [id for id, name in class_of.items() if name in classes and samples[id] < 5 and id in cosine]
    return sorted(ids, key=lambda id: (cosine[id], id))[:most]


def probed(steps: Steps, name: str, base: Step, model: Step, repairs: dict[str, Step], size, threads: int) -> Step:
    """Which tokens the model can write: some of the whole vocabulary, and some of those that repair data has."""

    def make(folder: Path) -> None:
        named = {kind: every(json.loads((step / "ids.json").read_text()), size.probed) for kind, step in repairs.items()}
        write_json(folder / "named.json", named)
        write_json(folder / "only.json", [id for ids in named.values() for id in ids])
        with serving(model / "model.gguf", threads) as address:
            target = {
                "id": name,
                "base_url": f"{address}/v1",
                "api": "completions",
                "model": "gemma3-270m",
                "concurrency": 8,
                "timeout": 1800,
                "sampling": {"temperature": 0.8, "max_tokens": 32},
            }
            suite = {"name": f"probe-{name}", "seed": 1, "targets": [target], "prompts": [{"language": "en", "sample": 1}]}
            (folder / "suite.yaml").write_text(json.dumps(suite, indent=1))
            offscript(
                *("vocab", "probe", folder / "suite.yaml", "--tokenizer", base / "model.gguf", "--run", folder / "run"),
                *("--only", folder / "only.json", "--sample", str(size.probed), "--way", "next_token", "--confirm", str(size.probed // 10)),
                *("--format", "json", "-o", folder / "probe.json"),
            )

    return steps.do(f"probe-{name}", make, of=[size.probed, size.probed // 10], after=[base, model, *repairs.values()])


def every(ids: list[int], wanted: int) -> list[int]:
    """So many of them, evenly apart, or all."""
    most = min(wanted, len(ids))
    return [ids[len(ids) * place // most] for place in range(most)]
