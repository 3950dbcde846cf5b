import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
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
