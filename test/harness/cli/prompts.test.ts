import { expect } from 'chai';
import { AXES, packNames, readPack } from '../../../prompts/index.js';
import { promptHash } from '../../../store/index.js';
import { folderWith } from '../../support/offscript.js';
import { warmOffscript } from '../../support/warm.js';

const offscript = warmOffscript();

describe('offscript prompts list', () => {
  it('counts by pack and tag in tables that fit 80 columns', async () => {
    const { code, stdout } = await offscript('.', ['prompts'], { COLUMNS: '80' });
    expect(code).to.equal(0);
    const lines = stdout.split('\n');
    expect(lines[0]).to.match(/^2,\d{3} prompts in 33 packs, version \d{4}\.\d+\.\d+$/);
    expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
    const ja = await readPack('ja');
    const stories = ja.filter(({ tags }) => tags?.includes('story')).length;
    const [lengths = [], tasks = []] = lines
      .filter((line) => line.startsWith('ja '))
      .map((line) => line.split(/ +/));
    expect([lengths[1], tasks[3]]).to.deep.equal([String(ja.length), String(stories)]);
  });

  it('says the same as data', async () => {
    const { packs, version } = JSON.parse((await offscript('.', ['prompts', 'list', '--json'])).stdout);
    expect(Object.keys(packs)).to.deep.equal(packNames());
    expect(version).to.match(/^\d{4}\./);
    for (const name of packNames()) {
      const sum = (tags: readonly string[]) => tags.reduce((total, tag) => total + packs[name].tags[tag], 0);
      expect(sum(AXES.task), name).to.equal(packs[name].prompts);
      expect(sum(AXES.risk), name).to.equal(packs[name].prompts);
    }
  });

  it('lists the prompts of a pack, those with all of some tags', async () => {
    const words = ['prompts', 'list', 'ko', 'regressions', '--tag', 'story,long'];
    const { stdout } = await offscript('.', words);
    const wanted = [...(await readPack('ko')), ...(await readPack('regressions'))].filter(
      ({ tags }) => tags?.includes('story') && tags.includes('long'),
    );
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).to.deep.equal(wanted.map(({ id }) => id));
    const { stdout: json } = await offscript('.', [...words, '--json']);
    expect(
      json
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).to.deep.equal(wanted);
  });
});

describe('offscript prompts list --tag', () => {
  it('may be given again', async () => {
    const once = await offscript('.', ['prompts', 'list', 'ko', '--tag', 'story,long']);
    const twice = await offscript('.', ['prompts', 'list', 'ko', '--tag', 'story', '--tag', 'long']);
    expect(twice.stdout).to.equal(once.stdout).and.not.to.equal('');
  });

  it('says so where no prompt has all of the tags', async () => {
    expect(await offscript('.', ['prompts', 'list', 'ko', '--tag', 'story,list'])).to.deep.equal({
      code: 0,
      stdout: '',
      stderr: 'no prompt has all of the tags story, list\n',
    });
  });

  it('knows no other tag', async () => {
    const { code, stderr } = await offscript('.', ['prompts', 'list', '--tag', 'sotry']);
    expect(code).to.equal(2);
    expect(stderr).to.match(/^offscript: --tag: there is no tag "sotry"; the tags are everyday, /);
  });
});

describe('offscript prompts show', () => {
  it('shows a prompt whole, with its hash, and what was reported of it', async () => {
    const [prompt] = await readPack('regressions');
    if (prompt === undefined) throw new Error('there are regressions');
    const { code, stdout } = await offscript('.', ['prompts', 'show', prompt.id, 'ja-everyday-001']);
    expect(code).to.equal(0);
    expect(stdout).to.include(promptHash(prompt)).and.include('\nja-everyday-001\n');
    expect(stdout).to.include('MiniMax M2 series, before the repair: Cyrillic, 47 of 100, one of two');
    expect(stdout).to.include(`user\n  ${prompt.messages[0]?.content.split('\n')[0]}`);
  });

  it('knows no other id', async () => {
    const { code, stderr } = await offscript('.', ['prompts', 'show', 'ja-nothing-001']);
    expect([code, stderr]).to.deep.equal([
      2,
      'offscript: there is no prompt "ja-nothing-001"; offscript prompts list PACK names them\n',
    ]);
  });
});

