/** The report as one self-contained HTML page. */

import type { Examples, Report } from '../../types.js';
import { type PageOptions, pageView } from './page.js';
import { renderPage } from './template.js';

export type { PageOptions } from './page.js';
export { pageStyles, renderArticles, renderServed, type ServedView, type Sheet } from './template.js';

/**
 * A page that needs nothing but itself: styles and script are inline and named by hash in a Content-Security-Policy that
 * forbids every request. It can be read without its script. All text of the report and of the examples is shown as text.
 */
export function renderHtml(report: Report, examples: Examples, options: PageOptions = {}): string {
  return renderPage(pageView(report, examples, options));
}
