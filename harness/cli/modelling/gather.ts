/** Gathers what was found of a model: reads files, checks that they are of one tokenizer, and measures what is named instead. */

import { UserError } from '../../../files/index.js';
import {
  type Claim,
  checkAgainst,
  checkEachOther,
  claimOfCoverage,
  claimOfDrift,
  claimOfProbe,
  claimOfScan,
} from '../../../vocabulary/agreeing/index.js';
import { coverageFacts, scanFile } from '../../../vocabulary/formats/index.js';
import {
  type CoverageFacts,
  type Drift,
  measureDrift,
  openVocabulary,
  type ProbeFile,
  readCoverage,
  readCoverageFacts,
  readDrift,
  readProbe,
  readScan,
  type ScanFile,
  scanVocabulary,
  summarize,
  type Vocabulary,
} from '../../../vocabulary/index.js';
import {
  type ModelReport,
  notAtHand,
  type OfState,
  type ProbedState,
  probeChanges,
  probedStates,
} from '../../../vocabulary/report/index.js';
import {
  type DriftGiven,
  driftsOf,
  sayProgress,
  stateNames,
  stateValue,
  withModels,
} from '../vocabulary/index.js';

import { mixingIn } from './mixing.js';

/** What is named on the command line. */
export interface GatherOptions {
  readonly title?: string;
  readonly tokenizer?: string;
  readonly pattern?: string;
  readonly scan?: string;
  readonly coverage?: string;
  readonly drift: readonly string[];
  readonly head?: string;
  readonly probe: readonly string[];
  readonly run: readonly string[];
  readonly baseline: readonly string[];
  readonly jobs: number;
  readonly cache: boolean;
}

/** Tokens that each class is shown with, and most changed ones that are kept of models that are compared here. */
const EXAMPLES = 5;
const CHANGED = 1000;

/** What is given, and what each file of it says of its tokenizer. */
interface Gathered {
  readonly vocabulary: Vocabulary | undefined;
  readonly claims: Claim[];
}

async function scanOf(path: string | undefined, { vocabulary, claims }: Gathered): Promise<ScanFile | null> {
  if (path === undefined)
    return vocabulary === undefined ? null : scanFile(await scanVocabulary(vocabulary), EXAMPLES);
  const scan = await readScan(path);
  claims.push(claimOfScan(path, scan));
  return scan;
}

/** With a tokenizer files of counts alone are enough. */
async function coverageOf(
  path: string | undefined,
  { vocabulary, claims }: Gathered,
): Promise<CoverageFacts | null> {
  if (path === undefined) return null;
  if (vocabulary === undefined) {
    const facts = await readCoverageFacts(path);
    claims.push(claimOfCoverage(path, facts));
    return facts;
  }
  const coverage = await readCoverage(path);
  const { tokenizer, samples } = coverage;
  checkAgainst(vocabulary, claimOfCoverage(path, { tokenizer, ids: samples.length }));
  return coverageFacts({ vocabulary, coverage, summary: summarize(vocabulary, coverage) }, EXAMPLES);
}

async function driftOf(
  given: DriftGiven,
  { tokenizer, head }: GatherOptions,
  { claims }: Gathered,
): Promise<Drift> {
  const drift =
    given.kind === 'file'
      ? await readDrift(given.path)
      : await withModels(given.base, given.post, { tokenizer, head }, async (base, post, both) => {
          const options = { ...both, changed: CHANGED, told: sayProgress() };
          return (await measureDrift(base, post, options)).drift;
        });
  claims.push(claimOfDrift(given.kind === 'file' ? given.path : given.post, drift));
  return drift;
}

async function probesOf(written: readonly string[], { claims }: Gathered): Promise<readonly ProbedState[]> {
  const given = written.map(stateValue);
  const names = stateNames(given, '--probe');
  const probes: OfState<ProbeFile>[] = [];
  for (const [i, { value: path }] of given.entries()) {
    const probe = await readProbe(path);
    claims.push(claimOfProbe(path, probe));
    probes.push({ state: names[i] ?? path, of: probe });
  }
  return probedStates(probes);
}

/** What was found of a model. Throws UserError: a file of another form or tokenizer, nothing named. */
export async function gather(options: GatherOptions): Promise<ModelReport> {
  const { title, tokenizer, pattern, run, baseline, jobs, cache } = options;
  const vocabulary = tokenizer === undefined ? undefined : await openVocabulary(tokenizer, { pattern });
  const gathered: Gathered = { vocabulary, claims: [] };
  const scan = await scanOf(options.scan, gathered);
  const coverage = await coverageOf(options.coverage, gathered);
  const drifts: OfState<Drift>[] = [];
  for (const given of driftsOf(options.drift))
    drifts.push({ state: given.state, of: await driftOf(given, options, gathered) });
  const probes = await probesOf(options.probe, gathered);
  for (const claim of gathered.claims) if (vocabulary !== undefined) checkAgainst(vocabulary, claim);
  checkEachOther(gathered.claims);
  if (run.length === 0 && baseline.length > 0)
    throw new UserError('no answers are named to compare', '--baseline', 'name runs with --run STATE=FOLDER');
  const mixing = run.length === 0 ? null : await mixingIn(run, { baselines: baseline, jobs, cache });
  const found = { scan, coverage, drifts, probes, probe_changes: probeChanges(probes), mixing };
  if (scan === null && coverage === null && drifts.length + probes.length === 0 && mixing === null)
    throw new UserError(
      'there is nothing to report on',
      '',
      'name a tokenizer, or what other commands found: --scan, --coverage, --drift, --probe, --run',
    );
  return {
    title: title ?? 'The vocabulary of a model',
    tokenizer:
      vocabulary?.source ?? gathered.claims.find((claim) => claim.tokenizer !== null)?.tokenizer ?? null,
    ...found,
    not_given: notAtHand(found),
  };
}
