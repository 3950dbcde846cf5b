"""The end: pages, and a table of what each model came to."""

import json
from pathlib import Path

from offscript import offscript
from steps import Step, Steps, write_json

RATES = ("mixing", "wrong_language")
SIGNS = ("repeats", "copies", "loops")


def conclude(
    steps: Steps, base: Step, scan: Step, coverage: Step, drifts: dict[str, Step], probes: dict[str, Step], runs: dict[str, Step], measures: dict[str, Step]
) -> None:
    def make(folder: Path) -> None:
        answered = [step / "evaluated/run" for step in runs.values()]
        offscript("report", *answered, "--baseline", "damaged", "-o", folder / "answers.html")
        for baseline in ("base", "damaged"):
            offscript("report", *answered, "--baseline", baseline, "--format", "json", "-o", folder / f"against-{baseline}.json")
        offscript("report", *(step / "facts/run" for step in runs.values()), "--format", "json", "-o", folder / "facts.json")
        page = ["vocab", "report", "--title", "Gemma 3 270M, damaged and cured", "--tokenizer", base / "model.gguf", "--coverage", coverage / "coverage.json"]
        for option, found, file in (("--drift", drifts, "drift.json"), ("--probe", probes, "probe.json"), ("--run", runs, "evaluated/run")):
            if found:
                page += [option, *(f"{name}={step / file}" for name, step in found.items())]
        offscript(*page, "--baseline", "damaged", "--format", "html", "-o", folder / "page.html")
        models = [model_of(folder, name, drifts, probes, measures) for name in runs]
        write_json(folder / "figures.json", {"models": models, "seconds": steps.seconds})
        (folder / "figures.md").write_text(table(models))

    after = [scan, coverage, *drifts.values(), *probes.values(), *runs.values(), *measures.values()]
    end = steps.do("end", make, after=after, code=["figures.py"])
    print(f"\n{(end / 'figures.md').read_text()}\n{end / 'page.html'}\n{end / 'answers.html'}")


def model_of(folder: Path, name: str, drifts: dict[str, Step], probes: dict[str, Step], measures: dict[str, Step]) -> dict:
    """All that is known of a model, as plain numbers."""
    reports = {baseline: json.loads((folder / f"against-{baseline}.json").read_text()) for baseline in ("base", "damaged")}
    target = next(one for one in reports["base"]["targets"] if one["id"] == name)
    facts = next(one for one in json.loads((folder / "facts.json").read_text())["targets"] if one["id"] == name)
    changes = {
        baseline: {
            row["measure"]: {key: row[key] for key in ("delta", "p", "p_adjusted", "verdict")}
            for row in report["comparisons"]
            if row["candidate"] == name and row["language"] == "*" and row["script"] == "*"
        }
        for baseline, report in reports.items()
    }
    collapse = target.get("collapse", {})
    model = {
        "name": name,
        "answers": target["samples"],
        "scored": target["scored"],
        **{rate: target[rate] for rate in RATES},
        **{sign: collapse.get(sign) for sign in SIGNS},
        "length": collapse.get("length"),
        "facts": facts.get("expected"),
        "changes": changes,
        "unseen": json.loads((measures[name] / "measured.json").read_text())["unseen"],
    }
    if name in drifts:
        drift = json.loads((drifts[name] / "drift.json").read_text())
        model["drift"] = {key: drift[key] for key in ("mean", "lowest", "under", "percentiles", "shared_shift")}
        model["drift"]["classes"] = {one["class"]: one["mean"] for one in drift["classes"] if one["class"] in ("Latn", "Hrkt", "Jpan", "Hani", "Hans", "Cyrl", "Hang")}
    if name in probes:
        probe = json.loads((probes[name] / "probe.json").read_text())["targets"][0]
        model["probe"] = {key: value for key, value in probe.items() if not key.endswith(("_tokens", "_ids"))}
    return model


def percent(rate: dict | None) -> str:
    return "" if rate is None or rate["rate"] is None else f"{100 * rate['rate']:.1f}%"


def p_value(change: dict | None) -> str:
    if change is None or change["p"] is None:
        return ""
    return "< 0.001" if change["p"] < 0.001 else f"{change['p']:.3f}"


def table(models: list[dict]) -> str:
    heads = ["", "mixed", "p against damaged", "verdict", "wrong language", "repeats", "copies", "loops", "facts", "nats ja", "en", "zh-Hans", "ko"]
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join(['---'] * len(heads))} |"]
    for model in models:
        change = model["changes"]["damaged"].get("mixing")
        cells = [model["name"], percent(model["mixing"]), p_value(change), "" if change is None else change["verdict"], percent(model["wrong_language"])]
        cells += [percent(model[sign]) for sign in SIGNS] + [percent(model["facts"])]
        cells += [f"{model['unseen'][language]['nats']:.3f}" for language in ("ja", "en", "zh-Hans", "ko")]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
