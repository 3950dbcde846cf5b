import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { hashOf, questionsFor, runSuite } from '../../../harness/run/index.js';
import { beforeModel, startSimulator } from '../../../harness/simulator/index.js';
import { loadSuite } from '../../../harness/suite/index.js';
import { buildReport, openRun } from '../../../reports/index.js';
import { folderStore } from '../../../store/index.js';
import { folderWith } from '../../support/offscript.js';

const suite = (url: string, ...lines: string[]): string =>
  [
    ...lines,
    'name: s',
    'repeats: 2',
    'seed: 3',
    `targets: [{ id: a, base_url: "${url}", model: ${beforeModel.id} }]`,
    'prompts: [{ language: ja, sample: 12 }]',
    '',
  ].join('\n');

const LENIENT = ['lid: franc', 'allow: [kubectl]', 'policies: { ja: { tolerated: [Cyrl, Latn, Hang] } }'];

describe('policies in a suite', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({
      'plain.yaml': suite('http://127.0.0.1:9/v1'),
      'lenient.yaml': suite('http://127.0.0.1:9/v1', ...LENIENT),
    });
  });
  afterEach(() => folder.remove());
  const load = (name: string) => loadSuite(join(folder.path, name));

  it('are read with what else detection goes by, and are missing where it says nothing', async () => {
    expect((await load('lenient.yaml')).detection).to.deep.equal({
      lid: 'franc',
      allow: ['kubectl'],
      policies: { ja: { tolerated: ['Cyrl', 'Latn', 'Hang'] } },
    });
    expect(await load('plain.yaml')).not.to.have.property('detection');
  });

  it('change neither the hash of the suite nor the keys of its samples', async () => {
    const [plain, lenient] = [await load('plain.yaml'), await load('lenient.yaml')];
    const keys = ({ targets: [target], ...rest }: typeof plain): string[] =>
      target === undefined
        ? []
        : Array.from(questionsFor({ targets: [target], ...rest }, target), ({ key }) => key);
    expect(hashOf(lenient)).to.equal(hashOf(plain));
    expect(keys(lenient)).to.deep.equal(keys(plain)).and.to.have.length(24);
  });

  it('let a suite ask in a language that is known by its scripts alone', async () => {
    const other = folderWith({
      's.yaml': suite('http://127.0.0.1:9/v1', 'policies: { qaa: { scripts: [Cher] } }').replace(
        '{ language: ja, sample: 12 }',
        '{ file: p.jsonl }',
      ),
      'p.jsonl': '{"text": "ᏣᎳᎩ", "language": "qaa"}\n',
    });
    try {
      const { prompts } = await loadSuite(join(other.path, 's.yaml'));
      expect(prompts.map(({ language }) => language)).to.deep.equal(['qaa']);
    } finally {
      other.remove();
    }
  });

  it('are stored with the run, newer ones in place of older ones, and decide its report', async () => {
    const simulator = await startSimulator({ models: [beforeModel], seed: 3 });
    const out = join(folder.path, 'out');
    const judged = async () => {
      const { report } = await buildReport([await openRun(folderStore(out))]);
      return { policy: report.detector.policy, mixed: report.targets[0]?.mixing.mixed };
    };
    try {
      await runSuite({ ...(await load('plain.yaml')), ...at(simulator.url) }, folderStore(out));
      expect(await folderStore(out).manifest()).not.to.have.property('detection');
      const samples = readFileSync(join(out, 'samples.jsonl'), 'utf8');
      const before = await judged();
      expect(before.policy).to.equal('default-3');
      expect(before.mixed).to.be.greaterThan(0);

      const again = await runSuite(
        { ...(await load('lenient.yaml')), ...at(simulator.url) },
        folderStore(out),
      );
      expect(again).to.include({ asked: 0, skipped: 24 });
      expect((await folderStore(out).manifest()).detection).to.deep.equal(
        (await load('lenient.yaml')).detection,
      );
      expect(readFileSync(join(out, 'samples.jsonl'), 'utf8')).to.equal(samples);
      const after = await judged();
      expect(after.policy).to.match(/^default-3\+[0-9a-f]{8}$/);
      expect(after.mixed).to.be.lessThan(before.mixed ?? 0);
    } finally {
      await simulator.close();
    }
  });
});

/** The suite's target, served at `url`. */
const at = (url: string) => ({ targets: [{ id: 'a', base_url: url, model: beforeModel.id }] });
