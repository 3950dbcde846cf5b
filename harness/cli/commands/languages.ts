/** `offscript languages`: the policies. */

import type { Command } from 'commander';
import { languages, POLICY_VERSION, type Policy, tagAsWritten } from '../../../detectors/bare/index.js';
import { borderlessTable, languageName } from '../../../reports/display/index.js';
import { policiesFrom, policyOption } from '../options/index.js';
import { painter, print, printData, warnOfAssumed } from '../terminal/index.js';

interface Options {
  readonly json?: boolean;
  readonly policy?: string;
}

const HAN: Readonly<Record<NonNullable<Policy['han']>, string>> = {
  japanese: 'Japanese',
  simplified: 'Simplified',
  traditional: 'Traditional',
  chinese: 'either',
};

const EXPLANATION = `
scripts  what the language is written in (ISO 15924); letters of any other script are findings
Latin    own: written in it; guest: names, acronyms, units and code may stand, ordinary words not
Han      forms that belong; in zh a text may be Simplified or Traditional, whichever most of it is
close    a line in such a language is no error by itself

Any other BCP 47 tag works from its likely script, with a warning; zh-TW, pt-BR and the like come to
the policies above. A suite changes policies under "policies": docs/policies.md says how.
`;

/** A policy under its tag, with the names of fields that a suite has. */
function toRecord(tag: string, policy: Policy): unknown {
  const { origin, scripts, tolerated, latin, essential, han, close, disabled, allow, minLetters } = policy;
  return {
    language: tag,
    name: languageName(tag),
    origin,
    scripts,
    tolerated,
    latin,
    ...(essential && { essential }),
    ...(han && { han }),
    close,
    exempt: Object.fromEntries(disabled.map((name) => [name, false])),
    allow,
    min_letters: minLetters,
  };
}

async function list(asked: readonly string[], { json = false, policy: file }: Options): Promise<void> {
  const policyOf = await policiesFrom(file);
  const tags = asked.length === 0 ? languages : asked;
  const rows = tags.map((tag) => [tagAsWritten(tag), policyOption(tag, 'languages', policyOf)] as const);
  if (json) {
    const records = rows.map(([tag, policy]) => toRecord(tag, policy));
    printData(`${JSON.stringify({ version: POLICY_VERSION, policies: records }, null, 2)}\n`);
  } else {
    const lines = borderlessTable(
      ['tag', 'language', 'scripts', 'Latin', 'Han', 'close'],
      ['left', 'left', 'left', 'left', 'left', 'left'],
      rows.map(([tag, { scripts, latin, han, close }]) => [
        tag,
        languageName(tag),
        scripts.join(' '),
        latin,
        han === undefined ? '' : HAN[han],
        close.join(' '),
      ]),
      painter(),
    );
    print(`${lines.join('\n')}\n${EXPLANATION}`);
  }
  warnOfAssumed(asked, policyOf);
}

export function addLanguages(program: Command): void {
  program
    .command('languages')
    .description('what each language is written in, and what may stand in it')
    .argument('[tags...]', 'BCP 47 tags (default: all languages that are listed)')
    .option('--json', 'as data')
    .option('--policy <file>', 'policies of your own, YAML or JSON: docs/policies.md')
    .action(list);
}
