/** The formats of `vocab repair --bias`: which tokens are on the lists that were written. */

import { count, languageName, type Paint, plural } from '../../../reports/display/index.js';
import type { TokenId, Vocabulary } from '../../tokenizer/index.js';
import { csvOf } from '../csv.js';
import { type Document, left, renderDocument, renderPage, right, token } from '../document/index.js';
import { TOKEN_COLUMNS, tokenCells, tokenShown } from '../names.js';

/** The list of a language. */
export interface LanguageIds {
  readonly language: string;
  readonly ids: readonly TokenId[];
  /** Pieces of characters. */
  readonly pieces: readonly TokenId[];
}

/** What a command has to show. */
export interface BiasResult {
  readonly vocabulary: Vocabulary;
  readonly languages: readonly LanguageIds[];
  /** The scripts that are looked for; all that a language does not have where missing. */
  readonly scripts?: readonly string[] | undefined;
}

interface Options {
  readonly examples: number;
  readonly paint: Paint;
}

type Render = (result: BiasResult, options: Options) => Iterable<string>;

function biasDocument({ vocabulary, languages, scripts }: BiasResult, examples: number): Document {
  const shown = (ids: readonly TokenId[]): string =>
    ids
      .slice(0, examples)
      .map((id) => tokenShown(vocabulary, id))
      .join('  ');
  const { path } = vocabulary.source;
  return {
    title: `Off-script tokens of ${path}`,
    overview: languages
      .map(
        ({ language, ids, pieces }) =>
          `${languageName(language)}: ${plural(ids.length + pieces.length, 'token')}`,
      )
      .join('; '),
    sections: [
      {
        id: 'off-script',
        title: 'Tokens by language',
        lead: `Tokens that write ${scripts === undefined ? 'what the language does not' : scripts.join(', ')}, and pieces of characters of which nothing else comes.`,
        table: {
          columns: [left('language'), right('tokens'), right('pieces'), token('of these')],
          rows: languages.map(({ language, ids, pieces }) => [
            languageName(language),
            count(ids.length),
            count(pieces.length),
            [shown(ids), shown(pieces)].filter((one) => one !== '').join('  '),
          ]),
        },
      },
    ],
  };
}

/** The lists as one JSON document: `ids` and `pieces` of each language. */
export function biasJson({ vocabulary, languages, scripts }: BiasResult): string {
  const { path, ...source } = vocabulary.source;
  return `${JSON.stringify({
    kind: 'offscript-off-script-tokens',
    schema: 1,
    tokenizer: { path, ...source },
    ...(scripts && { scripts }),
    languages: Object.fromEntries(languages.map(({ language, ids, pieces }) => [language, { ids, pieces }])),
  })}\n`;
}

function biasCsv({ vocabulary, languages }: BiasResult): Iterable<string> {
  function* rows() {
    for (const { language, ids, pieces } of languages)
      for (const id of [...ids, ...pieces].sort((a, b) => a - b))
        yield [language, ...tokenCells(vocabulary, id)];
  }
  return csvOf(['language', ...TOKEN_COLUMNS], rows());
}

export const biasFormats = {
  table: (result, { examples, paint }) => [renderDocument(biasDocument(result, examples), paint)],
  json: (result) => [biasJson(result)],
  csv: biasCsv,
  html: (result, { examples }) => [renderPage(biasDocument(result, examples))],
} as const satisfies Readonly<Record<string, Render>>;
