"""What can be tried of the chain without weights: python3 -m unittest, in this folder."""

import json
import tempfile
import unittest
from importlib.util import find_spec
from pathlib import Path

from chat import FORMS, questions, shown
from corpora import conversations, declaration
from figures import rates, table, written
from steps import Steps
from texts import FULL, LENGTH, QUICK, sequences
from vocabulary import every


class StepsGoOn(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.made: list[str] = []

    def steps(self) -> Steps:
        return Steps(Path(self.folder.name))

    def make(self, folder: Path) -> None:
        self.made.append(folder.name)
        (folder / "output").write_text("x")

    def test_a_step_that_is_done_is_not_done_again(self) -> None:
        first = self.steps().do("a", self.make, of=1)
        self.assertEqual(self.steps().do("a", self.make, of=1), first)
        self.assertEqual(len(self.made), 1)

    def test_other_settings_or_another_step_before_it_are_another_step(self) -> None:
        one, other = self.steps().do("a", self.make, of=1), self.steps().do("a", self.make, of=2)
        after = [self.steps().do("b", self.make, after=[step]) for step in (one, other)]
        self.assertEqual(len({step.folder for step in (one, other, *after)}), 4)

    def test_a_step_that_was_cut_short_finds_what_it_left_and_its_time_counts(self) -> None:
        def fail(folder: Path) -> None:
            (folder / "half").write_text("x")
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.steps().do("a", fail)
        found = []
        self.steps().do("a", lambda folder: found.append((folder / "half").exists()))
        self.assertEqual(found, [True])


class FiguresAreTables(unittest.TestCase):
    def test_a_rate_without_answers_and_a_test_without_a_result_are_empty_cells(self) -> None:
        rate = {"mixed": 0, "of": 0, "rate": None}
        model = {"name": "base", "scored": 0, "mixing": rate, "wrong_language": rate, "repeats": None, "copies": rate, "loops": rate, "length": None, "changes": {"base": {}, "damaged": {}}}
        heads, cells = rates([model])
        self.assertEqual((len(heads), cells[:6]), (len(cells), ["base", "0", " (0)", "", "", ""]))
        self.assertEqual(table([["", "a"], ["base", "1"]]), "|  | a |\n| --- | --- |\n| base | 1 |\n")

    def test_tokens_that_a_model_can_write_have_their_interval(self) -> None:
        probe = {"vocabulary": {"rate": 0.25, "low": 0.1, "high": 0.5}, "named": {"japanese": {"written": 3, "of": 4}}}
        self.assertEqual(written([{"name": "base"}, {"name": "damaged", "probe": probe}])[1:], [["damaged", "25.0% (10.0 to 50.0)", "3 of 4"]])

    def test_tokens_are_taken_evenly_apart_and_none_twice(self) -> None:
        self.assertEqual(every(list(range(10)), 4), [0, 2, 5, 7])
        self.assertEqual(every([1, 2], 5), [1, 2])


class TextsAreApart(unittest.TestCase):
    def test_questions_come_in_the_same_order_and_without_the_tags_that_are_left_out(self) -> None:
        rows = questions("ja", without={"mixed-context"})
        self.assertEqual(rows, questions("ja", without={"mixed-context"}))
        self.assertGreaterEqual(len(rows), FULL.evaluated)
        self.assertFalse(any("mixed-context" in row["tags"] for row in rows))

    def test_a_question_stands_behind_an_example_and_before_an_open_label(self) -> None:
        for language, (question_label, answer_label, example, answer) in FORMS.items():
            text = shown(language, "?!")
            self.assertTrue(text.startswith(f"{question_label}{example}\n{answer_label}{answer}"))
            self.assertTrue(text.endswith(f"{question_label}?!\n{answer_label}"))

    def test_sequences_hold_the_texts_of_their_languages_alone_and_the_beginning_of_a_text_is_no_target(self) -> None:
        kept = [{"language": language, "ids": [number] * 100} for number, language in enumerate(["en", "ja", "zh-Hans"] * 20, 10)]
        made = sequences(kept, {"ja"}, seed=1)
        self.assertEqual(made, sequences(kept, {"ja"}, seed=1))
        self.assertGreater(len(made), 5)
        self.assertLessEqual({id for one in made for id in one["ids"]}, {1, 2, *range(11, 70, 3)})
        for one in made:
            self.assertEqual(len(one["ids"]), LENGTH + 1)
            targets = [one["ids"][place + 1] for place in range(LENGTH)]
            self.assertEqual([place for place, id in enumerate(targets) if id != 2], one["counted"])

    def test_the_declaration_is_read_article_by_article_in_three_languages(self) -> None:
        for language, third in (("en", "Everyone has the right to life, liberty and the security of person."), ("zh-Hans", "人人有权享有生命、自由和人身安全。")):
            articles = declaration(language)
            self.assertEqual((len(articles), articles[3]), (31, third))
        self.assertEqual(len(declaration("ja")), 31)
        self.assertFalse(any("<" in article or "  " in article for language in FORMS for article in declaration(language)))

    @unittest.skipIf(find_spec("chatterbot_corpus") is None, "without what requirements.txt names")
    def test_conversations_come_in_the_same_order_and_each_beginning_once(self) -> None:
        for language in FORMS:
            texts = conversations(language)
            self.assertEqual(texts, conversations(language))
            begun = [conversation.split("\n")[0] for text in texts for conversation in text.split("\n\n")]
            self.assertGreater(len(begun), 250)
            self.assertEqual(len(set(begun)), len(begun))

    def test_every_fact_has_a_question_and_an_answer_in_three_languages(self) -> None:
        facts = json.loads((Path(__file__).parent / "facts.json").read_text())
        self.assertGreater(len(facts), max(FULL.facts, QUICK.facts))
        self.assertTrue(all(len(fact) == 6 and all(fact) for fact in facts))


if __name__ == "__main__":
    unittest.main()
