"""The damage, what is tried against it, and what each model answers."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from chat import FORMS, STOPS
from offscript import ask, offscript, serving
from steps import Step, Steps, read_lines, write_json, write_lines
from texts import COPY_LENGTH, HERE, Size, copy_sequence, sequences
from vocabulary import forgotten

COPIED = 200  # tokens of a segment, about; it stands in a sequence twice


@dataclass(frozen=True)
class Arm:
    """What is trained on beside the data of the damage, which all arms go on with: after each so many steps on that, one on this."""

    adds: str | None
    every: int = 1


ARMS = {
    "nothing": Arm(None),
    "copies": Arm("japanese"),
    "plain-text": Arm("ja"),
    "latin-copies": Arm("latin"),
    "few-copies": Arm("japanese", every=4),
}
CLASSES = {"japanese": {"Hrkt", "Jpan"}, "latin": {"Latn"}}


def train(folder: Path, base: Step, start: Step | None, sequences: list[dict], data: Step, rate: float = 0) -> None:
    write_json(
        folder / "plan.json",
        {
            "base": str(base / "model.gguf"),
            "start": None if start is None else str(start / "trained.safetensors"),
            "rate": rate,
            "sequences": sequences,
            "unseen": json.loads((data / "unseen.json").read_text()),
            "folder": str(folder),
        },
    )
    # What is compiled is the same for every training.
    settings = {**os.environ, "JAX_COMPILATION_CACHE_DIR": str(folder.parent / "compiled")}
    if subprocess.run([sys.executable, HERE / "train.py", folder / "plan.json"], env=settings).returncode != 0:
        sys.exit(f"training ended early: {folder}")


def damaged(steps: Steps, base: Step, data: Step, size: Size) -> Step:
    """The base after training on English and Chinese alone."""

    def make(folder: Path) -> None:
        train(folder, base, None, damage_sequences(data)[: size.damage], data, size.rate)

    return steps.do("damaged", make, of=[size.damage, size.rate], after=[base, data], code=["train.py", "gemma.py"])


def damage_sequences(data: Step) -> list[dict]:
    return sequences(read_lines(data / "kept.jsonl"), {"en", "zh-Hans"}, seed=1)


def repair_data(steps: Steps, kind: str, base: Step, scan: Step, coverage: Step, drift: Step, size: Size) -> Step:
    """Copies by `vocab repair` of tokens that the data lacks and whose rows moved most."""

    def make(folder: Path) -> None:
        ids = forgotten(scan, coverage, drift, CLASSES[kind], most=size.cure * COPIED * 3 // 8)
        write_json(folder / "ids.json", ids)
        offscript(
            *("vocab", "repair", base / "model.gguf", "-o", folder / "repair.jsonl", "--only", folder / "ids.json"),
            *("--least", "2", "--segment", str(COPIED), "--languages", "en,ja,zh", "--seed", "1", "--format", "json", "--summary", folder / "repair.json"),
        )
        with serving(base / "model.gguf", 1) as address:
            made = [copy_sequence(address, row["messages"], f"{kind} copies") for row in read_lines(folder / "repair.jsonl")]
        write_lines(folder / "sequences.jsonl", [one for one in made if one is not None])

    return steps.do(f"repair-{kind}", make, of=[size.cure, COPIED, COPY_LENGTH], after=[base, scan, coverage, drift], code=["chat.py"])


def cured(steps: Steps, name: str, base: Step, damaged: Step, data: Step, repairs: dict[str, Step], size: Size) -> Step:
    """The damaged model after more of the same data, with what the arm adds to it."""
    arm = ARMS[name]

    def make(folder: Path) -> None:
        known = damage_sequences(data)
        kept = [known[(size.damage + index) % len(known)] for index in range(size.cure)]
        added = []
        if arm.adds is not None:
            source = repairs.get(arm.adds)
            added = sequences(read_lines(data / "kept.jsonl"), {arm.adds}, seed=1) if source is None else read_lines(source / "sequences.jsonl")
        plan = []
        for index, sequence in enumerate(kept):
            plan.append(sequence)
            if added and index % arm.every == arm.every - 1:
                plan.append(added[index // arm.every % len(added)])
        train(folder, base, damaged, plan, data, size.rate)

    of = [size.cure, size.rate, arm.adds, arm.every]
    return steps.do(name, make, of=of, after=[damaged, *repairs.values()], code=["train.py", "gemma.py"])


def measured(steps: Steps, base: Step, data: Step) -> Step:
    """What training measures in its end, of the base."""
    return steps.do("base-measured", lambda folder: train(folder, base, None, [], data), after=[base, data], code=["train.py", "gemma.py"])


def asked(steps: Steps, name: str, model: Step, prompts: Step, facts: Step, size: Size, repeats: int, threads: int) -> Step:
    """Answers to the Japanese questions, and to the facts."""

    def make(folder: Path) -> None:
        write_lines(folder / "evaluated.jsonl", read_lines(prompts / "evaluated.jsonl")[: size.evaluated])
        kinds = [("evaluated", folder / "evaluated.jsonl", repeats, 0.8, 80)]
        kinds += [(part, facts / f"{part}.jsonl", 1, 0, 12) for part in (f"facts-{language}" for language in FORMS)]
        with serving(model / "model.gguf", threads) as address:
            for part, questions, times, temperature, most in kinds:
                (folder / part).mkdir(exist_ok=True)
                ask(address, folder / part, questions, name, repeats=times, seed=7, temperature=temperature, most=most, stop=STOPS)

    return steps.do(f"asked-{name}", make, of=[size.evaluated, repeats], after=[model, prompts, facts])