describe('offscript prompts check', () => {
  it('finds nothing in the packs', async () => {
    const { code, stdout, stderr } = await offscript('.', ['prompts', 'check']);
    expect([code, stdout]).to.deep.equal([0, '']);
    expect(stderr).to.match(/^2,\d{3} prompts in 33 files: 0 problems, 0\.0% near-doubles\n$/);
  });

  it('names what is wrong in one’s own files by line, whatever their format, and exits with 1', async () => {
    const folder = folderWith({
      'a.jsonl': '{"prompt":"値段を посмотреть して、夕食の献立を考えてください。"}\nno\n',
      'b.csv':
        'prompt,language,tags\n"서울에서 부산까지\n기차로 얼마나 걸려요?",ko,everyday\n"Как дела?",ko,\n',
      'c.yaml': '- text: お茶の淹れ方を教えてください。\n  tags: ["\\e[31msotry"]\n',
    });
    try {
      const words = ['prompts', 'check', 'a.jsonl', 'b.csv', 'c.yaml', '--language', 'ja'];
      const { code, stdout, stderr } = await offscript(folder.path, words);
      expect(code).to.equal(1);
      const lines = stdout.trimEnd().split('\n');
      expect(lines.map((line) => line.split('  ').slice(0, 2).join(' '))).to.deep.equal([
        'a.jsonl:1 language',
        'a.jsonl:2 record',
        'b.csv:4 language',
        'c.yaml:1 tags',
      ]);
      expect(stdout).not.to.include('\u001b');
      expect(stderr).to.equal('4 prompts in 3 files: 4 problems, 0.0% near-doubles\n');
      const json = (await offscript(folder.path, [...words, '--json'])).stdout.trimEnd().split('\n');
      expect(JSON.parse(json[0] ?? '')).to.include({ where: 'a.jsonl:1', id: 'a-1', rule: 'language' });
    } finally {
      folder.remove();
    }
  });

  it('reads fields of other names, and counts near-doubles', async () => {
    const question = 'What is the best way to dry herbs from the garden in a damp climate?';
    const folder = folderWith({
      'q.csv': `no,question\n1,"${question}"\n2,"${question.replace('garden', 'balcony')}"\n`,
    });
    try {
      const words = ['prompts', 'check', 'q.csv', '--language', 'en', '--fields', 'text=question,id=no'];
      const { code, stdout, stderr } = await offscript(folder.path, words);
      expect(code).to.equal(1);
      expect(stdout).to.match(/^q\.csv:3 {2}double {2}2: \d\d% the same as 1 \(q\.csv:2\)\n$/);
      expect(stderr).to.equal('2 prompts in 1 file: 1 problem, 50.0% near-doubles\n');
    } finally {
      folder.remove();
    }
  });

  it('names the id, also one that is in the name of the file', async () => {
    const folder = folderWith({ 'q.csv': 'id,prompt\nq,12 + 30 = ?\n' });
    try {
      const { stdout } = await offscript(folder.path, ['prompts', 'check', 'q.csv', '--language', 'en']);
      expect(stdout).to.equal('q.csv:2  length  q: there are no two letters in it\n');
    } finally {
      folder.remove();
    }
  });

  it('takes names of packs, and finds ids that stand in two files', async () => {
    const one = JSON.stringify({
      id: 'a',
      language: 'en',
      text: 'What grows on a chalk hill in the south of England?',
    });
    const two = JSON.stringify({
      id: 'a',
      language: 'en',
      text: 'Why do the bells of village churches ring in changes?',
    });
    const folder = folderWith({ 'one.jsonl': one, 'two.jsonl': two });
    try {
      const { code, stdout } = await offscript(folder.path, [
        'prompts',
        'check',
        'ko',
        'one.jsonl',
        'two.jsonl',
      ]);
      expect([code, stdout]).to.deep.equal([1, 'two.jsonl:1  id  a: the id stands at one.jsonl:1 too\n']);
    } finally {
      folder.remove();
    }
  });

  for (const [words, says] of [
    [['nowhere.jsonl'], /^offscript: nowhere\.jsonl: no such file\n$/],
    [
      ['package.json', '--fields', 'txt=a'],
      /^offscript: --fields: "txt=a" names no field; write NAME=FIELD; /,
    ],
    [['package.json', '--language', 'x_y'], /^offscript: --language: "x_y" is no language tag; /],
  ] as const)
    it(`is one line and exit code 2 for ${words.join(' ')}`, async () => {
      const { code, stderr } = await offscript('.', ['prompts', 'check', ...words]);
      expect(code).to.equal(2);
      expect(stderr).to.match(says);
    });
});

