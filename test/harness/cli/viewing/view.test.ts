import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { request } from 'undici';
import type { Report } from '../../../../reports/index.js';
import type { Sample } from '../../../../store/index.js';
import { needsSmallDisk, root } from '../../../support/needs.js';
import { folderWith, node } from '../../../support/offscript.js';
import { warmOffscript } from '../../../support/warm.js';
import {
  type Batch,
  CLEAN,
  ENGLISH,
  keyIn,
  keyOf,
  SLIP,
  sampleOf,
  type Viewed,
  viewing,
  writeRun,
} from './viewing.js';

const offscript = warmOffscript();

const main = join(root, 'dist/harness/cli/main.js');

const COUNT = 120;

/** Of target `a` the first 30 answers slip, of `b` the first 10; two are in English. */
function answerOf(i: number): string {
  if (i === 100 || i === 101) return ENGLISH;
  const isSlip = i >> 1 < (i % 2 === 0 ? 30 : 10);
  return `${isSlip ? SLIP : CLEAN}番号${i}。`;
}

const samples: readonly Sample[] = Array.from({ length: COUNT }, (_, i) =>
  sampleOf(i, answerOf(i), i === 50 ? { reasoning: 'Zwischenraum мысль' } : {}),
);

const keysWhere = (test: (i: number) => boolean): string[] =>
  samples.flatMap((sample, i) => (test(i) ? [sample.key] : []));

