"""Judges answers where they lie: Parquet or JSONL in, a report out.

The same script runs on a laptop and on a cluster:

    python spark_judge.py answers/ -o report.html
    spark-submit --master yarn --archives offscript.tgz#offscript spark_judge.py \
        hdfs:///answers -o report.html --offscript "offscript/bin/node offscript/node_modules/.bin/offscript"

Rows of one question come into one partition, one behind the other, and each partition goes through one process of
`offscript judge --grouped`. What comes out is one line a partition, which adds up with others; `offscript merge --tally` adds
them up, on the executors while there are many, and `offscript report --tally` writes the report.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

def rows(spark: SparkSession, path: str, form: str) -> DataFrame:
    """The rows as lines of JSON in the column `value`, each with its question in `question`.

    A line of JSONL stays as it stands, also where it is no JSON: Offscript counts what cannot be read.
    """
    if form == "parquet":
        table = spark.read.parquet(path)
        table = table.select(f.to_json(f.struct("*")).alias("value"))
    else:
        table = spark.read.text(path)

    def field(name: str):
        return f.get_json_object("value", f"$.{name}")

    # As Offscript tells questions apart: by their names, else by what is said, else by the row's own id.
    named = [field(name) for name in ("prompt_id", "prompt", "messages", "id", "question_id")]
    question = f.coalesce(*named, f.col("value"))
    return table.select("value", f.concat_ws("\n", field("language"), question).alias("question"))


def tallies(spark: SparkSession, table: DataFrame, partitions: int, together: int, offscript: str, options: str):
    """One tally a partition, then one for each so many, until there are few."""
    whole = table.repartition(partitions, "question").sortWithinPartitions("question")
    lines = whole.select("value").rdd.map(lambda row: row.value)
    # Without checkCode a partition whose process died is an empty one.
    parts = lines.pipe(f"{offscript} judge --grouped {options}", checkCode=True)
    while parts.getNumPartitions() > together:
        fewer = math.ceil(parts.getNumPartitions() / together)
        parts = parts.coalesce(fewer).pipe(f"{offscript} merge --tally - -o -", checkCode=True)
    return parts.collect()


def offscript_here(words: list[str], lines: list[str]) -> None:
    """Runs Offscript where this script runs, with these lines as its input."""
    ended = subprocess.run(words, input="".join(f"{line}\n" for line in lines), text=True, encoding="utf-8")
    if ended.returncode != 0:
        sys.exit(ended.returncode)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    ask.add_argument("answers", help="Parquet or JSONL: a file, a folder, anything that Spark reads")
    ask.add_argument("-o", "--output", default="report.html", help="where the report goes")
    ask.add_argument("--format", default="html", help="of the report: html, json, md, csv ...")
    ask.add_argument("--baseline", help="the target that others are compared with")
    ask.add_argument("--tally", help="keeps the tally in this file, for reports to come")
    ask.add_argument("--from", dest="form", choices=["jsonl", "parquet"], help="what the answers are in")
    ask.add_argument("--partitions", type=int, help="processes in all; 4 for each that runs at once without it")
    ask.add_argument("--together", type=int, default=32, help="tallies that one process adds up; 32 without it")
    ask.add_argument("--options", default="", help='of offscript judge: "--language ja --target v2"')
    ask.add_argument("--offscript", default="offscript", help="how Offscript is called on the executors")
    ask.add_argument("--offscript-here", help="how it is called here, where that is otherwise")
    asked = ask.parse_args()

    form = asked.form or ("jsonl" if ".json" in Path(asked.answers).name else "parquet")
    here = (asked.offscript_here or asked.offscript).split()
    spark = SparkSession.builder.appName("offscript").getOrCreate()
    try:
        partitions = asked.partitions or 4 * spark.sparkContext.defaultParallelism
        lines = tallies(spark, rows(spark, asked.answers, form), partitions, max(2, asked.together), asked.offscript, asked.options)
    finally:
        spark.stop()
    with tempfile.TemporaryDirectory() as folder:
        kept = asked.tally or str(Path(folder) / "tally.json")
        offscript_here([*here, "merge", "--tally", "-", "-o", kept], lines)
        compared = ["--baseline", asked.baseline] if asked.baseline else []
        offscript_here([*here, "report", "--tally", kept, "--format", asked.format, "-o", asked.output, *compared], [])


if __name__ == "__main__":
    main()