describe('prompts in a suite', () => {
  const target = 'targets: [{ id: a, base_url: "http://127.0.0.1:9/v1", model: m }]';

  it('are chosen by pack, language, tag and number, crossed, and read from other files', async () => {
    const folder = folderWith({
      's.yaml': `${target}
prompts:
  - { language: ja, tags: [story, long], sample: 4, seed: 7 }
  - { pack: regressions, languages: [ko, vi] }
  - { language: en, sample: 5, cross_lingual: { to: [ja, ko], place: [start, system] } }
  - { file: q.csv, fields: { text: question, language: lang } }
`,
      'q.csv': 'question,lang\nお茶は好きですか。,ja\n',
    });
    try {
      const { code, stdout } = await offscript(folder.path, ['run', 's.yaml', '--dry-run', '--json']);
      expect(code).to.equal(0);
      const regressions = (await readPack('regressions')).filter(({ language }) =>
        /^(ko|vi)$/.test(language),
      );
      expect(JSON.parse(stdout).targets[0].questions).to.equal(4 + regressions.length + 5 * 2 * 2 + 1);
    } finally {
      folder.remove();
    }
  });

  for (const [entry, says] of [
    ['{ language: ja, pack: regressions }', /"prompts\[0\]" must name a "language" or a "pack"/],
    ['{ language: ja, fields: { text: q } }', /"prompts\[0\]" has "fields", and no "file"/],
    ['{ pack: regresions }', /prompts\[0\]: there is no prompt pack for "regresions"; there are packs for /],
    [
      '{ language: en, cross_lingual: { to: [] } }',
      /"prompts\[0\]\.cross_lingual\.to" must name at least one/,
    ],
    ['{ language: en, cross_lingual: { to: [ja], place: [middle] } }', /place\[0\]" must be .*"system"/],
    [
      '{ language: en, cross_lingual: { to: [ja], instruction: "In it." } }',
      /instruction" must hold \{\{language\}\}/,
    ],
    [
      '{ language: en, tags: [rewrite], cross_lingual: { to: [ja] } }',
      /prompts\[0\]: no prompt is left to be answered in another language; docs\/formats\.md says/,
    ],
    [
      '{ language: ja, tags: [sotry] }',
      /no prompt is in these languages and has all of these tags; offscript prompts list/,
    ],
  ] as const)
    it(`are one line and exit code 2 where they are wrong: ${entry}`, async () => {
      const folder = folderWith({ 's.yaml': `${target}\nprompts:\n  - ${entry}\n` });
      try {
        const { code, stderr } = await offscript(folder.path, ['run', 's.yaml', '--dry-run']);
        expect(code).to.equal(2);
        expect(stderr.trimEnd().split('\n')).to.have.length(1);
        expect(stderr).to.match(says);
      } finally {
        folder.remove();
      }
    });
});
