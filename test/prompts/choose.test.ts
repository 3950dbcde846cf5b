import { expect } from 'chai';
import {
  canCross,
  crossPrompts,
  type Prompt,
  packLanguages,
  readPack,
  selectPrompts,
} from '../../prompts/index.js';
import { rejected } from '../support/rejected.js';

const ids = (prompts: readonly Prompt[]) => prompts.map(({ id }) => id);

describe('choosing prompts', () => {
  let all: readonly Prompt[];
  before(async () => {
    all = [...(await readPack('ja')), ...(await readPack('ko'))];
  });

  it('is by language, and by all of the tags', () => {
    const chosen = selectPrompts(all, { languages: ['ko'], tags: ['story', 'long'] });
    expect(chosen.length).to.be.greaterThan(3);
    for (const { language, tags } of chosen) {
      expect(language).to.equal('ko');
      expect(tags).to.include.members(['story', 'long']);
    }
    expect(chosen.length).to.equal(
      all.filter(
        ({ language, tags }) => language === 'ko' && tags?.includes('story') && tags.includes('long'),
      ).length,
    );
  });

  it('draws a sample by its seed, the smaller one within the larger', () => {
    const draw = (sample: number, seed: number) => ids(selectPrompts(all, { sample, seed }));
    expect(draw(40, 7)).to.have.length(40);
    expect(draw(40, 7)).to.deep.equal(draw(40, 7)).and.not.to.deep.equal(draw(40, 8));
    expect(draw(40, 7)).to.include.members(draw(10, 7));
    expect(draw(10_000, 7)).to.deep.equal(ids(all));
  });
});

