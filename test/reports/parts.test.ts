import { expect } from 'chai';
import fc from 'fast-check';
import { builtOn, caseOf, type Judgement, Part, type Report, tallyKey } from '../../reports/index.js';
import { plainJudge } from '../../reports/judging/index.js';
import type { PromptRecord, Sample, SampleKey } from '../../store/index.js';

const TEXTS = [
  '私は昨日、友達と映画を見ました。とても楽しかったです。',
  '私は昨日、友達と посмотреть しました。とても楽しかったです。',
  '私は昨日、友達と映画을 보고、とても楽しかったです。 `посмотреть`',
  'Yesterday I went to see a film with my friends, and we liked it a lot.',
  'はい。',
  '',
  `${'同じことを言います。'.repeat(60)}`,
];
const LANGUAGES = ['ja', 'ko'] as const;
const TARGETS = ['after', 'before', 'middle'] as const;

interface Row {
  readonly target: number;
  readonly language: number;
  readonly prompt: number;
  readonly repeat: number;
  readonly text: number;
  readonly tagged: boolean;
}

const row = fc.record({
  target: fc.nat(TARGETS.length - 1),
  language: fc.nat(LANGUAGES.length - 1),
  prompt: fc.nat(6),
  repeat: fc.nat(3),
  text: fc.nat(TEXTS.length - 1),
  tagged: fc.boolean(),
});

/** Some stand twice, as they do where nobody numbered them. */
const rows = fc.array(row, { minLength: 1, maxLength: 60 });

const judge = plainJudge();
const HEAD = { key: tallyKey(judge), detection: {} };

const recordOf = ({ language, prompt }: Row): PromptRecord => ({
  id: `p${prompt}`,
  language: LANGUAGES[language] ?? 'ja',
  messages: [{ role: 'user', content: `昨日は何をしましたか。${prompt}` }],
  ...(prompt % 3 === 0 && { tags: ['third'] }),
  ...(prompt % 2 === 0 && { expect: ['映画'] }),
});

const sampleOf = (one: Row): Sample => ({
  key: `${one.target}-${one.prompt}-${one.repeat}-${one.text}` as SampleKey,
  target: TARGETS[one.target] ?? '',
  prompt: `p${one.prompt}`,
  language: LANGUAGES[one.language] ?? 'ja',
  repeat: one.repeat,
  attempts: 1,
  answer: TEXTS[one.text] ?? null,
  ...(one.text !== 3 && { latency_ms: 170 * (one.text + 1) * (one.prompt + 1) }),
  ...(one.tagged && { reasoning: TEXTS[(one.text + 1) % 4] ?? '', first_token_ms: 20 + one.prompt }),
});

const known = new Map<string, Judgement>();

/** Each different answer is judged once. */
async function judged(one: Row): Promise<Judgement> {
  const { target: _, repeat: __, ...asked } = one;
  const name = JSON.stringify(asked);
  const before = known.get(name);
  if (before !== undefined) return before;
  async function* single() {
    yield caseOf(sampleOf(one), recordOf(one));
  }
  for await (const { judgement } of judge.judge(single(), {})) known.set(name, judgement);
  return judged(one);
}

async function partOf(all: readonly Row[], isFolded = false): Promise<Part> {
  const part = new Part(HEAD);
  for (const one of all) {
    const judgement = await judged(one);
    part.add(sampleOf(one), judgement, recordOf(one));
  }
  if (isFolded) part.fold();
  return part;
}

const asLine = (part: Part): string => JSON.stringify(part);

/** The same part, read again from its line: what is added up has been written somewhere. */
const again = (part: Part): Part => Part.fromJSON(JSON.parse(asLine(part)));

/** Adds parts up two by two, in an order and in groups that `picks` decide. */
function inTree(parts: readonly Part[], picks: readonly number[]): Part {
  const left = parts.map(again);
  for (let step = 0; left.length > 1; step++) {
    const pick = picks[step % picks.length] ?? 0;
    const [one] = left.splice(pick % left.length, 1);
    const other = left[Math.floor(pick / 7) % left.length];
    if (one === undefined || other === undefined) break;
    other.merge(one);
  }
  return left[0] ?? new Part(HEAD);
}

