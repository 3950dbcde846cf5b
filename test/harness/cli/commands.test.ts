import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../../../reports/index.js';
import { root } from '../../support/needs.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

const TEXT = '春です。\n値段を посмотреть しましょう。\nこの问题です。\n';

describe('offscript detect', () => {
  let folder: ReturnType<typeof folderWith>;
  beforeEach(() => {
    folder = folderWith({ 'a.txt': TEXT, 'clean.txt': '今日は NASA の話です。\n' });
  });
  afterEach(() => folder.remove());

  it('prints file:line:column, kind, script and text of each finding, and exits with 1', async () => {
    const { code, stdout } = await offscript(folder.path, [
      'detect',
      '--language',
      'ja',
      'a.txt',
      'clean.txt',
    ]);
    expect(stdout).to.equal('a.txt:2:5  script  Cyrl  "посмотреть"\na.txt:3:3  han  Hans  "问题"\n');
    expect(code).to.equal(1);
  });

  it('says of a finding that it stands in code, which alone is no reason to exit with 1', async () => {
    const text = 'Der Code addiert zwei Zahlen.\n\n```python\nx = 1  # сложение\n```\n';
    const { code, stdout } = await offscript(folder.path, ['detect', '--language', 'de'], {}, text);
    expect([code, stdout]).to.deep.equal([0, '<stdin>:4:10  script  Cyrl  "сложение"  in code\n']);
  });

  for (const written of ['Japanese', 'ja_JP', 'jpn_Jpan', '日本語'])
    it(`takes ${written} for ja, as suites and logs do`, async () => {
      const asked = await offscript(folder.path, ['detect', '--language', written, 'a.txt']);
      expect(asked).to.deep.equal(await offscript(folder.path, ['detect', '--language', 'ja', 'a.txt']));
      expect(asked.code).to.equal(1);
    });

  it('shows what is in doubt when asked, and counts it as nothing', async () => {
    const text = '価格が越来越高くなっています。';
    const plain = await offscript(folder.path, ['detect', '--language', 'ja'], {}, text);
    expect([plain.code, plain.stdout]).to.deep.equal([0, '']);
    const shown = await offscript(folder.path, ['detect', '--language', 'ja', '--explain'], {}, text);
    expect([shown.code, shown.stdout]).to.deep.equal([0, '<stdin>:1:4  possible  Hans  "越来越"\n']);
    const line = JSON.stringify({ id: 'a', language: 'ja', text });
    const records = await Promise.all(
      [['--jsonl'], ['--jsonl', '--explain']].map(async (flags) => {
        const { code, stdout } = await offscript(folder.path, ['detect', ...flags], {}, `${line}\n`);
        const { mixed, findings, possible } = JSON.parse(stdout);
        return { code, mixed, findings, possible };
      }),
    );
    const none = { code: 0, mixed: false, findings: [] };
    const stretch = {
      start: 3,
      end: 6,
      text: '越来越',
      kind: 'han',
      script: 'Hans',
      zone: 'text',
      evidence: 'likelihood',
    };
    expect(records).to.deep.equal([
      { ...none, possible: undefined },
      { ...none, possible: [stretch] },
    ]);
  });

  it('exits with 0 on clean text, and explains what it exempted when asked', async () => {
    expect(await offscript(folder.path, ['detect', '--language', 'ja', 'clean.txt'])).to.deep.equal({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const { code, stdout } = await offscript(folder.path, [
      'detect',
      '--language',
      'ja',
      '--explain',
      'clean.txt',
    ]);
    expect([code, stdout]).to.deep.equal([0, 'clean.txt:1:5  exempt  acronym  "NASA"\n']);
  });

  it('reads standard input, and says when the whole text is in another language', async () => {
    const { code, stdout } = await offscript(
      folder.path,
      ['detect', '--language', 'ko'],
      {},
      'Сегодня хорошая погода.\n',
    );
    expect([code, stdout]).to.deep.equal([1, '<stdin>:1:1  wrong-language  Cyrl  100% of its letters\n']);
  });

  it('looks at what of a text is no reasoning, and says where it stands in the whole of it', async () => {
    const text =
      '<think>Пусть so.</think>値段を посмотреть しましょう。<think>Hm.</thinking>はい、そうです。';
    const { code, stdout } = await offscript(
      folder.path,
      ['detect', '--jsonl', '--language', 'ja'],
      {},
      JSON.stringify({ text }),
    );
    const { findings, torn_markup: torn } = JSON.parse(stdout);
    expect([code, findings.length, torn.length]).to.deep.equal([1, 1, 1]);
    const [{ start, end, text: found }] = findings;
    expect([found, text.slice(start, end)]).to.deep.equal(['посмотреть', 'посмотреть']);
    expect([torn[0].kind, text.slice(torn[0].start, torn[0].end)]).to.deep.equal([
      'mismatched',
      '<think>Hm.</thinking>',
    ]);
    const plain = await offscript(folder.path, ['detect', '--explain', '--language', 'ja'], {}, text);
    expect(plain.stdout).to.equal(
      '<stdin>:1:29  script  Cyrl  "посмотреть"\n<stdin>:1:46  torn-markup  mismatched  "<think>Hm.</thinking>"\n',
    );
    const none = await offscript(
      folder.path,
      ['detect', '--explain', '--language', 'ja'],
      {},
      '<think>Hm. So',
    );
    expect([none.code, none.stdout]).to.deep.equal([
      0,
      '<stdin>:1:1  torn-markup  unclosed  "<think>Hm. So"\n<stdin>:1:1  excluded  too_short\n',
    ]);
  });

  it('answers JSON lines with JSON lines', async () => {
    const input = [
      { id: 1, language: 'ja', text: '値段を посмотреть しましょう。' },
      { id: 'b', text: '오늘은 날씨가 좋습니다.' },
      { id: 'c', text: 'The weather is nice today.' },
      { id: 'd', text: 'The weather is nice today.', prompt: '영어로 번역해 주세요.' },
    ];
    const { code, stdout } = await offscript(
      folder.path,
      ['detect', '--jsonl', '--language', 'ko'],
      {},
      input.map((line) => JSON.stringify(line)).join('\n'),
    );
    expect(code).to.equal(1);
    const states = {
      mixed: false,
      script_mixed: false,
      word_mixed: false,
      code_mixed: false,
      damaged: false,
      punctuated: false,
      wrong_language: false,
      too_short: false,
      asked_otherwise: false,
    };
    const korean = { language: 'ko', ...states, findings: [] };
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).to.deep.equal([
      {
        id: 1,
        language: 'ja',
        mixed: true,
        script_mixed: true,
        word_mixed: false,
        code_mixed: false,
        damaged: false,
        punctuated: false,
        wrong_language: false,
        too_short: false,
        asked_otherwise: false,
        findings: [{ start: 4, end: 14, text: 'посмотреть', kind: 'script', script: 'Cyrl', zone: 'text' }],
      },
      { id: 'b', ...korean },
      { id: 'c', ...korean, wrong_language: true },
      { id: 'd', ...korean, asked_otherwise: true },
    ]);
  });

  it('exits with 0, line by line or as JSON, where what it shows makes no text mixed', async () => {
    writeFileSync(join(folder.path, 'p.yaml'), 'policies: { ja: { min_letters: 9 } }\n');
    for (const [text, shown] of [
      ['今日は при', '<stdin>:1:5  script  Cyrl  "при"\n<stdin>:1:1  excluded  too_short\n'],
      ['今日はとても良い天\ufffdです。', '<stdin>:1:10  damage  Zyyy  "\ufffd"\n'],
      ['今日はとても良い天気です。', ''],
    ]) {
      const words = ['detect', '--language', 'ja', '--policy', 'p.yaml'];
      const lines = await offscript(folder.path, words, {}, text);
      expect([lines.code, lines.stdout, lines.stderr]).to.deep.equal([0, shown, '']);
      const json = await offscript(folder.path, [...words, '--jsonl'], {}, JSON.stringify({ text }));
      expect(json.code).to.equal(0);
      expect(JSON.parse(json.stdout)).to.include({ mixed: false, wrong_language: false });
    }
  });

  it('shows hostile text harmlessly', async () => {
    const { stdout } = await offscript(
      folder.path,
      ['detect', '--language', 'ja'],
      {},
      '今日は при\u001b[31m\u202eвет です。\n',
    );
    expect(stdout).not.to.match(/[\u001b\u202e]/);
    expect(stdout).to.contain('"при"');
  });
});

describe('offscript demo', () => {
  it('runs the main job without a key or a network and says where the run and the page are', async () => {
    const folder = folderWith({});
    try {
      const { code, stdout, stderr } = await offscript(folder.path, ['demo']);
      expect(code).to.equal(0);
      // The last that is said of a target while it goes is what the report says.
      const [, before] = /^before {2}800\/800 {2}(\d+\.\d%) mixed {2}/m.exec(stderr) ?? [];
      const [, after] = /^after {3}800\/800 {2}(\d+\.\d%) mixed {2}/m.exec(stderr) ?? [];
      expect(stdout).to.match(new RegExp(`^all +mixing +${before} +${after} `, 'm'));
      const [, run = ''] = /^Run {5}(.+)$/m.exec(stdout) ?? [];
      const [, page = ''] = /^Report {2}(.+)$/m.exec(stdout) ?? [];
      expect(readdirSync(run).sort()).to.deep.equal([
        'prompts.jsonl',
        'report.html',
        'run.json',
        'samples.jsonl',
        'tallies',
      ]);
      const html = readFileSync(page, 'utf8');
      expect(html)
        .to.match(/^<!doctype html>/i)
        .and.to.contain('simulated endpoint');
      // Where chance puts 0.47 in 100, whatever the prompts of the pack.
      expect(stdout).to.match(/^ja +Cyrl +[3-5]\d\.0% +[0-3]\.0% +100 +.*▼ better$/m);
      expect(stdout).to.match(/^ko +Hani .*○ inconclusive$/m);
      expect(stdout).to.contain('before (simulated endpoint) → after (simulated endpoint)');

      const again = await offscript(folder.path, ['report', run, '--format', 'json']);
      const report: Report = JSON.parse(again.stdout);
      expect(report.targets.map(({ id, simulated, scored }) => [id, simulated, scored])).to.deep.equal([
        ['before', true, 800],
        ['after', true, 800],
      ]);
    } finally {
      folder.remove();
    }
  });
});

describe('offscript run', () => {
  it('ends with exit code 3 when requests failed for good, and still reports', async () => {
    const suite =
      'targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m, wait_for: 0 }]\nprompts: [{ language: ja, sample: 3 }]\n';
    const folder = folderWith({ 's.yaml': suite });
    try {
      const { code, stdout, stderr } = await offscript(folder.path, ['run', 's.yaml', '-o', 'out']);
      expect(code).to.equal(3);
      expect(stderr).to.contain('3 requests failed, also after their retries; the same command asks again.');
      expect(stdout).not.to.contain('NaN');
      expect(existsSync(join(folder.path, 'out/report.html'))).to.equal(true);
    } finally {
      folder.remove();
    }
  });
});

describe('offscript serve-demo', () => {
  const serve = () =>
    spawn(process.execPath, [join(root, 'dist/harness/cli/main.js'), 'serve-demo', '--port', '0']);

  it('serves until it is stopped', async () => {
    const child = serve();
    const ended = once(child, 'close');
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (text) => resolve(/http:\S+\/v1/.exec(String(text))?.[0] ?? ''));
    });
    const models = (await (await fetch(`${url}/models`)).json()) as { data: { id: string }[] };
    expect(models.data.map(({ id }) => id)).to.deep.equal(['before', 'after']);
    child.kill('SIGINT');
    expect(await ended).to.deep.equal([0, null]);
  });

  it('ends in order when it is stopped as soon as it has said where it is', async () => {
    const child = serve();
    const ended = once(child, 'close');
    child.stdout.once('data', () => child.kill('SIGINT'));
    expect(await ended).to.deep.equal([0, null]);
  });
});

describe('offscript', () => {
  it('says what it can do, and exits with 2 when asked for something else', async () => {
    const help = await offscript('.', ['--help']);
    expect(help.code).to.equal(0);
    for (const command of [
      'demo',
      'run',
      'check',
      'merge',
      'score',
      'detect',
      'report',
      'languages',
      'prompts',
      'serve-demo',
    ])
      expect(help.stdout).to.contain(command);
    for (const words of [
      ['nonsense'],
      ['report'],
      ['report', 'x', '--format', 'pdf'],
      ['detect', '--nonsense'],
    ]) {
      const { code, stderr } = await offscript('.', words);
      expect(code, words.join(' ')).to.equal(2);
      expect(stderr).to.match(/^error: /);
    }
  });
});
