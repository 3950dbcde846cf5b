/** Drawings by Observable Plot, as SVG in text: made without a browser, and loaded for the first page. */

import { createRequire } from 'node:module';
import type * as PlotLibrary from '@observablehq/plot';
import type * as XmlDom from '@xmldom/xmldom';

type Plot = typeof PlotLibrary;

interface Libraries {
  readonly plot: Plot;
  readonly document: XmlDom.Document;
  readonly text: (node: XmlDom.Node) => string;
}

let libraries: Libraries | undefined;

/** Both take as long to load as all of a report's other code. */
function load(): Libraries {
  const require = createRequire(import.meta.url);
  const plot: Plot = require('@observablehq/plot');
  const { DOMImplementation, XMLSerializer }: typeof XmlDom = require('@xmldom/xmldom');
  // Plot takes any document that can make elements; of this one it needs nothing that is of a browser.
  const document = new DOMImplementation().createDocument('http://www.w3.org/1999/xhtml', 'html', null);
  const serializer = new XMLSerializer();
  return { plot, document, text: (node) => serializer.serializeToString(node) };
}

/** Attributes that hold places: a tenth of a unit is less than a pixel. */
const PLACES = new Set([
  'd',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'width',
  'height',
  'transform',
]);

const rounded = (value: string): string =>
  value.replace(/-?\d+\.\d{2,}(?:e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(1))));

const isElement = (node: XmlDom.Node): node is XmlDom.Element => node.nodeType === 1;

function tidy(element: XmlDom.Element): void {
  for (const attribute of Array.from(element.attributes))
    if (PLACES.has(attribute.name)) attribute.value = rounded(attribute.value);
  for (const child of Array.from(element.childNodes)) {
    // A style of its own is what the page's policy forbids; the page styles drawings.
    if (child.nodeName === 'style') element.removeChild(child);
    else if (isElement(child)) {
      // To a screen reader the drawing is one picture: what is in it has no name of its own.
      for (const name of ['aria-label', 'aria-hidden']) child.removeAttribute(name);
      tidy(child);
    }
  }
}

/** The SVG of a plot. It is one picture to a screen reader, which `label` describes. */
export function drawn(label: string, options: (plot: Plot) => PlotLibrary.PlotOptions): string {
  libraries ??= load();
  const { plot, document, text } = libraries;
  // Its types are a browser's; what it makes, it makes of this document.
  const made: unknown = plot.plot({ document: document as never, ...options(plot) });
  const svg = made as XmlDom.Element;
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  svg.setAttribute('class', 'chart');
  for (const name of ['font-family', 'font-size', 'height']) svg.removeAttribute(name);
  tidy(svg);
  return text(svg).replace(' xmlns="http://www.w3.org/2000/svg"', '');
}
