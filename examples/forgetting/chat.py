"""How questions are put to a base model, in three languages: an example with its answer, then the question. And which questions."""

import hashlib
import json
from pathlib import Path

PACKS = Path(__file__).parents[2] / "prompts/packs"

# The label of a question, that of an answer, and an example of both.
FORMS = {
    "en": (
        "Question: ",
        "Answer:",
        "Which river is the longest in England? Tell me about it.",
        " The Thames is the longest river that is wholly in England. It rises in Gloucestershire, flows through Oxford and London, and reaches the North Sea in Essex.",
    ),
    "ja": (
        "質問：",
        "回答：",
        "日本でいちばん高い山は何ですか。どんな山か教えてください。",
        "富士山です。静岡県と山梨県にまたがる火山で、高さは三千七百七十六メートルあります。夏には多くの人が登り、頂上から日の出を見ます。",
    ),
    "zh-Hans": (
        "问题：",
        "回答：",
        "中国最长的河是哪一条？请介绍一下。",
        "中国最长的河是长江。它发源于青藏高原，流经十一个省级行政区，最后在上海流入东海。沿岸有重庆、武汉和南京等大城市。",
    ),
}
STOPS = ["\nQuestion", "\n質問", "\n问题"]


def asked(language: str, question: str) -> str:
    """The text that a model goes on from, without an example."""
    question_label, answer_label, _, _ = FORMS[language]
    return f"{question_label}{question}\n{answer_label}"


def shown(language: str, question: str) -> str:
    """The same behind an example."""
    _, _, example, answer = FORMS[language]
    return f"{asked(language, example)}{answer}\n\n{asked(language, question)}"


def questions(language: str, without: set[str] = frozenset()) -> list[dict]:
    """Questions of Offscript's pack that are one text, without those with such tags, in an order by a hash of their ids."""
    rows = [json.loads(line) for line in (PACKS / f"{language}.jsonl").read_text().split("\n") if line]
    rows = [row for row in rows if "text" in row and not without & set(row["tags"])]
    return sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
