/** Responses in the CSV of the Language Confusion Benchmark: columns id, model, completion, task, source, language. */

import { readCsv, UserError } from '../../../files/index.js';
import { toChannels } from '../channels.js';
import { languageOf } from '../fields.js';
import type { Format } from '../format.js';

const NEEDED = ['id', 'model', 'completion'] as const;

export const lcb: Format = {
  name: 'lcb',
  files: 'CSV with the columns id, model, completion, language (Language Confusion Benchmark)',
  sniff: ({ columns }) => NEEDED.every((name) => columns.includes(name)),

  async *read({ path, source, columns }, { language, prompts }) {
    const missing = [...NEEDED, ...(language === undefined ? ['language'] : [])].filter(
      (name) => !columns.includes(name),
    );
    if (missing.length > 0) {
      const todo =
        missing.join() === 'language'
          ? 'give one with --language'
          : 'name a CSV with the columns id, model, completion, language';
      throw new UserError(
        `the CSV has no column ${missing.map((name) => `"${name}"`).join(', ')}`,
        path,
        todo,
      );
    }
    for await (const row of readCsv(source)) {
      if (row.kind === 'unread') {
        yield row;
        continue;
      }
      const record = row.value as Readonly<Record<string, string>>;
      const { id = '', model = '', completion = '', task = '', source = '' } = record;
      const tag = languageOf(record, record.language, language) ?? '';
      const messages = await prompts?.({ task, source, language: tag, id });
      const channels = toChannels({ content: completion });
      if (model === '') yield { kind: 'unread', where: row.where, reason: 'the response has no model' };
      else if (channels !== undefined)
        yield {
          kind: 'found',
          where: row.where,
          record,
          target: model,
          language: tag,
          promptId: [task, source, tag, id].filter((part) => part !== '').join('/'),
          channels,
          ...(messages && { messages }),
        };
    }
  },
};
