"""Trains all weights of the model but the input embeddings, one sequence a step, by Adam, and measures what became of it: train.py PLAN.json.

A process of its own, so that its memory goes back. The plan has `base` (GGUF), `start` (what a training before left, or null), `rate` (of learning, the highest),
`sequences` (`ids`, and the places `counted`, behind which a token is a target), `unseen` (texts by language, in tokens) and `folder`, in which it writes
`model.gguf` to be served, `trained.safetensors` with all trained weights, and `measured.json`.
"""

import functools
import json
import sys
import time
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from gemma import EMBEDDINGS, OUTPUT, Weights, load, losses, save
from safetensors.numpy import load_file, save_file


PLACES = 256  # whose logits are worked out at once: of a copy, half of its places
SHORT = 128  # places of most texts by which reading is measured


def loss(trained: Weights, embeddings: jax.Array, ids: jax.Array, counted: jax.Array, weight: jax.Array) -> jax.Array:
    return jnp.sum(losses({**trained, EMBEDDINGS: embeddings}, ids, counted) * weight)


measure = jax.jit(losses)


@functools.partial(jax.jit, donate_argnums=(0, 1, 2))
def step(trained: Weights, mean: Weights, square: Weights, embeddings: jax.Array, time: float, rate: float, ids: jax.Array, counted: jax.Array, weight: jax.Array):
    """A step of Adam (Kingma and Ba 2015) with beta 0.9 and 0.99."""
    value, gradient = jax.value_and_grad(loss)(trained, embeddings, ids, counted, weight)
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
    square = jax.tree.map(lambda s, g: 0.99 * s + 0.01 * g * g, square, gradient)
    change = rate * jnp.sqrt(1 - 0.99**time) / (1 - 0.9**time)
    trained = jax.tree.map(lambda w, m, s: w - change * m / (jnp.sqrt(s) + 1e-8), trained, mean, square)
    return trained, mean, square, value


def places(counted: list[int]) -> tuple[jax.Array, jax.Array]:
    """Places that count and their weights, filled up with such as do not."""
    rest = PLACES - len(counted)
    return jnp.asarray(counted + [0] * rest), jnp.asarray([1 / len(counted)] * len(counted) + [0.0] * rest)


def nats(weights: Weights, texts: list[list[int]]) -> dict:
    """Mean nats a token of texts that nothing was trained on, cut off at PLACES tokens."""
    sums, tokens = 0.0, 0
    for text in texts:
        ids = [2, *text][: PLACES + 1]
        places = SHORT if len(ids) <= SHORT + 1 else PLACES
        padded = jnp.asarray(ids + [0] * (places + 1 - len(ids)))
        sums += float(jnp.sum(measure(weights, padded, jnp.arange(places))[: len(ids) - 1]))
        tokens += len(ids) - 1
    return {"nats": sums / tokens, "tokens": tokens}


def rate_at(step: int, steps: int, highest: float) -> float:
    """The rate of learning: up in a line over a tenth of the steps, then down in a line to nothing."""
    rise = max(1, steps // 10)
    return highest * min((step + 1) / rise, (steps - step) / (steps - rise + 1))


def main(plan: dict) -> None:
    folder = Path(plan["folder"])
    trained = load(Path(plan["base"]))
    embeddings = trained.pop(EMBEDDINGS)
    if plan["start"] is not None:
        trained = {name.replace("lm_head.weight", OUTPUT): jnp.asarray(values) for name, values in load_file(plan["start"]).items()}
    mean, square = jax.tree.map(jnp.zeros_like, trained), jax.tree.map(jnp.zeros_like, trained)
    start, values = time.monotonic(), {}
    steps = len(plan["sequences"])
    for index, sequence in enumerate(plan["sequences"]):
        rate = rate_at(index, steps, plan["rate"])
        counted, weight = places(sequence["counted"])
        trained, mean, square, value = step(trained, mean, square, embeddings, index + 1.0, rate, jnp.asarray(sequence["ids"]), counted, weight)
        values.setdefault(sequence["kind"], []).append(float(value))
        if index % 5 == 4 or index + 1 == steps:
            recent = ", ".join(f"{kind} {np.mean(ones[-5:]):.3f}" for kind, ones in values.items())
            print(f"  step {index + 1} of {steps}: {recent}; {time.monotonic() - start:.0f} s", flush=True)
    del mean, square
    unseen = {language: nats({**trained, EMBEDDINGS: embeddings}, texts) for language, texts in plan["unseen"].items()}
    (folder / "measured.json").write_text(json.dumps({"losses": values, "unseen": unseen}, indent=1))
    if plan["sequences"]:
        weights = {name: np.asarray(matrix) for name, matrix in trained.items()}
        save(weights, Path(plan["base"]), folder / "model.gguf")
        save_file({name.replace(OUTPUT, "lm_head.weight"): matrix for name, matrix in weights.items()}, folder / "trained.safetensors")


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
