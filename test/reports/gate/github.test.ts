import { expect } from 'chai';
import {
  gate,
  inertOnGithub,
  renderGateGithub,
  renderGateMarkdown,
  rulesOf,
} from '../../../reports/index.js';
import { hostile } from '../hostile.js';
import { asked, gateOn, sideOf } from './sides.js';

const between = async (names: readonly [string, string], n: number, mixed: number) =>
  gateOn(await sideOf(names[0], asked(n, 0)), await sideOf(names[1], asked(n, mixed)));

describe('a gate on GitHub', () => {
  it('is an error, a warning or a notice by its verdict', async () => {
    for (const [n, mixed, level] of [
      [200, 100, 'error'],
      [20, 0, 'warning'],
      [400, 0, 'notice'],
    ] as const) {
      const [line = ''] = renderGateGithub(await between(['a', 'b'], n, mixed)).split('\n');
      expect(line).to.match(new RegExp(`^::${level} title=Offscript%3A b against a::`));
    }
  });

  it('takes what is undecided for what the gate takes it for', async () => {
    const result = await between(['a', 'b'], 20, 0);
    expect(renderGateGithub(result, 'fail')).to.match(/^::error /);
  });

  it('runs no command that a name holds, and ends no line or property in one', async () => {
    const name = `x\n::stop-commands::y,title=z::100%0A${hostile}`;
    const result = await between(['a', name], 200, 100);
    const lines = renderGateGithub(result).trimEnd().split('\n');
    for (const line of lines) {
      const [, title = ''] = /^::\w+ title=([^:,]*)::/.exec(line) ?? [];
      expect(title).to.include('100%250A');
    }
    expect(lines.length).to.be.above(1);
  });

  it('leaves no command in a text that is written to the log', () => {
    const cases = [
      ['::stop-commands::x\nb  ::error::y', '\\::stop-commands::x\nb  ::error::y'],
      ['a\n  ::error::y ##[error]z', 'a\n  \\::error::y ##\\[error]z'],
      ['a :: b', 'a :: b'],
    ] as const;
    for (const [text, inert] of cases) expect(inertOnGithub(text)).to.equal(inert);
  });

  it('shows as many annotations of a kind as GitHub does, and of those each candidate first', async () => {
    const baseline = await sideOf('a', asked(200, 0));
    const candidates = await Promise.all(
      Array.from({ length: 6 }, (_, i) => sideOf(`b${i}`, asked(200, 100))),
    );
    const result = gate(baseline, candidates, rulesOf({}, '2026-11-30', ''));
    const failing = result.rows.filter(({ verdict, duplicate }) => verdict === 'fail' && !duplicate);
    expect(failing.length + candidates.length).to.be.above(10);
    const lines = renderGateGithub(result).trimEnd().split('\n');
    expect(lines.length).to.equal(10);
    for (const [i, line] of lines.slice(0, 6).entries())
      expect(line).to.include(`b${i} against a::fail; Script mixing`);
  });

  it('is a table in the summary of a job, in which names are text', async () => {
    const text = renderGateMarkdown(await between(['a', `|${hostile}`], 200, 100));
    expect(text).to.match(/^## Offscript gate: ✗ fail\n/);
    expect(text).to.include('| Script mixing, all languages | 0.0% | 50.0% | +50.0 (');
    expect(text).not.to.match(/(?<!\\)<script|(?<!\\)<img/);
    for (const line of text.split('\n').filter((one) => one.startsWith('|')))
      expect(line.match(/(?<!\\)\|/g)).to.have.length(10);
  });
});
