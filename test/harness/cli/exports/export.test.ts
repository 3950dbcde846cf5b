import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { parse } from 'yaml';
import { startSimulator } from '../../../../harness/simulator/index.js';
import { root } from '../../../support/needs.js';
import { folderWith } from '../../../support/offscript.js';
import { warmOffscript } from '../../../support/warm.js';

const offscript = warmOffscript();

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';

/** What models write, and what breaks a reader that takes it for more than text. */
const HOSTILE = `${SLIP}</script><img src=x onerror=alert(1)>\u2028\u2029\u0085\u0000\u001b[31m\ud800 "'\`{{7*7}}: - # !!python/object\n---\n\u202e`;
const NAME = 'vendor/мод ель: "x" #1 \u2028../../../etc\u001b[31m';

const ROWS = [
  { id: 'p1', model: 'm/one', language: 'ja', text: SLIP, prompt: '昨日は何をしましたか。' },
  {
    id: 'p2',
    model: 'm/one',
    language: 'ja',
    text: CLEAN,
    prompt: '今日は。',
    finish_reason: 'constructor',
  },
  { id: 'p3', model: 'm/one', language: 'ja', text: '', prompt: '空。' },
  {
    id: 'p4',
    model: 'm/one',
    language: 'ja',
    text: 'We saw a film yesterday, and it was a lot of fun for all of us.',
    prompt: '何。',
  },
  {
    id: 'p5',
    model: 'm/one',
    language: 'ko',
    text: '<think>음…</think>오늘은 날씨가 아주 좋습니다. 산책을 갑니다.',
    prompt: '오늘은?',
  },
  { id: 'p1', model: NAME, language: 'ja', text: HOSTILE, prompt: '昨日は何をしましたか。' },
  { id: 'p2', model: NAME, language: 'ja', text: CLEAN, prompt: '今日は。' },
  { id: 'p1', model: 'nothing', language: 'ja', text: '', prompt: '昨日は何をしましたか。' },
];

