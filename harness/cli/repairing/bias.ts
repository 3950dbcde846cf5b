/** `vocab repair --bias`: lists of tokens by language. */

import { languages as known, policyFor } from '../../../detectors/core/index.js';
import { UserError } from '../../../files/index.js';
import { biasFormats, biasJson } from '../../../vocabulary/formats/index.js';
import { openVocabulary } from '../../../vocabulary/index.js';
import { offScriptIds } from '../../biasing/index.js';
import { painterFor, writeResult, writeWhole } from '../vocabulary/index.js';
import type { RepairCommand } from './options.js';
import { checkPlaces } from './places.js';

/** Writes for each language the tokens that write what it does not. Throws UserError for a language that there is no policy for. */
export async function writeBias(
  tokenizer: string,
  languages: readonly string[],
  { output, scripts, format, summary, pattern, examples }: RepairCommand,
): Promise<void> {
  checkPlaces(output, [
    { option: '--summary', path: summary },
    { option: 'the tokenizer', path: tokenizer },
  ]);
  if (languages.length === 0)
    throw new UserError('no language is named', '--bias', `there are policies for ${known.join(', ')}`);
  const policies = languages.map((language) => {
    const policy = policyFor(language);
    if (policy !== undefined) return { language, policy };
    throw new UserError(
      `there is no policy for "${language}"`,
      '--bias',
      `there are for ${known.join(', ')}`,
    );
  });
  const vocabulary = await openVocabulary(tokenizer, { pattern });
  const lists = policies.map(({ language, policy }) => ({
    language,
    ...offScriptIds(vocabulary, policy, scripts),
  }));
  const result = { vocabulary, languages: lists, scripts };
  writeWhole(output, biasJson(result), 'the lists', '-o');
  writeResult(() => biasFormats[format](result, { examples, paint: painterFor(summary) }), summary, format);
}
