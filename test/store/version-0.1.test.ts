import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runSuite } from '../../harness/run/index.js';
import { beforeModel, startSimulator } from '../../harness/simulator/index.js';
import type { Suite } from '../../harness/suite/index.js';
import type { Prompt } from '../../prompts/index.js';
import { folderStore } from '../../store/index.js';
import { collect } from '../support/collect.js';
import { folderWith, offscript } from '../support/offscript.js';

/** As version 0.1.0 wrote them. */
const VERSIONS = { offscript: '0.1.0', node: '20.20.2', unicode: '17.0.0', packs: '2026.11.3' };
const CREATED = '2026-11-29T23:17:21.400Z';

const LOG = `{"model":"m","id":"q1","language":"ja","prompt":"天気は？","text":"雨です。"}
{"model":"m","id":"q2","text":"晴れです。"}
not json
`;

const SCORED = {
  'run.json': `${JSON.stringify(
    {
      schema: 1,
      made_by: 'score',
      suite: { name: 'r.jsonl', hash: '5d5ec7e3946de4cc922f41936f11dc7d2f996e2be3d8f161f588db494d098dd6' },
      created_at: CREATED,
      versions: VERSIONS,
      targets: [{ id: 'm', model: 'm' }],
      repeats: 1,
      prompts: 1,
      left_out: { unread: 1, doubles: 0 },
    },
    null,
    2,
  )}\n`,
  'prompts.jsonl': `{"id":"ecb19ed0c4d0","language":"ja","messages":[{"role":"user","content":"天気は？"}]}\n`,
  'samples.jsonl': `{"key":"678e30e4eee6f186b8900eba","target":"m","prompt":"ecb19ed0c4d0","language":"ja","repeat":0,"answer":"雨です。","attempts":0}
{"key":"7ecfe3596e8c6f718d8ddc5e","target":"m","prompt":"q2","language":"ja","repeat":0,"answer":"晴れです。","attempts":0}
`,
};

const ASKED = {
  'run.json': `${JSON.stringify({
    schema: 1,
    made_by: 'run',
    suite: { name: 'old', hash: '89ef31e63ae41dfdc4312fdf0ddff22a776b707b86c25e5f8b000b8166bdb028' },
    created_at: CREATED,
    versions: VERSIONS,
    targets: [{ id: 'a', model: 'before', base_url: 'http://127.0.0.1:8399/v1' }],
    repeats: 2,
    seed: 7,
    prompts: 2,
  })}\n`,
  'prompts.jsonl': `{"id":"p0","language":"ja","messages":[{"role":"user","content":"天気は？"}]}
{"id":"p1","language":"ko","messages":[{"role":"user","content":"날씨는?"}]}
`,
  'samples.jsonl': `{"key":"aeb65cca8531609157db5727","target":"a","prompt":"p0","language":"ja","repeat":0,"answer":"雨の日が続くと洗濯物がなかなか乾かず、困ってしまいます。","finish_reason":"stop","model":"before","system_fingerprint":"offscript-simulator-1","usage":{"prompt_tokens":8,"completion_tokens":197},"attempts":1,"started_at":"2026-11-29T23:17:23.962Z","latency_ms":33}
{"key":"e4c4ae404d45a85fe76688f5","target":"a","prompt":"p1","language":"ko","repeat":0,"answer":null,"error":{"kind":"http","status":500,"message":"500 broken"},"attempts":2,"retried":["timeout"],"started_at":"2026-11-29T23:17:23.963Z","latency_ms":35}
{"key":"168570f2003fa0cc07254c2c","target":"a","prompt":"p0","language":"ja","rep`,
};

const inFolder = (folder: string, files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

describe('a folder of version 0.1', () => {
  let folder: ReturnType<typeof folderWith>;
  afterEach(() => folder.remove());

  const at = (name: string): string => join(folder.path, name);
  const filesIn = (name: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(at(name)).map((file) => [file, readFileSync(join(at(name), file), 'utf8')]),
    );

  it('goes on: what has an answer is not asked again, and it keeps when it was made', async () => {
    folder = folderWith(inFolder('out', ASKED));
    const prompt = (id: string, language: string, content: string): Prompt => ({
      id,
      language,
      messages: [{ role: 'user', content }],
    });
    const simulator = await startSimulator({ models: [beforeModel] });
    try {
      const suite: Suite = {
        name: 'old',
        repeats: 2,
        seed: 7,
        targets: [{ id: 'a', model: 'before', base_url: simulator.url }],
        prompts: [prompt('p0', 'ja', '天気は？'), prompt('p1', 'ko', '날씨는?')],
      };
      const store = folderStore(at('out'));
      expect(await runSuite(suite, store)).to.deep.include({ asked: 3, skipped: 1, left: 0 });
      expect(await store.manifest()).to.deep.include({ schema: 1, created_at: CREATED, versions: VERSIONS });
      const samples = await collect(store.samples());
      expect(samples.map(({ key }) => key)).to.have.members([
        'aeb65cca8531609157db5727',
        'e4c4ae404d45a85fe76688f5',
        '168570f2003fa0cc07254c2c',
        '9526bfe4753e1e52979c1047',
      ]);
      expect(samples.find(({ prompt: id, repeat }) => id === 'p1' && repeat === 0)).to.deep.include({
        attempts: 3,
        retried: ['timeout', '500'],
      });
    } finally {
      await simulator.close();
    }
  });

  for (const [how, name, words] of [
    ['that named itself', 'runs/r-5d5ec7e3', []],
    ['that was named', 'out', ['-o', 'out']],
  ] as const)
    it(`${how} is already there, when score reads just these responses again, and stays as it is`, async () => {
      folder = folderWith({ 'r.jsonl': LOG, ...inFolder(name, SCORED) });
      const { code, stdout, stderr } = await offscript(folder.path, [
        'score',
        'r.jsonl',
        '--language',
        'ja',
        ...words,
      ]);
      expect([code, stdout]).to.deep.equal([3, `${name}\n`]);
      expect(stderr).to.contain(
        '2 samples of 1 target, 1 with their prompt, read from "text" (already there)\n',
      );
      expect(filesIn(name)).to.deep.equal(SCORED);
      expect(readdirSync(folder.path)).to.have.members(['r.jsonl', name.split('/')[0]]);
    });
});
