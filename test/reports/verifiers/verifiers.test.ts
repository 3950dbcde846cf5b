import { expect } from 'chai';
import {
  buildReport,
  type MetricRow,
  type Report,
  renderCsv,
  renderTerminal,
} from '../../../reports/index.js';
import { type Given, run } from '../runs.js';

type Checked = Pick<Given, 'answer' | 'more'>;

const failed: Checked = {
  answer: null,
  more: { error: { kind: 'body', message: '' }, checks: { expected_tool_call: true } },
};

/** A response that calls a tool, validly or not. */
const calls = (valid: boolean, expected?: boolean): Checked => ({
  answer: null,
  more: {
    finish_reason: 'tool_calls',
    tool_calls: [{ name: 'search', arguments: '{}' }],
    checks: { tool_calls_valid: valid, ...(expected !== undefined && { expected_tool_call: expected }) },
  },
});

const stops = (checks: Record<string, boolean> = {}): Checked => ({
  more: { finish_reason: 'stop', checks },
});

function answered(target: string, runs: readonly (readonly Checked[])[]): Given[] {
  return runs.flatMap((samples, repeat) =>
    samples.map((one, i): Given => ({ target, prompt: `p${i}`, repeat, ...one })),
  );
}

async function built(given: readonly Given[], reference?: string): Promise<Report> {
  const { report } = await buildReport([run('r', given, { made_by: 'score' })], { baseline: reference });
  return report;
}

function rowOf({ verifier }: Report, target: string, metric: MetricRow['metric']): MetricRow {
  const found = verifier?.metrics.find((row) => row.target === target && row.metric === metric);
  if (found === undefined) throw new Error(`no ${metric} of ${target}`);
  return found;
}

const times = (n: number, one: Checked): Checked[] => Array.from({ length: n }, () => one);

