/** Pages of reports in Chromium, and what of them a test looks at. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { needsChromium } from '../../../support/needs.js';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Opening {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly script?: boolean;
  readonly forced?: boolean;
  /** With axe in it, which the page's own policy would not let in. */
  readonly checked?: boolean;
}

/** A page in Chromium and what it complained about: requests other than for the file, and lines of the console. */
interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens pages in one browser, which the tests of the suite around it share. */
export function opener(): (html: string, opening?: Opening) => Promise<Opened> {
  let browser: Browser;
  let folder: string;

  before(async function () {
    browser = await chromium.launch({ executablePath: needsChromium(this), args: quiet });
    folder = await mkdtemp(join(tmpdir(), 'offscript-page-'));
  });

  after(async () => {
    await browser?.close();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  async function open(
    html: string,
    { width = 1280, scheme = 'light', script = true, forced = false, checked = false }: Opening = {},
  ): Promise<Opened> {
    const path = join(folder, 'report.html');
    await writeFile(path, html);
    const page = await browser.newPage({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled: script,
      bypassCSP: checked,
      ...(forced && { forcedColors: 'active' as const }),
    });
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(`request ${request.url().slice(0, 100)}`);
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(path).href);
    if (checked)
      await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
    return { page, complaints };
  }

  return open;
}

/** The computed value of a property. */
export function styleOf(locator: Locator, property: string): Promise<string> {
  return locator.evaluate(
    (element, name) => element.ownerDocument.defaultView.getComputedStyle(element)[name],
    property,
  );
}

/** Elements whose own text has less than 4.5 to 1 against the ground that it stands on; runs in the page. */
export const lowContrast = `(() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b]
    .map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const low = new Set();
  for (const element of document.querySelectorAll('body *')) {
    const own = Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (!own || element.closest('script, style, svg, option')) continue;
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
  }
  return [...low];
})()`;