describe('cross-lingual prompts', () => {
  const story: Prompt = {
    id: 's',
    language: 'en',
    messages: [{ role: 'user', content: 'Tell me about {{tea}} & "cups".' }],
    tags: ['story', 'long', 'rare-name'],
    allow: ['T'],
  };
  const instruction = 'Answer in {{language}}.';
  const cross = (prompt: Prompt, more = {}) =>
    crossPrompts([prompt], { to: ['ja', 'en', 'zh-Hant'], instruction, ...more }, 'here');

  it('ask for every other language, at every place, and keep task and length', async () => {
    const cells = await cross(story);
    expect(ids(cells)).to.deep.equal([
      's.ja.start.9c83eb',
      's.ja.end.9c83eb',
      's.ja.system.9c83eb',
      's.zh-Hant.start.9c83eb',
      's.zh-Hant.end.9c83eb',
      's.zh-Hant.system.9c83eb',
    ]);
    expect(cells[0]).to.deep.equal({
      id: 's.ja.start.9c83eb',
      language: 'ja',
      messages: [{ role: 'user', content: 'Answer in Japanese.\n\nTell me about {{tea}} & "cups".' }],
      tags: ['story', 'long', 'cross-lingual', 'from:en', 'place:start', 'instruction:9c83eb'],
      allow: ['T'],
    });
    expect(cells[1]?.messages[0]?.content).to.equal('Tell me about {{tea}} & "cups".\n\nAnswer in Japanese.');
    expect(cells[5]?.messages).to.deep.equal([
      { role: 'system', content: 'Answer in Traditional Chinese.' },
      ...story.messages,
    ]);
  });

  it('put the instruction into the last user message, or behind the system message that is there', async () => {
    const messages = [
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'Two.' },
      { role: 'user', content: 'Three?' },
    ] as const;
    const [start, , system] = await cross({ ...story, messages });
    expect(start?.messages.map(({ content }) => content)).to.deep.equal([
      'Be short.',
      'One?',
      'Two.',
      'Answer in Japanese.\n\nThree?',
    ]);
    expect(system?.messages[0]?.content).to.equal('Be short.\n\nAnswer in Japanese.');
    expect(system?.messages.length).to.equal(4);
  });

  it('leave out prompts that the instruction would contradict', async () => {
    for (const tag of [
      'translate-into',
      'rewrite',
      'code-with-comments',
      'rare-word',
      'repeat-word',
      'mixed-context',
    ]) {
      expect(canCross({ ...story, tags: [tag] }), tag).to.equal(false);
      expect(await cross({ ...story, tags: [tag] }), tag).to.deep.equal([]);
    }
  });

  it('leave out prompts that name their own language', () => {
    for (const [language, content] of [
      ['ja', '答えは日本語でお願いします。'],
      ['zh-Hans', '请全部用中文回答。'],
      ['ru', 'Отвечай только на русском языке.'],
      ['en', 'Use plain ENGLISH, please.'],
      ['pl', 'Odpowiedz po polsku.'],
      ['eo', 'Respondu en Esperanto.'],
    ] as const)
      expect(canCross({ ...story, language, messages: [{ role: 'user', content }] }), content).to.equal(
        false,
      );
    expect(
      canCross({ ...story, language: 'th', messages: [{ role: 'user', content: 'เล่าเรื่องอาหารไทย' }] }),
    ).to.equal(true);
  });

  it('may be asked for in a third language, and know regional tags', async () => {
    const [cell] = await cross(
      { ...story, language: 'th' },
      {
        to: ['ja'],
        place: ['start'],
        instruction_language: 'de',
        instruction: 'Antworte auf {{ language }}.',
      },
    );
    expect(cell?.messages[0]?.content).to.match(/^Antworte auf Japanisch\./);
    for (const language of ['en-GB', 'zh', 'zh-TW', 'pt-BR'])
      expect(
        await crossPrompts([{ ...story, language }], { to: ['ja'], place: ['start'] }, 'here'),
        language,
      ).to.have.length(1);
  });

  it('may stand beside those of another language of the instruction', async () => {
    const of = (instruction_language?: string) =>
      crossPrompts(
        [story],
        { to: ['ja'], place: ['end'], ...(instruction_language && { instruction_language }) },
        'here',
      );
    const [own, german, english] = [await of(), await of('de'), await of('en')];
    expect(ids([...own, ...german, ...english])).to.deep.equal(['s.ja.end', 's.ja.end.de', 's.ja.end']);
    expect(german[0]?.tags).to.include.members(['from:en', 'place:end', 'instruction:de']);
    expect(english).to.deep.equal(own);
  });

  it('may stand beside those of other instructions of one’s own', async () => {
    const of = async (instruction: string) =>
      (
        await crossPrompts(
          [story],
          { to: ['ja'], place: ['end'], instruction_language: 'de', instruction },
          'here',
        )
      )[0];
    const [one, other] = [await of('Auf {{language}}.'), await of('Bitte auf {{language}}.')];
    expect(one?.id).to.match(/^s\.ja\.end\.de\.[0-9a-f]{6}$/);
    expect(other?.id)
      .to.match(/^s\.ja\.end\.de\.[0-9a-f]{6}$/)
      .and.not.to.equal(one?.id);
    expect(await of('Auf {{language}}.')).to.deep.equal(one);
    expect(one?.tags).to.include.members(['instruction:de', `instruction:${one?.id.slice(-6)}`]);
  });

  it('have instructions in every language of the packs, with the name of the other language in it', async () => {
    const languages = packLanguages();
    for (const language of languages) {
      const name = (tag: string) => new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? '';
      const prompts = (await readPack(language)).filter(canCross);
      const other = language === 'ja' ? 'fr' : 'ja';
      const cells = await crossPrompts(prompts, { to: [other], place: ['system'] }, 'here');
      const said = new Set(cells.map(({ messages }) => messages[0]?.content.split('\n\n').at(-1) ?? ''));
      expect(said.size, language).to.equal(3);
      for (const instruction of said) {
        expect(instruction, language).to.include(name(other));
        expect(instruction).not.to.match(/[{}]/);
      }
    }
    expect(languages).to.have.length(32);
  });

  it('say what is wrong with an instruction of the user’s own', async () => {
    for (const [asked, says] of [
      [
        cross(story, { instruction: 'In {{tongue}}, {{language}}.' }),
        /^here: the instruction cannot be filled in: "tongue" not defined; it may hold \{\{language\}\}$/,
      ],
      [cross(story, { instruction: 'In {{#if}}.' }), /^here: the instruction /],
      [
        crossPrompts([{ ...story, language: 'eo' }], { to: ['ja'] }, 'here'),
        /^here: there is no instruction in "eo" to answer in another language; write one as "instruction"/,
      ],
    ] as const) {
      const error = await rejected(asked);
      expect(error.name).to.equal('UserError');
      expect(error.message).to.match(says);
    }
  });
});
