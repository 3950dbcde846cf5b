"""A filter and counts for lm-evaluation-harness, by `offscript serve`. Nothing but Python's own library."""

import json
import os
import urllib.error
import urllib.request

SERVER = os.environ.get("OFFSCRIPT_SERVER", "http://127.0.0.1:8400")

MOST_TEXTS = 1000
"""Texts that are sent at once: a body may have 16 MiB."""


def _detect(texts):
    """The records of texts, in their order."""
    # No proxy: the server is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(
        f"{SERVER}/v1/batch",
        data=json.dumps({"texts": texts}).encode(),
        headers={"content-type": "application/json"},
    )
    try:
        with opener.open(request) as response:
            return json.load(response)["results"]
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"offscript: {json.load(error)['error']['message']}") from error


def records(resps, docs):
    """Filter: each response becomes its record, as `offscript detect --jsonl` writes it."""
    texts = [
        {"text": response, "language": doc["language"], "prompt": doc["question"]}
        for responses, doc in zip(resps, docs)
        for response in responses
    ]
    found = iter([record for at in range(0, len(texts), MOST_TEXTS) for record in _detect(texts[at : at + MOST_TEXTS])])
    return [[next(found) for _ in responses] for responses in resps]


def counts(doc, results):
    """What is counted of a question. An answer that cannot be scored is in no rate but `excluded`."""
    record = results[0][0] if isinstance(results[0], list) else results[0]
    if record["too_short"] or record["asked_otherwise"]:
        return {"excluded": 1}
    return {
        "mixing": int(record["mixed"]),
        "script_mixing": int(record["script_mixed"]),
        "word_mixing": int(record["word_mixed"]),
        "wrong_language": int(record["wrong_language"]),
        "excluded": 0,
    }
