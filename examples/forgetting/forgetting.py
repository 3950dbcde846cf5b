"""Damage and cure of a real small model, every step measured by Offscript: forgetting.py [--quick] [--work FOLDER].

README.md says what it needs and what came of it. Stopped and started again, it goes on where it was.
"""

import argparse
import dataclasses
import signal
import sys
from pathlib import Path

import texts
from arms import CLASSES, asked, cured, damaged, measured, repair_data
from figures import conclude
from steps import Step, Steps
from vocabulary import counted, drifted, probed, scanned

PROBED = ("base", "damaged", "copies", "plain-text", "latin-copies")

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--quick", action="store_true", help="fewer questions, steps and arms, and verdicts that may be undecided")
parser.add_argument("--work", type=Path, default=Path("forgetting-work"), help="where each step's output is kept; 12 GB")
parser.add_argument("--threads", type=int, default=2, help="of llama.cpp's server; 1 on a machine with other work to do: they wait by spinning")
parser.add_argument("--rate", type=float, help="of learning, the highest; 1e-4 without it")


def main() -> None:
    options = parser.parse_args()
    # Ended by a signal, it ends what it started: a run of Offscript that went on would hold its folder.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    steps = Steps(options.work.resolve())
    size = texts.QUICK if options.quick else texts.FULL
    if options.rate is not None:
        size = dataclasses.replace(size, rate=options.rate)

    base = texts.base_model(steps)
    prompts = texts.prompts(steps)
    facts = texts.facts(steps, size)
    data = texts.tokenized(steps, base, prompts)
    scan = scanned(steps, base)
    coverage = counted(steps, base, data)

    models = {"base": base, "damaged": damaged(steps, base, data, size)}

    def ask(name: str, repeats: int) -> Step:
        return asked(steps, name, models[name], prompts, facts, size, repeats, options.threads)

    runs = {name: ask(name, size.repeats) for name in models}
    drifts = {"damaged": drifted(steps, "damaged", base, models["damaged"], coverage)}
    repairs = {kind: repair_data(steps, kind, base, scan, coverage, drifts["damaged"], size) for kind in CLASSES}
    for name in size.arms:
        models[name] = cured(steps, name, base, models["damaged"], data, repairs, size)
        runs[name] = ask(name, size.arm_repeats)
        drifts[name] = drifted(steps, name, base, models[name], coverage)
    probes = {name: probed(steps, name, base, models[name], repairs, size, options.threads) for name in PROBED if name in models}
    measures = {**models, "base": measured(steps, base, data)}
    conclude(steps, base, scan, coverage, drifts, probes, runs, measures)


if __name__ == "__main__":
    main()
