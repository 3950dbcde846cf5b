import { expect } from 'chai';
import fc from 'fast-check';
import { detect, policyFor } from '../../../detectors/index.js';
import { Guard } from '../../../harness/serve/guard.js';
import type { Serving } from '../../../harness/serve/index.js';
import { serveForTests } from './client.js';
import { Talk } from './talk.js';

const OWN = '今日はとてもいい天気です。散歩に行きましょう。';

describe('the stream guard', () => {
  let serving: Serving;
  before(async () => {
    serving = await serveForTests();
  });
  after(() => serving.close('now'));

  it('says of a finding while the text is still being written, with its place in the whole', async () => {
    const talk = new Talk(serving.port);
    await talk.open();
    talk.say('今日は', 'とても', 'при', 'вет', 'いい天気です。');
    const [said] = await talk.heard(1);
    expect(said).to.deep.equal({
      event: 'finding',
      at: 19,
      counts_as: 'script_mixing',
      finding: { start: 6, end: 12, text: 'привет', kind: 'script', script: 'Cyrl', zone: 'text' },
    });
    talk.say('散歩に行きましょう。');
    const events = await talk.end();
    expect(events.map(({ event }) => event)).to.deep.equal(['finding', 'end']);
    expect(events[1]).to.include({ reason: 'end', mixed: true, language: 'ja' });
  });

  it('does not say of one that goes on, or that has just begun', async () => {
    const talk = new Talk(serving.port);
    talk.say(OWN, 'при', 'вет');
    const events = await talk.end();
    expect(events.map(({ finding }) => finding?.text)).to.deep.equal(['привет', undefined]);
  });

  it('takes back what the rest of the text excuses, and ends with what detection says of the whole', async () => {
    const russian = 'Весной на берегу реки собирается много людей, чтобы посмотреть на цветение вишни. ';
    const text = `今日はとてもприветいい天気です。${russian.repeat(8)}`;
    const talk = new Talk(serving.port);
    talk.say(...(text.match(/.{1,5}/gs) ?? []));
    const events = await talk.end();
    const first = events.find(({ event }) => event === 'withdrawn');
    expect(first?.finding?.text).to.equal('привет');
    const { findings, wrongLanguage } = detect(text, policyFor('ja') ?? expect.fail());
    expect(wrongLanguage).not.to.equal(null);
    expect(events.at(-1)).to.deep.include({ wrong_language: true, findings });
  });

  it('says of a text in the wrong language when it is long enough to tell, and takes that back too', async () => {
    const english = 'In spring many people gather at the river to look at the cherry trees in bloom. ';
    const talk = new Talk(serving.port);
    talk.say(english);
    talk.say(...(english.repeat(3).match(/.{1,9}/gs) ?? []));
    const [said] = await talk.heard(1);
    expect(said).to.include({ event: 'wrong_language' });
    expect(said?.instead).to.include({ script: 'Latn' });
    expect(said?.at).to.be.within(200, 300);
    talk.say('春になると、川沿いの桜並木を見に多くの人が集まります。\n'.repeat(40));
    const events = (await talk.end()).map(({ event }) => event);
    expect(events.filter((event) => event.endsWith('language'))).to.deep.equal([
      'wrong_language',
      'right_language',
    ]);

    const ended = new Talk(serving.port, '?language=ja&stop=wrong_language');
    ended.say(english.repeat(4));
    expect((await ended.ended()).at(-1)).to.include({ event: 'end', reason: 'found', wrong_language: true });
    const short = new Talk(serving.port);
    short.say(english);
    expect((await short.end()).map(({ event }) => event)).to.deep.equal(['wrong_language', 'end']);
  });

  it('holds words in a text in the wrong language back to its end: the language that they slip into is not that one', async () => {
    const russian = 'Весной на берегу реки собирается много людей, чтобы посмотреть на цветение вишни. ';
    const text = `${russian.repeat(4)}\nВсе любят the quick brown fox.\n${russian.repeat(4)}`;
    const talk = new Talk(serving.port);
    talk.say(...(text.match(/.{1,9}/gs) ?? []));
    const said = (await talk.end()).map(({ event, counts_as, at }) => [event, counts_as, at === text.length]);
    expect(said).to.deep.equal([
      ['wrong_language', undefined, false],
      ['finding', 'word_mixing', true],
      ['end', undefined, false],
    ]);
  });

  it('ends at the first finding of what it is to stop at, and not at others', async () => {
    const talk = new Talk(serving.port, '?language=ja&stop=script_mixing');
    talk.say(
      '今日は\ufffdとてもいい天気です。散歩に行きましょう。',
      'とてもприветいい天気です。',
      '続きは読まれません。',
    );
    const events = await talk.ended();
    expect(events.map(({ event, counts_as, reason }) => [event, counts_as ?? reason])).to.deep.equal([
      ['finding', 'damage'],
      ['finding', 'script_mixing'],
      ['end', 'found'],
    ]);
    const any = new Talk(serving.port, '?language=ja&stop=any');
    any.say('今日は\ufffdとてもいい天気です。散歩に行きましょう。', 'とてもприветいい天気です。');
    expect((await any.ended()).map(({ event }) => event)).to.deep.equal(['finding', 'end']);
  });

  it('says of twenty thousand findings without going through all of them for each', async () => {
    const policy = policyFor('ja') ?? expect.fail();
    const text = 'あж'.repeat(20_000);
    const { findings } = detect(text, policy);
    expect(findings).to.have.lengthOf(20_000);
    const detection = { ...detect('', policy), findings, tooShort: false };
    let looks = 0;
    const guard = new Guard(
      async () => {
        looks++;
        return detection;
      },
      policy,
      {},
    );
    let said = 0;
    for (let at = 0; at < text.length; at += 700) said += (await guard.push(text.slice(at, at + 700))).length;
    said += (await guard.end()).said.length;
    expect(looks).to.be.above(50);
    expect(said).to.equal(20_000);
  });

  it('comes to the findings of the whole text, however it is cut', async () => {
    const policy = policyFor('ja') ?? expect.fail();
    const bits = fc.constantFrom(
      '今日は',
      'привет',
      'です。',
      '\n',
      'the cat',
      '（abc）',
      '`',
      '天气预报',
      '```\n',
      '\ufffd',
      ' ',
      '𠮷',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(bits, { maxLength: 60 }),
        fc.array(fc.nat(9), { minLength: 1 }),
        async (all, cuts) => {
          const text = all.join('');
          const guard = new Guard(async (...asked) => detect(...asked), policy, {});
          const standing = new Set<string>();
          const hear = (said: Awaited<ReturnType<Guard['push']>>): void => {
            for (const one of said) {
              if (!('finding' in one)) continue;
              const { kind, finding } = one;
              const name = `${finding.start}-${finding.end}`;
              if (kind === 'finding') standing.add(name);
              else expect(standing.delete(name), 'only what was said is withdrawn').to.equal(true);
            }
          };
          for (let at = 0, i = 0; at < text.length; i++) {
            const length = 1 + (cuts[i % cuts.length] ?? 0);
            hear(await guard.push(text.slice(at, at + length)));
            at += length;
          }
          const { said, detection } = await guard.end();
          hear(said);
          const whole = detect(text, policy);
          expect(detection.findings).to.deep.equal(whole.findings);
          const spans = [...standing].map((name) => name.split('-').map(Number) as [number, number]);
          for (const { start, end } of whole.findings)
            expect(
              spans.some(([a, b]) => a < end && start < b),
              'every finding was said',
            ).to.equal(true);
          for (const [a, b] of spans)
            expect(
              whole.findings.some(({ start, end }) => a < end && start < b),
              'nothing else stands',
            ).to.equal(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
