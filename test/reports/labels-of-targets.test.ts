import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import {
  buildReport,
  formats,
  type Report,
  renderCsv,
  renderGateText,
  renderJson,
  renderTerminal,
} from '../../reports/index.js';
import { gateOn, sideOf } from './gate/sides.js';
import { answers, run } from './runs.js';

const build = (labels: readonly (string | undefined)[]) =>
  buildReport(
    [
      run('runs/one', [...answers('a', 30, 1), ...answers('b', 30, 20)], {
        baseline: 'a',
        seed: 7,
        versions: { packs: '2026.1' },
        targets: (['a', 'b'] as const).map((id, i) => ({
          id,
          model: `model-${id}`,
          sampling: { temperature: i },
          ...(labels[i] !== undefined && { label: labels[i] }),
        })),
      }),
    ],
    {},
  );

/** The names of both sides in a Markdown report's headline. */
const sidesIn = (report: Report): string =>
  /\*\*(.*?): script mixing/.exec(formats.md.render(report, undefined, { extent: 'headline' }))?.[1] ?? '';

describe('the label of a target', () => {
  it('is what every format calls it, while ids stay the keys', async () => {
    const { report, examples } = await build(['Release 1', 'Candidate <2>']);
    for (const [name, { render }] of Object.entries(formats)) {
      const text = render(report, examples);
      expect(text, name).to.include('Release 1');
      expect(text, name).to.match(/Candidate \\?(?:<|&lt;|\\textless\{\})2/);
    }
    expect(renderTerminal(report, {})).to.include('Release 1 → Candidate <2>');
    const [row] = (JSON.parse(renderJson(report)) as Report).comparisons;
    expect([row?.baseline, row?.candidate]).to.deep.equal(['a', 'b']);
    const rows = parse<Record<string, string>>(renderCsv(report), { columns: true });
    expect(rows[0]).to.include({ target: 'a', label: 'Release 1' });
  });

  it('has the id behind it where it does not tell targets apart', async () => {
    const cases = [
      [['same', 'same'], 'same \\(a\\) → same \\(b\\)'],
      [['b', undefined], 'b \\(a\\) → b'],
      [[undefined, 'new'], 'a → new'],
    ] as const;
    for (const [labels, sides] of cases) expect(sidesIn((await build(labels)).report)).to.equal(sides);
  });

  it('names the sides of a gate', async () => {
    const given = answers('x', 30, 1);
    const [before, after] = [await sideOf('a', given), await sideOf('b', given)];
    const text = renderGateText(gateOn({ ...before, label: 'Release 1' }, after));
    expect(text).to.match(/^b against Release 1: /);
    const same = renderGateText(gateOn({ ...before, label: 'one' }, { ...after, label: 'one' }));
    expect(same).to.match(/^one \(b\) against one \(a\): /);
  });
});

describe('what a report says of where its numbers come from', () => {
  it('has method, seed, packs, sampling, detector and date', async () => {
    const { report } = await build([undefined, 'new']);
    const text = formats.md.render(report, undefined, { extent: 'headline' });
    expect(text).to.match(
      /Method: Wilson intervals at 95%, Tango's score test over pairs of prompts; seed 7; prompt packs 2026.1; sampling of a: temperature 0; new: temperature 1; detector .+, policy .+, Unicode .+; asked 2026-01-01\.\n$/,
    );
  });
});
