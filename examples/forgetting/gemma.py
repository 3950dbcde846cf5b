"""Gemma 3 in JAX: weights from a GGUF file, the forward pass, and weights back into a GGUF file that llama.cpp serves."""

from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter
from gguf.quants import dequantize, quantize

Weights = dict[str, jax.Array]

LAYERS, HEADS, HEAD_SIZE, WINDOW = 18, 4, 256, 512  # of the 270M model; it has a single head of keys and values
EMBEDDINGS, OUTPUT = "token_embd.weight", "output.weight"


def load(path: Path) -> Weights:
    """Weights by their names in the file, as float32. The output matrix, tied to the embeddings in the file, is one of its own."""
    weights = {}
    for tensor in GGUFReader(path).tensors:
        values = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        weights[tensor.name] = jnp.asarray(values.reshape([int(size) for size in tensor.shape[::-1]]))
    weights.setdefault(OUTPUT, weights[EMBEDDINGS].copy())
    return weights


def save(weights: dict[str, np.ndarray], like: Path, path: Path) -> None:
    """Writes a GGUF file with the metadata and the input embeddings of another one. The output matrix goes as Q8_0, in which the base model has it."""
    writer = GGUFWriter(path, "gemma3")
    reader = GGUFReader(like)
    embeddings = next(tensor for tensor in reader.tensors if tensor.name == EMBEDDINGS)
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name in ("general.architecture", "general.file_type"):
            continue
        kind = field.types[0]
        writer.add_key_value(name, field.contents(), kind, field.types[-1] if kind == GGUFValueType.ARRAY else None)
    writer.add_tensor(EMBEDDINGS, embeddings.data, raw_dtype=embeddings.tensor_type)
    for name, values in weights.items():
        if name == OUTPUT:
            writer.add_tensor(name, quantize(values, GGMLQuantizationType.Q8_0), raw_dtype=GGMLQuantizationType.Q8_0)
        else:
            writer.add_tensor(name, values.astype(np.float32 if values.ndim == 1 else np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def rms_norm(x: jax.Array, gain: jax.Array) -> jax.Array:
    return x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-6) * gain


def rotate(x: jax.Array, base: float) -> jax.Array:
    """Rotary positions (Su et al. 2021), the halves of a head as pairs."""
    half = x.shape[-1] // 2
    angles = jnp.arange(x.shape[0])[:, None, None] * base ** (-jnp.arange(half) / half)
    left, right = x[..., :half], x[..., half:]
    return jnp.concatenate([left * jnp.cos(angles) - right * jnp.sin(angles), right * jnp.cos(angles) + left * jnp.sin(angles)], -1)


def layer(x: jax.Array, weights: Weights, index: int) -> jax.Array:
    def of(name: str) -> jax.Array:
        return weights[f"blk.{index}.{name}.weight"]

    length = x.shape[0]
    is_local = (index + 1) % 6 != 0
    distance = jnp.arange(length)[:, None] - jnp.arange(length)[None]
    mask = (distance >= 0) & (distance < WINDOW) if is_local else distance >= 0

    h = rms_norm(x, of("attn_norm"))
    query = rms_norm((h @ of("attn_q").T).reshape(length, HEADS, HEAD_SIZE), of("attn_q_norm"))
    key = rms_norm((h @ of("attn_k").T).reshape(length, 1, HEAD_SIZE), of("attn_k_norm"))
    value = h @ of("attn_v").T
    base = 1e4 if is_local else 1e6
    query, key = rotate(query, base) * HEAD_SIZE**-0.5, rotate(key, base)[:, 0]
    scores = jnp.where(mask[None], jnp.einsum("qhd,kd->hqk", query, key), -1e30)
    attended = jnp.einsum("hqk,kd->qhd", jax.nn.softmax(scores, -1), value).reshape(length, HEADS * HEAD_SIZE)
    x = x + rms_norm(attended @ of("attn_output").T, of("post_attention_norm"))

    h = rms_norm(x, of("ffn_norm"))
    gated = jax.nn.gelu(h @ of("ffn_gate").T, approximate=True) * (h @ of("ffn_up").T)
    return x + rms_norm(gated @ of("ffn_down").T, of("post_ffw_norm"))


def losses(weights: Weights, ids: jax.Array, counted: jax.Array) -> jax.Array:
    """Nats of the tokens that follow these places, each given those before it."""
    x = weights[EMBEDDINGS][ids[:-1]] * weights[EMBEDDINGS].shape[1] ** 0.5
    for index in range(LAYERS):
        x = layer(x, weights, index)
    logits = rms_norm(x[counted], weights["output_norm.weight"]) @ weights[OUTPUT].T
    return jax.nn.logsumexp(logits, -1) - jnp.take_along_axis(logits, ids[counted + 1, None], 1)[:, 0]