const picks = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 20 });

const reportOf = (part: Part): Report =>
  builtOn([part.asRun('rows', '2026-01-01T00:00:00.000Z')], {
    baseline: part.targets.includes('before') ? 'before' : part.targets[0],
    series: true,
  }).report;

/** What a tally without names cannot tell: which answers repeat others, and which prompts flipped. */
function withoutNames(report: Report): unknown {
  const isUntold = ({ measure }: { readonly measure: string }): boolean => measure === 'repeats';
  return JSON.parse(
    JSON.stringify(report, (name, value) => {
      if (name === 'repeats' && typeof value === 'object') return undefined;
      if (name === 'flips')
        return value.map((flips: Report['flips'][number]) => ({
          prompts: flips.prompts,
          mixed: flips.became_mixed.length + (flips.unnamed?.became_mixed ?? 0),
          clean: flips.became_clean.length + (flips.unnamed?.became_clean ?? 0),
        }));
      return Array.isArray(value) ? value.filter((one) => !isUntold(one ?? {})) : value;
    }),
  );
}

describe('parts', function () {
  this.timeout(120_000);

  it('add up to the part of all rows, exactly, in any order and in any groups', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 6 }), picks, async (all, parts, order) => {
        const split = Array.from({ length: parts }, (_, part): Row[] =>
          all.filter((_row, i) => ((order[i % order.length] ?? 0) + i) % parts === part),
        );
        const sum = inTree(await Promise.all(split.map((own) => partOf(own))), order);
        expect(asLine(sum)).to.equal(asLine(await partOf(all)));
        expect(asLine(sum)).to.equal(asLine(await partOf(all.toReversed())));
      }),
      { numRuns: 60 },
    );
  });

  it('add up so without names, where each has whole questions, and make the same report', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 6 }), picks, async (all, parts, order) => {
        const split = Array.from({ length: parts }, (_, part): Row[] =>
          all.filter(({ prompt, language }) => (prompt * 2 + language + (order[0] ?? 0)) % parts === part),
        );
        const sum = inTree(await Promise.all(split.map((own) => partOf(own, true))), order);
        expect(asLine(sum)).to.equal(asLine(await partOf(all, true)));
        expect(withoutNames(reportOf(sum))).to.deep.equal(withoutNames(reportOf(await partOf(all))));
      }),
      { numRuns: 60 },
    );
  });

  it('hold nothing but whole numbers and names', async () => {
    const all = fc.sample(rows, { seed: 7, numRuns: 20 }).flat();
    const { examples: _, ...line } = JSON.parse(asLine(await partOf(all, true)));
    const numbers: number[] = [];
    JSON.stringify(line, (_name, value) => {
      if (typeof value === 'number') numbers.push(value);
      return value;
    });
    expect(numbers.length).to.be.above(100);
    expect(numbers.filter((number) => !Number.isSafeInteger(number))).to.deep.equal([]);
  });

  it('do not grow with questions that come to the same', async () => {
    const few = fc.sample(row, { seed: 3, numRuns: 40 }).map((one) => ({ ...one, repeat: 0 }));
    const sizes = await Promise.all(
      [1, 20].map(async (times) => {
        const part = new Part(HEAD);
        for (let time = 0; time < times; time++)
          for (const one of few) {
            const record = { ...recordOf(one), id: `p${one.prompt}-${time}` };
            part.add({ ...sampleOf(one), prompt: record.id }, await judged(one), record);
          }
        part.fold();
        const { examples: _, ...line } = JSON.parse(asLine(part));
        return JSON.stringify(line).length;
      }),
    );
    // Counts of more digits.
    expect(sizes[1]).to.be.below(1.3 * (sizes[0] ?? 0));
  });

  it('are refused beside parts that were judged otherwise', async () => {
    const part = await partOf(fc.sample(rows, { seed: 1, numRuns: 1 })[0] ?? []);
    const other = new Part({ ...HEAD, key: { ...HEAD.key, detector: '0' } });
    expect(() => part.merge(other)).to.throw(/do not add up/);
  });
});
