/** The Handlebars templates, the style sheet and the script of the page: read once, compiled once. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Handlebars from 'handlebars';
import type { PageView } from './page.js';
import { type ArticleView, type SamplesView, VALUES } from './samples/index.js';

const folder = new URL('./reports/formats/html/templates/', import.meta.resolve('offscript/package.json'));

/** In the order of the cascade. */
const styles = [
  'palette.css',
  'fonts.css',
  'page.css',
  'contents.css',
  'glance.css',
  'tables.css',
  'heat.css',
  'series.css',
  'samples.css',
  'beside.css',
  'exemptions.css',
  'cards.css',
  'narrow.css',
  'print.css',
] as const;

/** Modules in the order in which they run, none before what it imports. */
const scripts = [
  'frame.js',
  'sources.js',
  'copying.js',
  'labelling.js',
  'watching.js',
  'samples.js',
  'page.js',
] as const;

/** What a page has inline, and how its policy names it. */
export interface Sheet {
  readonly content: string;
  /** Source expression of the Content-Security-Policy. */
  readonly source: string;
}

/** A page on which samples come from a server. */
export interface ServedView {
  readonly title: string;
  readonly overview: string;
  readonly browser: SamplesView;
}

interface Renderer {
  readonly page: (view: PageView) => string;
  readonly served: (view: ServedView) => string;
  readonly article: (view: ArticleView) => string;
}

let renderer: Renderer | undefined;

const rendering = (): Renderer => {
  renderer ??= compile();
  return renderer;
};

/** The page of a view. */
export const renderPage = (view: PageView): string => rendering().page(view);

/** The page of samples that a server has. */
export const renderServed = (view: ServedView): string => rendering().served(view);

/** The articles of samples, each by itself: what a page is given that asks for them. */
export const renderArticles = (views: readonly ArticleView[]): string[] =>
  views.map((view) => rendering().article(view));

/** Handlebars takes as long to load as Node takes to start: it is loaded for the first page, and for no other format. */
function compile(): Renderer {
  const library: typeof Handlebars = createRequire(import.meta.url)('handlebars');
  const handlebars = library.create();
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.hbs')) handlebars.registerPartial(file.slice(0, -'.hbs'.length), read(file));
  }
  const compiled = (name: string) => handlebars.compile(read(name), { strict: true, preventIndent: true });
  const [page, served, article] = [compiled('page.hbs'), compiled('view.hbs'), compiled('article.hbs')];
  const style = inline(styles);
  const whole = { style, script: inlineScript(), values: VALUES.join(' ') };
  return {
    page: (view) => page({ ...view, ...whole }),
    served: (view) => served({ ...view, ...whole }),
    article: (view) => article(view),
  };
}

/** The styles of pages, for those of other rooms that are to look like the report, with what these add. */
export const pageStyles = (more = ''): Sheet => inline(styles, more);

const sheetOf = (texts: readonly string[], more = ''): Sheet => {
  const content = `\n${texts.join('\n')}${more}`;
  return { content, source: `'sha256-${createHash('sha256').update(content).digest('base64')}'` };
};

const inline = (names: readonly string[], more = ''): Sheet => sheetOf(names.map(read), more);

/** One module of all: a page imports nothing, so what they import from each other is joined, and their names differ. */
const inlineScript = (): Sheet =>
  sheetOf(
    scripts.map((name) =>
      read(name)
        .replace(/^import [^;]*;\n/gm, '')
        .replace(/^export /gm, ''),
    ),
  );

/** A parser of HTML turns line ends into line feeds before it hashes, whatever a checkout made of them. */
function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n');
}
