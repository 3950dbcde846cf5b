"""The end: pages, and tables of what each model came to."""

import json
from pathlib import Path

from chat import FORMS
from offscript import offscript
from steps import Step, Steps, write_json

RATES = ("mixing", "wrong_language")
SIGNS = ("repeats", "copies", "loops")
LANGUAGES = ("ja", "en", "zh-Hans", "ko")
CLASSES = ("Hrkt", "Jpan", "Hani", "Hans", "Latn", "Cyrl", "Hang")


def conclude(
    steps: Steps, base: Step, scan: Step, coverage: Step, drifts: dict[str, Step], probes: dict[str, Step], runs: dict[str, Step], measures: dict[str, Step]
) -> None:
    def make(folder: Path) -> None:
        answered = [step / "evaluated/run" for step in runs.values()]
        offscript("report", *answered, "--baseline", "damaged", "-o", folder / "answers.html")
        for baseline in ("base", "damaged"):
            offscript("report", *answered, "--baseline", baseline, "--format", "json", "-o", folder / f"against-{baseline}.json")
        for language in FORMS:
            offscript("report", *(step / f"facts-{language}/run" for step in runs.values()), "--format", "json", "-o", folder / f"facts-{language}.json")
        page = ["vocab", "report", "--title", "Gemma 3 270M, damaged and cured", "--tokenizer", base / "model.gguf", "--coverage", coverage / "coverage.json"]
        for option, found, file in (("--drift", drifts, "drift.json"), ("--probe", probes, "probe.json"), ("--run", runs, "evaluated/run")):
            if found:
                page += [option, *(f"{name}={step / file}" for name, step in found.items())]
        offscript(*page, "--baseline", "damaged", "--baseline", "base", "--format", "html", "-o", folder / "page.html")
        models = [model_of(folder, name, drifts, probes, measures) for name in runs]
        write_json(folder / "figures.json", {"models": models, "seconds": steps.seconds})
        (folder / "figures.md").write_text("\n".join(table(lines) for lines in (rates(models), readings(models), moved(models), written(models))))

    after = [scan, coverage, *drifts.values(), *probes.values(), *runs.values(), *measures.values()]
    end = steps.do("end", make, after=after, code=["figures.py"])
    print(f"\n{(end / 'figures.md').read_text()}\n{end / 'page.html'}\n{end / 'answers.html'}")


def model_of(folder: Path, name: str, drifts: dict[str, Step], probes: dict[str, Step], measures: dict[str, Step]) -> dict:
    """All that is known of a model, as plain numbers."""
    reports = {baseline: json.loads((folder / f"against-{baseline}.json").read_text()) for baseline in ("base", "damaged")}
    target = target_of(reports["base"], name)
    facts = {language: target_of(json.loads((folder / f"facts-{language}.json").read_text()), name).get("expected") for language in FORMS}
    changes = {
        baseline: {
            row["measure"]: {key: row.get(key) for key in ("delta", "low", "high", "p", "p_adjusted", "verdict", "collapse")}
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
        "facts": facts,
        "changes": changes,
        "unseen": json.loads((measures[name] / "measured.json").read_text())["unseen"],
    }
    if name in drifts:
        drift = json.loads((drifts[name] / "drift.json").read_text())
        model["drift"] = {key: drift[key] for key in ("mean", "lowest", "under", "percentiles", "shared_shift")}
        model["drift"]["classes"] = {one["class"]: one["mean"] for one in drift["classes"] if one["class"] in CLASSES}
    if name in probes:
        probe = json.loads((probes[name] / "probe.json").read_text())["targets"][0]
        model["probe"] = {key: value for key, value in probe.items() if not key.endswith(("_tokens", "_ids"))}
        failed = {one["id"] for one in probe["forgotten_tokens"] + probe["undecided_tokens"]}
        asked = failed | set(probe["written_ids"])
        named = json.loads((probes[name] / "named.json").read_text())
        model["probe"]["named"] = {kind: {"written": len(asked & set(ids) - failed), "of": len(asked & set(ids))} for kind, ids in named.items()}
    return model


def target_of(report: dict, name: str) -> dict:
    return next(one for one in report["targets"] if one["id"] == name)


def percent(rate: dict | None) -> str:
    return "" if rate is None or rate["rate"] is None else f"{100 * rate['rate']:.1f}%"


def p_value(value: float | None) -> str:
    return "" if value is None else "< 0.001" if value < 0.001 else f"{value:.3f}"


def rates(models: list[dict]) -> list[list[str]]:
    """What the answers came to, and whether it differs from the base and the damaged model: p after Holm's adjustment, and the verdict."""
    heads = ["", "scored"]
    for rate in ("mixed", "wrong language"):
        heads += [rate, "base: p", "damaged: p", "verdict"]
    lines = [[*heads, *SIGNS, "length"]]
    for model in models:
        cells = [model["name"], str(model["scored"])]
        for rate in RATES:
            base, damaged = (model["changes"][baseline].get(rate, {}) for baseline in ("base", "damaged"))
            cells += [f"{percent(model[rate])} ({model[rate]['mixed']})", *(p_value(change.get("p_adjusted")) for change in (base, damaged)), damaged.get("verdict") or ""]
        cells += [percent(model[sign]) for sign in SIGNS] + [str(model["length"])]
        lines.append(cells)
    return lines


def readings(models: list[dict]) -> list[list[str]]:
    """Mean nats a token of texts that nothing was trained on, and facts by language."""
    lines = [["", *(f"nats {language}" for language in LANGUAGES), *(f"facts {language}" for language in FORMS)]]
    for model in models:
        nats = [f"{model['unseen'][language]['nats']:.2f}" for language in LANGUAGES]
        lines.append([model["name"], *nats, *("" if known is None else f"{known['mixed']} of {known['of']}" for known in model["facts"].values())])
    return lines


def moved(models: list[dict]) -> list[list[str]]:
    """Cosines between the rows of the base's output matrix and a model's."""
    lines = [["", "mean", "lowest", *CLASSES, "shared shift: cosine", "share"]]
    for model in models:
        if "drift" in model:
            drift = model["drift"]
            cells = [drift["mean"], drift["lowest"], *(drift["classes"].get(name) for name in CLASSES)]
            shared = [f"{drift['shared_shift'][key]:.2f}" for key in ("cosine", "share")]
            lines.append([model["name"], *("" if cell is None else f"{cell:.5f}" for cell in cells), *shared])
    return lines


def written(models: list[dict]) -> list[list[str]]:
    """Tokens that a model can write: of the whole vocabulary with the 95% interval, and of those that repair data has."""
    kinds = list(next((model["probe"]["named"] for model in models if "probe" in model), {}))
    lines = [["", "forgotten of the vocabulary", *(f"written of {kind}" for kind in kinds)]]
    for model in models:
        if "probe" in model:
            whole = model["probe"]["vocabulary"]
            named = [model["probe"]["named"][kind] for kind in kinds]
            lines.append([model["name"], f"{percent(whole)} ({100 * whole['low']:.1f} to {100 * whole['high']:.1f})", *(f"{one['written']} of {one['of']}" for one in named)])
    return lines


def table(lines: list[list[str]]) -> str:
    heads, *rows = lines
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (heads, ["---"] * len(heads), *rows))
