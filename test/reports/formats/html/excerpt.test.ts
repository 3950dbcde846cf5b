import { expect } from 'chai';
import fc from 'fast-check';
import type { Finding } from '../../../../detectors/index.js';
import {
  excerptOf,
  FINDINGS,
  type Stretch,
  UNITS,
} from '../../../../reports/formats/html/samples/excerpt.js';
import { finding } from '../../stories.js';

function textOf(stretches: readonly Stretch[]): string {
  return stretches
    .flatMap((stretch) => (stretch.kind === 'gap' ? [] : stretch.pieces))
    .map((piece) => piece.text ?? piece.codePoint ?? '')
    .join('');
}

describe('a text cut at its findings', () => {
  it('is still the text, in order', () => {
    const text = 'なぜ это と это か';
    const second = { ...finding(text, 'это', 'Cyrl'), start: 9, end: 12 };
    const { stretches, unplaced } = excerptOf(text, [second, finding(text, 'это', 'Cyrl')]);
    expect(stretches.map((stretch) => [stretch.kind, textOf([stretch])])).to.deep.equal([
      ['plain', 'なぜ '],
      ['mark', 'это'],
      ['plain', ' と '],
      ['mark', 'это'],
      ['plain', ' か'],
    ]);
    expect(unplaced).to.equal(0);
  });

  it('leaves out findings that are not there, overlap, or cut a pair of surrogates', () => {
    const text = 'ab😀cd';
    const at = (start: number, end: number) => ({
      start,
      end,
      text: text.slice(start, end),
      kind: 'script' as const,
      script: 'Latn',
      zone: 'text' as const,
    });
    const { stretches, unplaced } = excerptOf(text, [
      at(0, 2),
      at(1, 2),
      at(2, 3),
      at(3, 5),
      at(5, 99),
      at(-1, 2),
      { ...at(4, 5), text: 'x' },
    ]);
    expect(stretches.map(({ kind }) => kind)).to.deep.equal(['mark', 'plain']);
    expect(unplaced).to.equal(6);
  });

  it('folds what is far from every finding', () => {
    const text = `${'あ'.repeat(1000)}это${'い'.repeat(1000)}`;
    const { stretches } = excerptOf(text, [finding(text, 'это', 'Cyrl')]);
    expect(stretches.map(({ kind }) => kind)).to.deep.equal(['fold', 'plain', 'mark', 'plain', 'fold']);
    expect(textOf(stretches)).to.equal(text);
  });

  it('folds long blocks of code in which nothing is found', () => {
    const code = (lines: number): string => `\`\`\`js\n${'let a = 1;\n'.repeat(lines)}\`\`\`\n`;
    const text = `はい。\n${code(8)}短い：\n${code(2)}\n\`\`\`\n開いたまま\n`;
    const { stretches } = excerptOf(text, []);
    expect(stretches.map((stretch) => [stretch.kind, 'label' in stretch ? stretch.label : ''])).to.deep.equal(
      [
        ['plain', ''],
        ['fold', 'code, 8 lines'],
        ['plain', ''],
      ],
    );
    expect(textOf(stretches.slice(1, 2))).to.equal(code(8));
    expect(textOf(stretches)).to.equal(text);
    const found = excerptOf(text, [{ ...finding(text, 'let', 'Latn'), zone: 'code' }]).stretches;
    expect(found.map(({ kind }) => kind)).to.deep.equal(['plain', 'mark', 'plain']);
  });

  it('shows the beginning of a long text without findings', () => {
    const { stretches } = excerptOf('う'.repeat(2000), []);
    expect(stretches.map(({ kind }) => kind)).to.deep.equal(['plain', 'fold']);
  });

  it('loses nothing, wherever the findings are', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 900 }).filter((text) => !/[\p{C}\r]/v.test(text));
    const places = fc.array(fc.tuple(fc.nat(900), fc.nat(30)), { maxLength: 6 });
    fc.assert(
      fc.property(texts, places, (text, spots) => {
        const findings = spots.map(([start, length]) => ({
          start,
          end: start + length,
          text: text.slice(start, start + length),
          kind: 'script' as const,
          script: 'Cyrl',
          zone: 'text' as const,
        }));
        const { stretches, unplaced } = excerptOf(text, findings);
        const marks = stretches.filter(({ kind }) => kind === 'mark');
        expect(marks.length + unplaced).to.equal(findings.length);
        const restored = stretches
          .flatMap((stretch) => (stretch.kind === 'gap' ? [] : stretch.pieces))
          .map(
            (piece) =>
              piece.text ?? String.fromCodePoint(Number.parseInt((piece.codePoint ?? '').slice(2), 16)),
          )
          .join('');
        expect(restored).to.equal(text);
      }),
    );
  });

  describe('that is too long for a page', () => {
    const loop = '値段を посмотреть しましょう。';
    const looping = (units: number): { readonly text: string; readonly findings: Finding[] } => {
      const text = loop.repeat(Math.ceil(units / loop.length)).slice(0, units);
      return { text, findings: everywhere(text, 'посмотреть') };
    };

    function everywhere(text: string, part: string): Finding[] {
      const found: Finding[] = [];
      for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length))
        found.push({
          start: at,
          end: at + part.length,
          text: part,
          kind: 'script',
          script: 'Cyrl',
          zone: 'text' as const,
        });
      return found;
    }

    it('shows its beginning with the first findings, and says what is left out', () => {
      const { text, findings } = looping(1_000_000);
      const { stretches, units, marked, placed } = excerptOf(text, findings);
      expect([marked, placed]).to.deep.equal([FINDINGS, findings.length]);
      expect(units).to.be.within(FINDINGS * loop.length, UNITS + 1000);
      expect(textOf(stretches)).to.equal(text.slice(0, units));
      expect(stretches.at(-1)).to.deep.equal({
        kind: 'gap',
        label: `characters ${(units + 1).toLocaleString('en-US')} to 1,000,000 are left out`,
      });
    });

    it('keeps a finding in sight with what stands around it, wherever it is', () => {
      const text = `${'あいうえお。'.repeat(50_000)}привет${'かきくけこ。'.repeat(50_000)}`;
      const { stretches, marked } = excerptOf(text, [finding(text, 'привет', 'Cyrl')]);
      expect(stretches.map(({ kind }) => kind)).to.deep.equal([
        'fold',
        'gap',
        'plain',
        'mark',
        'plain',
        'gap',
      ]);
      expect(textOf(stretches.slice(2, 5))).to.match(/^(?:あいうえお。){15,}привет(?:かきくけこ。){15,}$/);
      expect(marked).to.equal(1);
    });

    it('cuts a finding that is itself too long', () => {
      const text = 'я'.repeat(500_000);
      const { stretches, units } = excerptOf(text, [
        { start: 0, end: text.length, text, kind: 'script', script: 'Cyrl', zone: 'text' as const },
      ]);
      expect(stretches.map(({ kind }) => kind)).to.deep.equal(['mark', 'gap']);
      expect(units).to.be.within(1000, UNITS);
    });

    it('shows the beginning where there is no finding', () => {
      const { stretches } = excerptOf('う'.repeat(100_000), []);
      expect(stretches.map(({ kind }) => kind)).to.deep.equal(['plain', 'fold', 'gap']);
    });

    it('marks the first findings of a short text that is full of them, and shows all of it', () => {
      const { text, findings } = looping(15_000);
      const { stretches, units, marked, placed } = excerptOf(text, findings);
      expect([units, marked, placed]).to.deep.equal([text.length, FINDINGS, findings.length]);
      expect(textOf(stretches)).to.equal(text);
    });

    it('takes time by its length', () => {
      const took = (units: number): number => {
        const { text, findings } = looping(units);
        const before = process.cpuUsage();
        excerptOf(text, findings);
        return process.cpuUsage(before).user;
      };
      took(100_000);
      // What is quadratic takes 400 times as long.
      expect(took(2_000_000)).to.be.below(Math.max(100 * took(100_000), 300_000));
    });

    it('leaves out what its labels say, and nothing else, wherever the findings are', () => {
      const places = fc.array(fc.tuple(fc.nat(90_000), fc.integer({ min: 1, max: 9000 })), { maxLength: 40 });
      fc.assert(
        fc.property(fc.nat(90_000), places, (length, spots) => {
          const text = Array.from({ length }, (_, i) => String.fromCharCode(0x3041 + (i % 80))).join('');
          const findings = spots.map(([start, long]): Finding => {
            const end = Math.min(text.length, start + long);
            return {
              start,
              end,
              text: text.slice(start, end),
              kind: 'script',
              script: 'Cyrl',
              zone: 'text' as const,
            };
          });
          const { stretches, units } = excerptOf(text, findings);
          let at = 0;
          for (const stretch of stretches) {
            if (stretch.kind === 'gap') {
              const [from = 0, to = 0] = (stretch.label.match(/[\d,]+/g) ?? []).map((n) =>
                Number(n.replaceAll(',', '')),
              );
              expect(from).to.equal(at + 1);
              at = to;
            } else {
              const part = textOf([stretch]);
              expect(text.startsWith(part, at)).to.equal(true);
              at += part.length;
            }
          }
          expect(at).to.equal(text.length);
          expect(units).to.be.at.most(UNITS + 5000);
        }),
        { numRuns: 60 },
      );
    });
  });
});