describe('offscript view', () => {
  let folder: ReturnType<typeof folderWith>;
  let viewed: Viewed;
  before(async () => {
    folder = folderWith({});
    await writeRun(folder.path, 'run', samples);
    viewed = await viewing(folder.path, ['run']);
    await viewed.settled(COUNT);
  });
  after(async () => {
    await viewed?.stop();
    folder?.remove();
  });

  it('answers nobody who does not have the token, calls it by another name, or sends from a page', async () => {
    const { origin } = new URL(viewed.url);
    for (const path of ['/', '/x', '/x/', '/x/samples', `${new URL(viewed.url).pathname.slice(0, -2)}/`]) {
      const answer = await request(`${origin}${path}`);
      expect(answer.statusCode, path).to.equal(403);
      expect(await answer.body.text(), path).not.to.include(CLEAN);
    }
    const renamed = await request(viewed.url, { headers: { host: 'evil.example' } });
    expect(renamed.statusCode).to.equal(403);
    await renamed.body.dump();
    const body = JSON.stringify({ key: keyOf(0), finding: 'x', right: true });
    const posted = await request(`${viewed.url}label`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body,
    });
    expect(posted.statusCode).to.equal(415);
    await posted.body.dump();
    expect((await viewed.ask('run.json')).status).to.equal(404);
  });

  it('gives a page that may ask nobody else, with what there is to choose by', async () => {
    const answer = await request(viewed.url);
    expect(answer.headers).to.include({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    const page = await answer.body.text();
    expect(page).to.match(
      /default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'/,
    );
    expect(page).to.include('<option value="a">a (60)</option>');
    expect(page).to.include('<option value="flagged">flagged, whatever by (42)</option>');
    expect(page).not.to.include(CLEAN);
  });

  for (const [what, query, test] of [
    ['a target', 'target=b', (i: number) => i % 2 === 1],
    ['a state', 'state=mixed', (i: number) => answerOf(i).includes('посмотреть')],
    ['all that is flagged', 'state=flagged', (i: number) => i === 50 || !answerOf(i).startsWith(CLEAN)],
    ['the wrong language', 'kind=wrong_language', (i: number) => answerOf(i) === ENGLISH],
    ['a script', 'script=Cyrl', (i: number) => i === 50 || answerOf(i).includes('посмотреть')],
    ['a channel', 'channel=reasoning', (i: number) => i === 50],
    ['a tag', 'tag=even&target=a', (i: number) => i % 4 === 0],
    ['a prompt', 'prompt=p7', (i: number) => i >> 1 === 7],
    ['a flip', 'flip=clean', (i: number) => i >> 1 >= 10 && i >> 1 < 30],
    ['the other flip', 'flip=mixed', () => false],
    [
      'several things',
      'target=a&language=ja&state=mixed&script=Cyrl',
      (i: number) => i % 2 === 0 && i >> 1 < 30,
    ],
    ['what no sample has', 'script=Thai', () => false],
    ['a value that is none', 'kind=nothing', () => false],
    ['words', 'text=番号7', (i: number) => answerOf(i).includes('番号7')],
    ['words in any case', 'text=CINEMA', (i: number) => answerOf(i) === ENGLISH],
    ['words of reasoning', 'text=zwischenraum', (i: number) => i === 50],
    ['words of a prompt', 'text=kirschbaum', (i: number) => i >> 1 === 3],
    ['three code points', 'text=посмотреть'.slice(0, 8), (i: number) => answerOf(i).includes('пос')],
    [
      'fewer than three',
      'text=12',
      (i: number) => answerOf(i).includes('12') || `質問${i >> 1}`.includes('12'),
    ],
    ['words whose runs of three stand there, but not in a row', 'text=посмотретью', () => false],
    [
      'words, in a target',
      'text=番号1&target=b',
      (i: number) => i % 2 === 1 && answerOf(i).includes('番号1'),
    ],
    ['a regular expression', 'regex=%5E私は.*番号(1|2)0。%24', (i: number) => i === 10 || i === 20],
    ['both', 'regex=番号%5Cd%2B&state=wrong_language', () => false],
  ] as const)
    it(`finds exactly the samples of ${what}`, async () => {
      const { body } = await viewed.ask(`samples?${query}`);
      const expected = keysWhere(test);
      expect(await viewed.keys(query)).to.deep.equal(expected);
      // On a slow machine a first batch may come before all is counted.
      const { total, least } = body as Batch;
      expect(total).to.be.within(least ? 0 : expected.length, expected.length);
      expect((await viewed.ask(`count?${query}`)).body).to.deep.equal({ total: expected.length, next: null });
    });

  it('says what is no regular expression, and stops one that would go on for ever', async () => {
    expect(await viewed.ask('samples?regex=('))
      .to.have.nested.property('body.error.message')
      .which.includes('no regular');
    const evil = `samples?regex=${encodeURIComponent('^(([^!])+)+!!!$')}`;
    const { status, body } = await viewed.ask(evil);
    expect(status).to.equal(400);
    expect(body).to.have.nested.property('error.what', 'this expression takes too long');
    expect((await viewed.ask('state')).status).to.equal(200);
  });

  it('shows one sample by its key, what other targets said, and its record', async () => {
    const sample = (await viewed.ask(`sample?key=${keyOf(4)}`)).body as Batch['samples'][number];
    expect(keyIn(sample)).to.equal(keyOf(4));
    expect(sample.html).to.match(/<mark[^>]*>посмотреть<\/mark>/);
    const { samples: beside } = (await viewed.ask(`beside?key=${keyOf(4)}`)).body as Batch;
    expect(beside.map(keyIn)).to.deep.equal([keyOf(5)]);
    const record = (await viewed.ask(`record?key=${keyOf(50)}`)).body;
    expect(record).to.deep.include({ key: keyOf(50), target: 'a', prompt: 'p25', answer: answerOf(50) });
    expect(record).to.have.nested.property('texts[1].findings[0].script', 'Cyrl');
    for (const path of ['sample?key=none', 'beside?key=none', 'record?key=none', 'sample'])
      expect((await viewed.ask(path)).status, path).to.equal(404);
  });

  it('writes nothing into the run', () => {
    expect(readdirSync(join(folder.path, 'run')).sort()).to.deep.equal([
      'prompts.jsonl',
      'run.json',
      'samples.jsonl',
    ]);
  });

  it('flips the prompts that the report says', async () => {
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json', '--no-cache']);
    const [flips] = (JSON.parse(stdout) as Report).flips;
    const ids = flips?.became_clean.map(({ prompt }) => prompt);
    const flipped = await viewed.keys('flip=clean&target=b');
    expect(flipped.map((key) => `p${Number.parseInt(key, 16) >> 1}`)).to.have.members(ids ?? []);
    expect(flipped.length).to.equal(20);
  });
});

describe('the index of a run that is viewed', () => {
  let folder: ReturnType<typeof folderWith>;
  const running: Viewed[] = [];
  const start = async (...words: string[]): Promise<Viewed> => {
    const viewed = await viewing(folder.path, words.length > 0 ? words : ['run']);
    running.push(viewed);
    return viewed;
  };
  const line = (sample: Sample): string => `${JSON.stringify(sample)}\n`;
  const stored = (): string => join(folder.path, 'run/samples.jsonl');
  const indices = (): string[] =>
    readdirSync(join(folder.path, 'cache'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.sqlite'),
    );

  beforeEach(async () => {
    folder = folderWith({});
    await writeRun(folder.path, 'run', samples);
  });
  afterEach(async () => {
    for (const one of running.splice(0)) if (one.child.exitCode === null) await one.stop('SIGKILL');
    folder.remove();
  });

  it('grows while the run grows, and an answer takes the place of a failure', async () => {
    const viewed = await start();
    await viewed.settled(COUNT);
    const failure = { error: { kind: 'timeout', message: 'late' } };
    appendFileSync(stored(), line(sampleOf(COUNT, null, failure)));
    await viewed.settled(COUNT + 1);
    expect(await viewed.keys('state=error')).to.deep.equal([keyOf(COUNT)]);
    appendFileSync(stored(), line(sampleOf(COUNT, `${SLIP}Nachzügler`)));
    // A torn line is one that is still being written.
    appendFileSync(stored(), line(sampleOf(COUNT + 1, CLEAN)).slice(0, 40));
    for (let tries = 0; (await viewed.keys('text=nachzügler')).length === 0 && tries < 500; tries++)
      await sleep(20);
    expect(await viewed.keys('state=error')).to.deep.equal([]);
    expect(await viewed.keys('text=nachzügler')).to.deep.equal([keyOf(COUNT)]);
    appendFileSync(stored(), line(sampleOf(COUNT + 1, CLEAN)).slice(40));
    await viewed.settled(COUNT + 2);
    // A failure takes no answer's place.
    appendFileSync(stored(), line(sampleOf(0, null, failure)) + line(sampleOf(COUNT + 2, CLEAN)));
    await viewed.settled(COUNT + 3);
    expect(await viewed.keys('state=error')).to.deep.equal([]);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const)
    it(`is gone on with after ${signal}, and made anew where the run is another one`, async () => {
      const first = await start();
      await first.settled(COUNT);
      await first.stop(signal);
      expect(indices().length).to.equal(1);
      appendFileSync(stored(), line(sampleOf(COUNT, `${CLEAN}Nachzügler`)));
      const second = await start();
      // What is known is there at once.
      const { body } = await second.ask('samples');
      expect((body as Batch).total).to.be.at.least(COUNT);
      await second.settled(COUNT + 1);
      expect(await second.keys('text=nachzügler')).to.deep.equal([keyOf(COUNT)]);
      expect((await second.keys('state=mixed')).length).to.equal(40);
      await second.stop();
      const text = readFileSync(stored(), 'utf8');
      writeFileSync(stored(), text.replaceAll('посмотреть', 'приготовить'));
      const third = await start();
      await third.settled(COUNT + 1);
      expect(await third.keys('text=посмотреть')).to.deep.equal([]);
      expect((await third.keys('text=приготовить')).length).to.equal(40);
      expect(indices().length).to.equal(1);
    });

  it('has a link that lasts: the address is the same when it is started again on the same port', async () => {
    const first = await start();
    const { port } = new URL(first.url);
    await first.stop();
    const second = await viewing(folder.path, ['run', '--port', port]);
    running.push(second);
    expect(second.url).to.equal(first.url);
  });

  it('is made where it is damaged', async () => {
    const first = await start();
    await first.settled(COUNT);
    await first.stop();
    const [index = ''] = indices();
    writeFileSync(join(folder.path, 'cache', index), 'no database');
    const second = await start();
    await second.settled(COUNT);
    expect((await second.keys('state=mixed')).length).to.equal(40);
  });

  it('is one of its own for a second process, which leaves nothing behind', async () => {
    const first = await start();
    await first.settled(COUNT);
    const second = await start();
    await second.settled(COUNT);
    expect(second.said()).to.include('the index goes with this process');
    expect(await second.keys('state=mixed')).to.deep.equal(await first.keys('state=mixed'));
    await second.stop();
    expect(await first.keys('text=cinema')).to.have.lengthOf(2);
  });

  it('says which line of a run cannot be read, and shows the others', async () => {
    appendFileSync(stored(), '{"key":"x"}\n');
    const viewed = await start();
    for (;;) {
      const { body } = await viewed.ask('state');
      if (/samples\.jsonl:121/.test((body as { line: string }).line)) break;
      await sleep(20);
    }
    expect((await viewed.keys('state=mixed')).length).to.equal(40);
  });

  for (const [kib, what] of [
    [40, 'is not begun'],
    [400, 'is as far as it goes, and says so,'],
  ] as const)
    it(`${what} where the disk is full`, async function () {
      const disk = needsSmallDisk(this, kib);
      try {
        if (kib < 100) {
          const words = [main, 'view', 'run', '--port', '0'];
          const { code, stderr } = await node(folder.path, words, { XDG_CACHE_HOME: disk.path });
          expect(code, stderr).to.equal(2);
          expect(stderr).to.match(/cannot make the index \(.*\); check space and permissions/);
          return;
        }
        const long = samples.map((sample, i) => ({
          ...sample,
          answer: Array.from({ length: 60 }, (_, n) =>
            createHash('sha256').update(`${i} ${n}`).digest('hex'),
          ).join(' '),
        }));
        await writeRun(folder.path, 'long', long as Sample[]);
        const viewed = await viewing(folder.path, ['long'], disk.path);
        running.push(viewed);
        for (;;) {
          const { body } = await viewed.ask('state');
          if (/the index cannot be written \(.*\); make room/.test((body as { line: string }).line)) break;
          await sleep(20);
        }
        expect((await viewed.ask('samples')).status).to.equal(200);
        expect(await viewed.stop()).to.equal(0);
      } finally {
        disk.remove();
      }
    });

  it('is of several runs together, whose targets of one name are told apart', async () => {
    await writeRun(
      folder.path,
      'other',
      samples.map((sample) => ({ ...sample, key: keyOf(1000 + Number.parseInt(sample.key, 16)) }) as Sample),
    );
    const viewed = await start('run', 'other');
    await viewed.settled(2 * COUNT);
    expect((await viewed.keys('state=mixed')).length).to.equal(80);
    expect((await viewed.keys('target=other%2Fa')).length).to.equal(60);
    const { samples: beside } = (await viewed.ask(`beside?key=${keyOf(4)}`)).body as Batch;
    expect(beside.map(keyIn)).to.deep.equal([keyOf(5), keyOf(1004), keyOf(1005)]);
  });

  it('is nothing without a run', async () => {
    const { code, stderr } = await offscript(folder.path, ['view', 'none', '--port', '0']);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^offscript: none: no run folder/);
    expect(existsSync(join(folder.path, 'none'))).to.equal(false);
  });
});

describe('labels in a view', () => {
  let folder: ReturnType<typeof folderWith>;
  let viewed: Viewed;
  before(async () => {
    folder = folderWith({});
    await writeRun(folder.path, 'run', samples);
    await offscript(folder.path, ['label', 'run', '--labels', '20', '--seed', 's'], {}, 'q\n');
    viewed = await viewing(folder.path, ['run']);
    await viewed.settled(COUNT);
  });
  after(async () => {
    await viewed?.stop();
    folder?.remove();
  });

  const records = (): Record<string, unknown>[] =>
    readFileSync(join(folder.path, 'run/labels.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
  const labels = async (key: string) =>
    ((await viewed.ask(`sample?key=${key}`)).body as Batch['samples'][number]).labels;
  const corrected = async () => {
    const { stdout } = await offscript(folder.path, ['report', 'run', '--format', 'json', '--no-cache']);
    return (JSON.parse(stdout) as Report).targets.map(({ corrected: rates }) => rates);
  };

  it('are asked of what was drawn, and the report corrects its rate by them', async () => {
    const drawn = await viewed.keys('drawn=script_mixing');
    expect(drawn.length).to.equal(40);
    expect(await corrected()).to.deep.equal([undefined, undefined]);
    for (const key of drawn) {
      const present = answerOf(Number.parseInt(key, 16)).includes('посмотреть');
      const { status } = await viewed.ask('label', { key, rate: 'script_mixing', present });
      expect(status).to.equal(200);
    }
    expect((await labels(drawn[0] ?? '')).draws[0]).to.include({ rate: 'script_mixing' });
    expect(records().filter(({ kind }) => kind === 'label').length).to.equal(40);
    const [a, b] = await corrected();
    expect(a?.[0]).to.include({ measure: 'script_mixing', rate: 0.5 });
    expect(b?.[0]?.flagged.labels).to.equal(10);
  });

  it('of findings are kept apart, and say of a drawn answer that it has what is counted where one is right', async () => {
    const before = JSON.stringify(await corrected());
    const drawn = new Set(await viewed.keys('drawn=script_mixing'));
    const mixed = await viewed.keys('state=mixed');
    const other = mixed.find((key) => !drawn.has(key)) ?? '';
    const { draws, findings } = await labels(other);
    expect(draws).to.deep.equal([]);
    const place = findings[0]?.place ?? '';
    for (const right of [true, false]) {
      expect((await viewed.ask('label', { key: other, finding: place, right })).status).to.equal(200);
      expect(records().at(-1)).to.include({
        kind: 'finding',
        key: other,
        channel: 'answer',
        script: 'Cyrl',
        right,
      });
      expect((await labels(other)).findings[0]?.right).to.equal(right);
    }
    expect(JSON.stringify(await corrected())).to.equal(before);

    const own = mixed.find((key) => drawn.has(key)) ?? '';
    await viewed.ask('label', { key: own, rate: 'script_mixing', present: false });
    await viewed.ask('label', { key: own, finding: (await labels(own)).findings[0]?.place, right: true });
    expect(records().slice(-2)).to.have.nested.property('[1].present', true);
    expect((await labels(own)).draws[0]?.present).to.equal(true);
    expect(JSON.stringify(await corrected())).to.equal(before);
  });

  it('that cannot be said of an answer are refused, and nothing is kept', async () => {
    const count = records().length;
    const [drawn = ''] = await viewed.keys('drawn=script_mixing');
    const keys = new Set(await viewed.keys('drawn=script_mixing'));
    const other = samples.find(({ key }) => !keys.has(key))?.key;
    for (const label of [
      { key: other, rate: 'script_mixing', present: true },
      { key: drawn, rate: 'damage', present: true },
      { key: drawn, rate: 'script_mixing', present: 'yes' },
      { key: drawn, finding: 'answer 0 1', right: true },
      { key: drawn, finding: 'answer 8 18' },
      { key: 'none', rate: 'script_mixing', present: true },
      [],
      null,
      'x',
    ])
      expect((await viewed.ask('label', label)).status, JSON.stringify(label)).to.be.oneOf([400, 404]);
    expect(records().length).to.equal(count);
  });
});