describe('metrics of verifiers', () => {
  it('are theirs, by what their validators said', async () => {
    const report = await built(
      answered('v', [
        [
          ...times(5, calls(true, true)),
          ...times(2, calls(false, false)),
          ...times(3, stops({ expected_tool_call: false })),
          ...times(4, stops({ language_following: true, scenario_check: false })),
          ...times(1, stops({ language_following: false })),
          { answer: '', more: { finish_reason: 'stop', reasoning: 'hm', checks: {} } },
          { answer: 'cut', more: { finish_reason: 'length', checks: {} } },
          ...times(3, failed),
        ],
      ]),
    );
    const share = (metric: MetricRow['metric']) => {
      const { mixed, of } = rowOf(report, 'v', metric).rate;
      return [mixed, of];
    };
    expect(share('query_success_rate')).to.deep.equal([17, 20]);
    expect(share('finish_tool_calls_rate')).to.deep.equal([7, 20]);
    // Those that were expected to call and did, and not and did not, of all that something was expected of, the failed ones too.
    expect(share('tool_calls_match_rate')).to.deep.equal([8, 13]);
    expect(share('schema_accuracy')).to.deep.equal([5, 7]);
    expect(share('response_success_rate_not_only_reasoning')).to.deep.equal([19, 20]);
    expect(share('language_following_success_rate')).to.deep.equal([4, 5]);
    expect(share('scenario_check_pass_rate')).to.deep.equal([0, 4]);
    expect(report.verifier?.finishes).to.deep.equal([
      { target: 'v', tool_calls: 7, stop: 9, others: 1, failed: 3 },
    ]);
    expect(report.verifier?.metrics.some(({ metric }) => metric === 'toolcalls_trigger_similarity')).to.equal(
      false,
    );
  });

  /** Requests of which some call a tool always, some never, and some as the run falls. */
  const runsOf = (shift: number): Checked[][] =>
    [0, 1].map((repeat) =>
      Array.from({ length: 200 }, (_, i) => {
        const kind = i % 4;
        const isCall = kind < 2 ? true : kind === 2 ? false : (i >> 2) % 5 < 2 + ((repeat + (i >> 3)) % 2);
        return isCall && i % 100 >= shift ? calls(true) : stops();
      }),
    );

  const f1Of = (one: readonly Checked[][], other: readonly Checked[][]): number => {
    let [tp, fp, fn] = [0, 0, 0];
    for (const [repeat, samples] of one.entries())
      for (const [i, mine] of samples.entries()) {
        const [a, b] = [mine, other[repeat]?.[i]].map(
          (sample) => sample?.more?.finish_reason === 'tool_calls',
        );
        if (a && b) tp++;
        if (a && !b) fp++;
        if (!a && b) fn++;
      }
    const [precision, recall] = [tp / (tp + fp), tp / (tp + fn)];
    return (2 * precision * recall) / (precision + recall);
  };

  it('have K2-Vendor-Verifier’s F1 beside the reference, and that of the reference’s own runs', async () => {
    const [official, other] = [runsOf(0), runsOf(30)];
    const report = await built([...answered('official', official), ...answered('other', other)], 'official');
    const row = rowOf(report, 'other', 'toolcalls_trigger_similarity');
    expect(row.rate.rate).to.be.closeTo(f1Of(other, official), 1e-12);
    const [first = [], second = []] = official;
    expect(row.reference_rate?.rate).to.be.closeTo(f1Of([second], [first]), 1e-12);
    expect(row.rate.low).to.be.below(row.rate.rate ?? 0);
    expect(row.verdict).to.equal('lower');
    expect(rowOf(report, 'other', 'finish_tool_calls_rate').verdict).to.equal('lower');
    expect(rowOf(report, 'official', 'toolcalls_trigger_similarity').rate).to.deep.equal(row.reference_rate);
  });

  it('take each request for its own measure: a few that turned are told where they are the same ones', async () => {
    const some = (calling: number): Checked[] => [
      ...times(calling, calls(true)),
      ...times(60 - calling, stops()),
    ];
    const verdictWhere = async (name: string) => {
      const other = answered('other', [some(28)]).map((one) => ({ ...one, prompt: `${name}${one.prompt}` }));
      const report = await built([...answered('official', [some(20)]), ...other], 'official');
      return rowOf(report, 'other', 'finish_tool_calls_rate').verdict;
    };
    expect(await verdictWhere('')).to.equal('higher');
    expect(await verdictWhere('other ')).to.equal('undecided');
  });

  it('say how many more runs or requests would tell, and so many do', async () => {
    const official = (n: number): Checked[] => [...times(n - n / 20, calls(true)), ...times(n / 20, stops())];
    const other = (n: number): Checked[] => [...times(n - n / 10, calls(true)), ...times(n / 10, stops())];
    const found = async (n: number): Promise<MetricRow> =>
      rowOf(
        await built(
          [...answered('official', [official(n)]), ...answered('other', [other(n).reverse()])],
          'official',
        ),
        'other',
        'finish_tool_calls_rate',
      );
    const few = await found(100);
    expect(few.verdict).to.equal('undecided');
    const { prompts = 0 } = few.more ?? {};
    expect(prompts).to.be.within(50, 400);
    const enough = await found(20 * Math.ceil((100 + (prompts ?? 0)) / 20));
    expect(enough.verdict).to.equal('lower');
  });

  it('cannot tell a similarity from that of a reference which was run once, and say so', async () => {
    const once = runsOf(0).slice(0, 1);
    const report = await built([...answered('official', once), ...answered('other', once)], 'official');
    expect(rowOf(report, 'other', 'toolcalls_trigger_similarity')).to.include({
      verdict: null,
      p_adjusted: null,
    });
    expect(renderTerminal(report, { width: 80 })).to.contain('run the reference again');
  });

  it('stand in the CSV by their names, and in no report on other samples', async () => {
    const report = await built(answered('v', [times(4, calls(true))]));
    expect(renderCsv(report)).to.match(/^v,v,false,\*,\*,schema_accuracy,4,4,1,/m);
    expect(await built([{ target: 'v', prompt: 'p' }])).to.not.have.property('verifier');
  });
});