/** The files below a folder, with what they hold. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

interface InspectLog {
  readonly eval: { readonly model: string };
  readonly samples: readonly {
    readonly scores: Readonly<Record<string, { readonly value: number; readonly explanation: string }>>;
    readonly output: { readonly choices: readonly { readonly stop_reason: string }[] };
  }[];
  readonly results: {
    readonly scores: readonly {
      readonly name: string;
      readonly metrics: Readonly<Record<string, { readonly value: number }>>;
    }[];
  };
}

describe('offscript export', () => {
  let folder: ReturnType<typeof folderWith>;
  /** Rates of the report on the run, by target. */
  let targets: readonly {
    readonly id: string;
    readonly script_mixing: { readonly mixed: number; readonly of: number; readonly rate: number | null };
  }[];
  before(async () => {
    folder = folderWith({
      'log.jsonl': `${ROWS.map((row) => JSON.stringify(row)).join('\n')}\n`,
      'policy.yaml': 'policies:\n  ja:\n    tolerated: [Cyrl]\n',
    });
    await offscript(folder.path, ['score', 'log.jsonl', '-o', 'run']);
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json']);
    targets = JSON.parse(stdout).targets;
  });
  after(() => folder.remove());

  async function exported(format: string, ...words: string[]): Promise<ReadonlyMap<string, string>> {
    const out = `out-${format}`;
    const { code, stderr, stdout } = await offscript(folder.path, [
      'export',
      'run',
      '--format',
      format,
      '-o',
      out,
      ...words,
    ]);
    expect([code, stderr]).to.deep.equal([0, '']);
    const files = filesIn(join(folder.path, out));
    expect(
      linesOf(stdout)
        .map((line) => line.replaceAll('\\', '/').slice(out.length + 1))
        .sort(),
    ).to.deep.equal([...files.keys()].sort());
    for (const path of files.keys()) expect(path).to.match(/^[A-Za-z0-9._+/-]+$/);
    return files;
  }

  it('writes records and samples that the schemas of Every Eval Ever take', async () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    const schema = (name: string) =>
      ajv.compile(JSON.parse(readFileSync(join(root, 'test/harness/cli/exports/schemas', name), 'utf8')));
    const [record, line] = [schema('eval.schema.json'), schema('instance_level_eval.schema.json')];
    expect(record({ schema_version: '0.3.0' }), 'the schema refuses what is no record').to.equal(false);
    const files = await exported(
      'every-eval-ever',
      '--organization',
      'Example',
      '--relationship',
      'third_party',
    );
    const records = [...files].filter(([path]) => path.endsWith('.json'));
    expect(records).to.have.lengthOf(3);
    for (const [path, text] of records) {
      expect(path).to.match(
        /^data\/offscript\/[^/]+\/[^/]+\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.json$/,
      );
      const value = JSON.parse(text);
      expect(record(value), JSON.stringify(record.errors)).to.equal(true);
      const target =
        targets.find(({ id }) => id === value.model_info.additional_details.target) ?? expect.fail(path);
      const all = value.evaluation_results.find(
        (each: { evaluation_result_id: string }) => each.evaluation_result_id === 'offscript/script_mixing',
      );
      expect(all?.score_details.score ?? null).to.equal(target.script_mixing.rate);
      const samples = files.get(path.replace('.json', '_samples.jsonl'));
      expect(value.detailed_evaluation_results?.file_path).to.equal(
        samples && path.replace('.json', '_samples.jsonl'),
      );
      const ids = new Set(
        value.evaluation_results.map((each: { evaluation_result_id: string }) => each.evaluation_result_id),
      );
      let mixed = 0;
      for (const one of linesOf(samples ?? '')) {
        const sample = JSON.parse(one);
        expect(line(sample), JSON.stringify(line.errors)).to.equal(true);
        expect(ids.has(sample.evaluation_result_id), sample.evaluation_result_id).to.equal(true);
        expect(sample.evaluation_id).to.equal(value.evaluation_id);
        if (sample.evaluation_result_id.endsWith('/script_mixing')) mixed += sample.evaluation.score;
      }
      expect(mixed).to.equal(target.script_mixing.mixed);
    }
  });

  it('writes logs of Inspect that are read back as the answers that they were', async () => {
    const files = await exported('inspect');
    expect(files.size).to.equal(3);
    const logs = [...files.values()].map((text): InspectLog => JSON.parse(text));
    const one = logs.find((log) => log.eval.model === 'm/one') ?? expect.fail();
    const stops = one.samples.flatMap(({ output }) => output.choices.map((choice) => choice.stop_reason));
    expect(stops).to.have.members(['stop', 'unknown', 'stop', 'stop', 'stop']);
    const explained = one.samples.flatMap(({ scores }) =>
      scores.script_mixing?.value === 1 ? [scores.script_mixing.explanation] : [],
    );
    expect(explained).to.deep.equal(['Cyrl "посмотреть" at 9-19']);
    expect(one.samples.filter(({ scores }) => Object.keys(scores).length === 0)).to.have.lengthOf(1);
    const names = [...files.keys()].map((name) => join('out-inspect', name));
    for (const name of names)
      expect(name).to.match(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\+00-00_[^_]+_[A-Za-z0-9]{20,22}\.json$/);
    const read = await offscript(folder.path, ['score', ...names, '--from', 'inspect', '-o', 'again']);
    expect(read.code, read.stderr).to.equal(0);
    const { stdout } = await offscript(folder.path, ['report', 'again', '--format', 'json']);
    const again: typeof targets = JSON.parse(stdout).targets;
    for (const { id, script_mixing } of targets)
      expect(again.find((each) => each.id === id)?.script_mixing, id).to.deep.equal(script_mixing);
  });

  it('writes results of the Hub as YAML of plain values, whatever names hold', async () => {
    const files = await exported(
      'hf',
      '--dataset',
      'offscript/packs',
      '--source',
      'https://example.org/run',
      '--organization',
      '- {a: b}',
    );
    expect(files.size).to.equal(3);
    for (const [path, text] of files) {
      expect(path).to.match(/^[^/]+\/\.eval_results\/offscript\.yaml$/);
      for (const entry of parse(text)) {
        expect(Object.keys(entry)).to.deep.equal(['dataset', 'value', 'date', 'source', 'notes']);
        expect(entry.dataset.id).to.equal('offscript/packs');
        expect(entry.value).to.be.within(0, 100);
        expect(entry.source).to.deep.equal({ url: 'https://example.org/run', name: '- {a: b}' });
      }
    }
    const [, text = ''] = [...files].find(([path]) => path.startsWith('m_one')) ?? [];
    const one = parse(text);
    const all = one.find(
      (entry: { dataset: { task_id: string } }) => entry.dataset.task_id === 'all_script_mixing',
    );
    expect(all.value).to.be.closeTo(25, 1e-9);
    expect(all.notes).to.match(/^Script mixing, percent of scored answers, lower is better: 1 of 4, 25\.0% /);
  });

  it('writes events of OpenTelemetry, a line a sample, in the types of OTLP', async () => {
    const files = await exported('otel');
    const records = [...files.values()].flatMap(linesOf).flatMap((line) => {
      const { resourceLogs } = JSON.parse(line);
      return resourceLogs[0].scopeLogs[0].logRecords as readonly {
        readonly eventName: string;
        readonly timeUnixNano: string;
        readonly attributes: readonly { readonly key: string; readonly value: object }[];
      }[];
    });
    expect([...files.values()].flatMap(linesOf)).to.have.lengthOf(ROWS.length);
    const attribute = (record: (typeof records)[number], key: string): unknown =>
      Object.values(record.attributes.find((each) => each.key === key)?.value ?? {})[0];
    for (const record of records) {
      expect(record.eventName).to.equal('gen_ai.evaluation.result');
      expect(record.timeUnixNano).to.match(/^\d{19}$/);
      expect(attribute(record, 'gen_ai.evaluation.name')).to.match(/^offscript\.[a-z_]+$/);
      for (const { value } of record.attributes)
        expect(Object.entries(value)[0]).to.satisfy(([type, inner]: [string, unknown]) =>
          type === 'doubleValue'
            ? typeof inner === 'number'
            : ['stringValue', 'intValue'].includes(type) && typeof inner === 'string',
        );
    }
    const failed = records.filter(
      (record) =>
        attribute(record, 'gen_ai.evaluation.name') === 'offscript.script_mixing' &&
        attribute(record, 'gen_ai.evaluation.score.label') === 'fail',
    );
    expect(failed.map((record) => attribute(record, 'gen_ai.evaluation.explanation'))).to.have.lengthOf(2);
    expect(
      records.filter((record) => attribute(record, 'gen_ai.evaluation.score.label') === 'not_scored'),
    ).to.have.lengthOf(2);
  });

  it('gives no reader a line of JSON that ends early, a half character, or a control character', async () => {
    for (const format of ['every-eval-ever', 'inspect', 'otel'])
      for (const [path, text] of await exported(format)) {
        expect(text, path).not.to.match(/[\u0000-\u0009\u000b-\u001f\u0085\u2028\u2029]/);
        expect(text, path).not.to.match(/\\ud[89ab][0-9a-f]{2}/i);
      }
  });

  it('judges by policies of a file', async () => {
    const labelled = (files: ReadonlyMap<string, string>): number =>
      [...files.values()].join('').split('"fail"').length - 1;
    const [own, other] = [await exported('otel'), await exported('otel', '--policy', 'policy.yaml')];
    expect(labelled(own)).to.be.above(labelled(other));
    expect([...other.values()].join('')).not.to.include('Cyrl');
  });

  it('says of a run that is not complete how much is missing', async () => {
    const simulator = await startSimulator({ models: [{ id: 'clean', slips: {} }] });
    const suite = {
      seed: 3,
      targets: [{ id: 'a', base_url: simulator.url, model: 'clean' }],
      prompts: [{ language: 'ja', sample: 5 }],
    };
    writeFileSync(join(folder.path, 'suite.json'), JSON.stringify(suite));
    await offscript(folder.path, ['run', 'suite.json', '-o', 'part', '--limit', '2', '--quiet']);
    await simulator.close();
    const { code, stderr } = await offscript(folder.path, ['export', 'part', '--format', 'otel', '-o', 'x']);
    expect([code, stderr]).to.deep.equal([
      0,
      'offscript: warning: the run is not complete: 3 questions have no answer yet\n',
    ]);
  });

  const WRONG: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'a form that there is none of': [
      ['run', '--format', 'pdf', '-o', 'x'],
      /Allowed choices are every-eval-ever, hf, inspect, otel/,
    ],
    'no form': [['run', '-o', 'x'], /--format/],
    'no folder': [['run', '--format', 'otel'], /--output/],
    'no dataset for the Hub': [
      ['run', '--format', 'hf', '-o', 'x'],
      /^offscript: --dataset: the results belong to no dataset; name the benchmark on the Hub, OWNER\/NAME\n$/,
    ],
    'a dataset that is none': [
      ['run', '--format', 'hf', '--dataset', 'a b', '-o', 'x'],
      /^offscript: --dataset: "a b" is no dataset of the Hub/,
    ],
    'a run that is not there': [['nowhere', '--format', 'otel', '-o', 'x'], /^offscript: nowhere/],
    'a folder that is a file': [
      ['run', '--format', 'otel', '-o', 'log.jsonl'],
      /^offscript: log\.jsonl\S*: cannot write the export \(E\w+\); name another folder with -o\n$/,
    ],
  };
  for (const [what, [words, says]] of Object.entries(WRONG))
    it(`says what is wrong with ${what}`, async () => {
      const { code, stderr } = await offscript(folder.path, ['export', ...words]);
      expect(code).to.equal(2);
      expect(stderr).to.match(says);
    });
});
