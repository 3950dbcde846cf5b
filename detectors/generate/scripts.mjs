/** Reads Script, Script_Extensions and General_Category of one version of Unicode and packs them as ranges. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { iso15924 } from 'iso-15924';

const CODE_POINTS = 0x110000;

/** Scripts newer than the aliases in iso-15924. */
const NEW_CODES = {
  Beria_Erfe: 'Berf',
  Garay: 'Gara',
  Gurung_Khema: 'Gukh',
  Kirat_Rai: 'Krai',
  Ol_Onal: 'Onao',
  Sidetic: 'Sidt',
  Sunuwar: 'Sunu',
  Tai_Yo: 'Tayo',
  Todhri: 'Todr',
  Tolong_Siki: 'Tols',
  Tulu_Tigalari: 'Tutg',
};

const NON_LETTERS = ['Number', 'Punctuation', 'Symbol'];

/** @param {string} name Unicode's long name of a script */
function codeOf(name) {
  // Variants of a script, such as Geok of Georgian, have its name too: Unicode's own code is the one that begins like the name.
  const named = iso15924.filter((script) => script.pva === name).map(({ code }) => code);
  const code = NEW_CODES[name] ?? named.find((one) => name.startsWith(one)) ?? named[0];
  if (code === undefined) throw new Error(`no ISO 15924 code for the script ${name}`);
  return code;
}

/**
 * @param {Uint16Array} values value of each code point; 0 is left out
 * @returns {string}
 */
function packRanges(values) {
  const out = [];
  let from = 0;
  for (let start = 0; start < CODE_POINTS; ) {
    let end = start + 1;
    while (end < CODE_POINTS && values[end] === values[start]) end++;
    if (values[start] !== 0) {
      out.push([start - from, end - start, values[start]].map((n) => n.toString(36)).join('+'));
      from = end;
    }
    start = end;
  }
  return out.join(' ');
}

/** @param {string} version e.g. 17.0.0 */
export async function readScripts(version) {
  const source = `@unicode/unicode-${version}`;
  const folder = fileURLToPath(new URL('./', import.meta.resolve(`${source}/package.json`)));
  const ranges = async (property, value) =>
    (await import(`${source}/${property}/${value}/ranges.mjs`)).default;
  const names = readdirSync(`${folder}Script`).filter((name) => !name.includes('.'));
  const idOf = new Map(
    names.map((name) => [name, codeOf(name)]).map(([name, code]) => [name, { code, id: 0 }]),
  );
  const codes = ['Zzzz', ...[...idOf.values()].map(({ code }) => code).sort()];
  for (const script of idOf.values()) script.id = codes.indexOf(script.code);

  const scripts = new Uint16Array(CODE_POINTS);
  for (const [name, { id }] of idOf) {
    for (const { begin, end } of await ranges('Script', name)) scripts.fill(id, begin, end);
  }

  /** @type {Map<number, number[]>} */
  const extended = new Map();
  for (const [name, { id }] of idOf) {
    for (const { begin, end } of await ranges('Script_Extensions', name)) {
      for (let point = begin; point < end; point++) {
        const ids = extended.get(point);
        if (ids === undefined) extended.set(point, [id]);
        else ids.push(id);
      }
    }
  }
  const extensionSets = [];
  const extensions = new Uint16Array(CODE_POINTS);
  for (const [point, ids] of [...extended].sort(([a], [b]) => a - b)) {
    if (ids.length === 1 && ids[0] === scripts[point]) continue;
    const set = ids
      .sort((a, b) => a - b)
      .map((id) => id.toString(36))
      .join(',');
    if (!extensionSets.includes(set)) extensionSets.push(set);
    extensions[point] = extensionSets.indexOf(set) + 1;
  }

  const shared = ['Zyyy', 'Zinh', 'Hani'].map((code) => codes.indexOf(code));
  const nonLetters = new Uint16Array(CODE_POINTS);
  for (const category of NON_LETTERS) {
    for (const { begin, end } of await ranges('General_Category', category)) {
      for (let point = begin; point < end; point++) {
        if (scripts[point] !== 0 && !shared.includes(scripts[point])) nonLetters[point] = 1;
      }
    }
  }
  return {
    codes,
    scripts: packRanges(scripts),
    extensionSets,
    extensions: packRanges(extensions),
    nonLetters: packRanges(nonLetters),
  };
}
