import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { expect } from 'chai';
import { root } from './support/needs.js';

/** Who may import whom. A room may always import itself; the longest name that fits a file is its room. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  detectors: [],
  files: [],
  prompts: ['detectors', 'files'],
  store: ['detectors', 'prompts', 'files'],
  reports: ['store', 'detectors', 'prompts', 'files'],
  harness: ['store', 'detectors', 'prompts', 'files', 'vocabulary/tokenizer'],
  vocabulary: [
    'vocabulary/tokenizer',
    'vocabulary/gguf',
    'detectors',
    'files',
    'prompts',
    'store',
    'harness',
    'reports',
  ],
  // What tokens are, by their files: for endpoints too.
  'vocabulary/tokenizer': ['vocabulary/gguf', 'files'],
  'vocabulary/gguf': ['files'],
  'harness/cli': ['harness', 'reports', 'vocabulary', 'store', 'detectors', 'prompts', 'files'],
  // The front door of the library.
  'index.ts': ['harness/cli', 'harness', 'reports', 'vocabulary', 'store', 'detectors', 'prompts', 'files'],
};

/** Of these, only types. */
const TYPES_ONLY: ReadonlySet<string> = new Set(['store prompts']);

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.ts$/.test(entry.name)) yield path;
  }
}

const rooms = Object.keys(ALLOWED).sort((a, b) => b.length - a.length);

const roomOf = (path: string): string | undefined =>
  rooms.find((room) => path === room || path.startsWith(`${room}/`));

const IMPORT =
  /^(?:import|export)\s(?<what>[^;]*?)from '(?<path>\.[^']+)'|(?:import|new URL)\('(?<lazy>\.[^']+\.js)'/gms;

function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), 'utf8');
  return Array.from(text.matchAll(IMPORT), ({ groups = {} }) => {
    const { what = '', path: named, lazy } = groups;
    const target = relative(root, join(root, dirname(path), named ?? lazy ?? ''));
    const names = /\{(?<list>[^}]*)\}/.exec(what)?.groups?.list ?? '';
    const typeOnly =
      what.startsWith('type ') ||
      (names !== '' && names.split(',').every((name) => name.trim() === '' || /^\s*type\s/.test(name)));
    return { from: path, to: target.split(sep).join('/').replace(/\.js$/, '.ts'), typeOnly };
  });
}

const all = ['index.ts', ...rooms.filter((room) => !room.includes('/') && room !== 'index.ts')]
  .flatMap((room) => (room.endsWith('.ts') ? [room] : [...sources(room)]))
  .flatMap(importsOf);

const shown = ({ from, to }: Import): string => `${from} -> ${to}`;

describe('the layers', () => {
  it('are read from more than nothing', () => {
    expect(all.length).to.be.above(500);
    expect(all.filter(({ typeOnly }) => typeOnly).length).to.be.above(50);
  });

  it('import only what the table lets them', () => {
    const wrong = all.filter(({ from, to, typeOnly }) => {
      const [room = '', other = ''] = [roomOf(from), roomOf(to)];
      if (room === other) return false;
      return !ALLOWED[room]?.includes(other) || (TYPES_ONLY.has(`${room} ${other}`) && !typeOnly);
    });
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('go through doors: into a folder that is not one’s own or around it, only by its index.ts', () => {
    const wrong = all.filter(({ from, to }) => {
      const folder = dirname(to);
      const within = folder === '.' || dirname(from) === folder || dirname(from).startsWith(`${folder}/`);
      return !to.endsWith('/index.ts') && !within;
    });
    expect(wrong.map(shown)).to.deep.equal([]);
  });

  it('run in no circle of rooms or files', () => {
    const next = new Map<string, Set<string>>();
    for (const { from, to, typeOnly } of all) {
      if (typeOnly) continue;
      next.set(from, (next.get(from) ?? new Set()).add(to));
    }
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
      else if (!done.has(file)) {
        for (const other of next.get(file) ?? []) visit(other, [...trail, file]);
        done.add(file);
      }
    };
    for (const file of next.keys()) visit(file, []);
    expect(circles).to.deep.equal([]);
  });
});
