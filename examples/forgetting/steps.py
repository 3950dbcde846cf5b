"""Steps whose output is kept: each has a folder named by a hash of all that goes into it, and is not done twice."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """A step that is done: where its output is, and what it is known by."""

    name: str
    folder: Path
    key: str

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


@dataclass
class Steps:
    """Does steps in a folder. A step that was cut short starts again in the folder it left, so what resumes itself goes on."""

    work: Path
    seconds: dict[str, float] = field(default_factory=dict)

    def do(self, name: str, make: Callable[[Path], None], *, of: object = None, after: list[Step] = [], code: list[str] = []) -> Step:
        """Has `make(folder)` fill a folder, unless that is done: for these settings, these steps before it and these files of code."""
        parts = [name, json.dumps(of, sort_keys=True, ensure_ascii=False), *(step.key for step in after)]
        parts += [hashlib.sha256((Path(__file__).parent / file).read_bytes()).hexdigest() for file in code]
        key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]
        folder = self.work / f"{name}-{key}"
        done = folder / "done.json"
        if done.exists():
            self.seconds[name] = json.loads(done.read_text())["seconds"]
            print(f"{name}: as it was", flush=True)
            return Step(name, folder, key)
        print(f"{name}: ...", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        before = folder / "before.json"
        spent = json.loads(before.read_text()) if before.exists() else 0.0
        start = time.monotonic()
        try:
            make(folder)
        except BaseException:
            before.write_text(json.dumps(spent + time.monotonic() - start))
            raise
        self.seconds[name] = round(spent + time.monotonic() - start, 1)
        new = folder / "done.json.new"
        new.write_text(json.dumps({"name": name, "of": of, "seconds": self.seconds[name]}, ensure_ascii=False, indent=1))
        new.rename(done)
        print(f"{name}: {self.seconds[name]:.0f} s", flush=True)
        return Step(name, folder, key)


def write_json(path: Path, value: object) -> None:
    """Writes JSON whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.write_text(json.dumps(value, ensure_ascii=False, indent=1))
    new.rename(path)


def write_lines(path: Path, rows: list) -> None:
    """Writes JSONL whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    new.rename(path)


def read_lines(path: Path) -> list:
    return [json.loads(line) for line in path.read_text().split("\n") if line]
