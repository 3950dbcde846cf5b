import { hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { coverageDocument } from '../../../vocabulary/index.js';
import { bf16, gguf, matrix, safetensors, serveFiles } from '../../support/checkpoint.js';
import { offscript as cold, folderWith } from '../../support/offscript.js';
import { offscriptWithPeak } from '../../support/peak.js';
import { warmOffscript } from '../../support/warm.js';
import { ggufFile } from '../../vocabulary/gguf-file.js';

const offscript = warmOffscript();
const { path: folder, remove } = folderWith({});
after(remove);

/** A formula, markup, a control and a letter: what tokens may hold. */
const TOKENS = ['=1+1', '<b>x</b>', '\u001b[31m', 'カ', 'д'];
const ranks = TOKENS.map((token, rank) => `${Buffer.from(token).toString('base64')} ${rank}\n`).join('');

const COLUMNS = 64;
const ROWS = TOKENS.length + 1;
const signs = (id: number, turned: number): number[] =>
  Array.from({ length: COLUMNS }, (_, i) => ((id * 5 + i * i) % 3 === 0 ? 1 : -1) * (i < turned ? -1 : 1));
const rows = (turned: (id: number) => number): number[][] =>
  Array.from({ length: ROWS }, (_, id) => signs(id, turned(id)));
const cosine = (turned: number): number => 1 - (2 * turned) / COLUMNS;

const base = safetensors({ 'lm_head.weight': matrix(rows(() => 0)) });
const post = safetensors({ 'lm_head.weight': matrix(rows((id) => 2 * id)) });

function write(files: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
}

before(() => {
  write({
    'bare/base.safetensors': base,
    'bare/post.safetensors': post,
    'base/model.safetensors': base,
    'base/own.tiktoken': ranks,
    'post/model.safetensors': post,
    'post/own.tiktoken': ranks,
  });
});

/** Counts as `vocab coverage` writes them. */
const counts = (samples: readonly number[], sha256 = ''): string =>
  JSON.stringify(
    coverageDocument({
      tokenizer: { format: 'tiktoken', model: 'bpe', sha256 },
      files: [],
      shards: [],
      samples: Float64Array.from(samples),
      targets: Float64Array.from(samples),
      read: Float64Array.from(samples),
    }),
  );

const json = async (...words: string[]): Promise<Record<string, unknown>> => {
  const { code, stdout, stderr } = await offscript(folder, ['vocab', 'drift', ...words, '--format', 'json']);
  expect([code, stderr]).to.deep.equal([0, '']);
  return JSON.parse(stdout);
};

describe('offscript vocab drift', () => {
  it('writes the figures as JSON; without a tokenizer no classes and texts', async () => {
    const found = await json('bare/base.safetensors', 'bare/post.safetensors', '--changed', '2');
    const cosines = [0, 2, 4, 6, 8, 10].map(cosine);
    expect(found).to.deep.include({
      tokens: ROWS,
      lowest: cosine(10),
      under: { '0.95': 5, '0.90': 4 },
      classes: [],
      changed: [
        { id: 5, text: null, cosine: cosine(10) },
        { id: 4, text: null, cosine: cosine(8) },
      ],
    });
    expect(found.mean).to.be.closeTo(cosines.reduce((sum, one) => sum + one) / ROWS, 1e-15);
    expect(found.percentiles).to.have.keys('0.1', '1', '5', '25', '50', '75', '95');
    expect(found.shared_shift).to.have.keys('rows', 'norm', 'share', 'cosine');
    expect(found.shared_shift).to.have.property('rows', ROWS);
  });

  it('has classes by the tokenizer beside the checkpoint, of which padding is one, or by one that is named', async () => {
    const beside = await json('base', 'post');
    const classes = beside.classes as readonly { readonly class: string; readonly tokens: number }[];
    expect(Object.fromEntries(classes.map((one) => [one.class, one.tokens]))).to.deep.equal({
      Latn: 2,
      none: 1,
      Hrkt: 1,
      Cyrl: 1,
      padding: 1,
    });
    for (const one of classes) expect(one).to.have.keys('class', 'tokens', 'mean', 'lowest', 'under');
    expect(beside.changed).to.deep.include({ id: 4, text: 'д', cosine: cosine(8) });
    const named = await json(
      'bare/base.safetensors',
      'bare/post.safetensors',
      '--tokenizer',
      'base/own.tiktoken',
    );
    expect(named.classes).to.deep.equal(classes);
  });

  it('has a row a token as CSV, of which no spreadsheet runs one', async () => {
    const { code, stdout } = await offscript(folder, ['vocab', 'drift', 'base', 'post', '--format', 'csv']);
    const lines = stdout.trimEnd().split('\n');
    expect(code).to.equal(0);
    expect(lines[0]).to.equal('id,text,class,cosine,l2,norm_base,norm_post,unused_base,unused_post');
    expect(lines.length).to.equal(1 + ROWS);
    expect(lines[1]).to.match(/^0,'=1\+1,none,1,0,8,8,/);
    expect(lines[3]).to.include('\\u{1B}[31m');
    expect(lines[6]).to.match(/^5,,padding,/);
  });

  for (const format of ['table', 'html'])
    it(`shows tokens as text, whatever they hold: ${format}`, async () => {
      const out = join(folder, `out.${format}`);
      const { code } = await offscript(folder, [
        'vocab',
        'drift',
        'base',
        'post',
        '--format',
        format,
        '-o',
        out,
      ]);
      const text = readFileSync(out, 'utf8');
      expect(code).to.equal(0);
      expect(text).not.to.include('\u001b');
      expect(text).to.include('rows without a token').and.include('0.68750').and.include('Kana');
      if (format === 'html') expect(text).to.include('&lt;b&gt;x').and.not.to.include('<b>x');
      // Numbers stand under their heads, with a minus that is as wide as a plus.
      if (format === 'html') expect(text).to.match(/<th scope="row" class="number">\d+<\/th>/);
    });

  it('shows a cosine below 0 with a minus, and says how input embeddings are read', async () => {
    write({ 'away/post.safetensors': safetensors({ 'lm_head.weight': matrix(rows(() => COLUMNS)) }) });
    const { stdout } = await offscript(folder, [
      'vocab',
      'drift',
      'bare/base.safetensors',
      'away/post.safetensors',
    ]);
    expect(stdout).to.include('mean cosine −1.00000').and.include('--input reads them');
  });

  it('compares a model in GGUF with one in safetensors', async () => {
    write({ 'one.gguf': gguf({ 'token_embd.weight': matrix(rows(() => 1)) }) });
    const { lowest, post: after } = await json('bare/base.safetensors', 'one.gguf');
    expect(lowest).to.equal(cosine(1));
    expect(after).to.deep.include({ tensor: 'token_embd.weight', tied: true, dtype: 'bf16' });
  });

  it('takes no tokenizer from a GGUF file beside it, which may be of another model', async () => {
    const other = ggufFile({
      'tokenizer.ggml.model': { text: 'gpt2' },
      'tokenizer.ggml.pre': { text: 'gpt-2' },
      'tokenizer.ggml.tokens': { texts: ['a', 'b', 'ab'] },
      'tokenizer.ggml.merges': { texts: ['a b'] },
    });
    write({ 'among/base.safetensors': base, 'among/post.safetensors': post, 'among/other.gguf': other });
    expect(await json('among/base.safetensors', 'among/post.safetensors')).to.deep.include({ classes: [] });
  });

  it('asks through the proxy of the environment, with a scheme or without, and refuses one that is none at once', async () => {
    const server = await serveFiles({ 'base/model.safetensors': base });
    const proxy = createServer();
    proxy.on('connect', ({ url }, socket) => {
      expect(url).to.equal('models.invalid:80');
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      const there = connect(server.port, '127.0.0.1').on('error', () => {});
      socket
        .on('error', () => {})
        .pipe(there)
        .pipe(socket);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const words = ['vocab', 'drift', 'http://models.invalid/base', 'post', '--cache', 'cache'];
    const env = { http_proxy: '', HTTPS_PROXY: '', https_proxy: '', no_proxy: '', NO_PROXY: '' };
    try {
      for (const HTTP_PROXY of [`127.0.0.1:${port}`, `http://127.0.0.1:${port}`])
        expect(await cold(folder, words, { ...env, HTTP_PROXY })).to.deep.include({ code: 0, stderr: '' });
    } finally {
      proxy.closeAllConnections();
      proxy.close();
      await server.close();
    }
    const { code, stderr } = await cold(folder, words, { ...env, HTTP_PROXY: 'ftp://host:1' });
    expect(code).to.equal(2);
    expect(stderr).to.match(/^offscript: the environment variable HTTP_PROXY holds no http[^\n]+\n$/);
  });

  it('reads a folder on a server, with its tokenizer, as one on a disk', async () => {
    const server = await serveFiles({
      'base/model.safetensors': base,
      'post/model.safetensors': post,
      'base/tokenizer.model': Buffer.from(ranks),
      'post/tokenizer.model': Buffer.from(ranks),
    });
    try {
      const there = await json(
        `${server.address}/base`,
        `${server.address}/post`,
        '--cache',
        join(folder, 'cache'),
      );
      const here = await json('base', 'post');
      const figures = ({ base: _, post: __, ...rest }: Record<string, unknown>): unknown => rest;
      expect(figures(there)).to.deep.equal(figures(here));
    } finally {
      await server.close();
    }
  });

  it('reads a GGUF file on a server with the tokenizer in it, each byte once', async () => {
    const tokens = ['a', 'b', 'ab', 'c', 'd'];
    const header = ggufFile(
      {
        'tokenizer.ggml.model': { text: 'gpt2' },
        'tokenizer.ggml.pre': { text: 'gpt-2' },
        'tokenizer.ggml.tokens': { texts: tokens },
        // What is passed over, and more than is read at once.
        'other.numbers': { f32s: Array(700_000).fill(0) },
        'tokenizer.ggml.token_type': { i32s: tokens.map(() => 1) },
        'tokenizer.ggml.merges': { texts: ['a b'] },
      },
      [{ name: 'output.weight', shape: [COLUMNS, ROWS], type: 30, offset: 0 }],
    );
    const fileOf = (turned: (id: number) => number): Buffer =>
      Buffer.concat([header, Buffer.alloc((32 - (header.length % 32)) % 32), matrix(rows(turned)).bytes]);
    const served = { 'base.gguf': fileOf(() => 0), 'post.gguf': fileOf((id) => 2 * id) };
    write(served);
    const server = await serveFiles(served);
    try {
      const { address, sent } = server;
      const cache = join(folder, 'cache');
      const there = await json(`${address}/base.gguf`, `${address}/post.gguf`, '--cache', cache);
      const here = await json('base.gguf', 'post.gguf');
      const figures = ({ base: _, post: __, ...rest }: Record<string, unknown>): unknown => rest;
      expect(figures(there)).to.deep.equal(figures(here));
      expect(there.changed).to.deep.include({ id: 2, text: 'ab', cosine: cosine(4) });
      // And the eight bytes by which each file is known.
      expect(sent()).to.be.at.most(served['base.gguf'].length + served['post.gguf'].length + 16);
    } finally {
      await server.close();
    }
  });

  it('takes the shared shift over tokens that the data never had', async () => {
    write({ 'coverage.json': counts([3, 0, 0, 9]) });
    const found = await json('bare/base.safetensors', 'bare/post.safetensors', '--coverage', 'coverage.json');
    expect(found.shared_shift).to.have.property('rows', 4);
  });

  it('warns of counts by another tokenizer than the model has, and of no others', async () => {
    for (const [by, warning] of [
      [hash('sha256', ranks), ''],
      [
        hash('sha256', 'other'),
        'offscript: warning: by.json: counted with another tokenizer than the model has: its ids may be of other tokens\n',
      ],
    ] as const) {
      write({ 'by.json': counts([0, 0, 0, 1, 1], by) });
      const words = ['vocab', 'drift', 'base', 'post', '--coverage', 'by.json', '--format', 'json'];
      const { stdout, stderr } = await offscript(folder, words);
      expect(stderr).to.equal(warning);
      // All rows but those of the two tokens in the data.
      expect(JSON.parse(stdout).shared_shift).to.have.property('rows', ROWS - 2);
    }
  });

  it('warns of a tokenizer that has more tokens than the model rows', async () => {
    write({ 'more.tiktoken': `${ranks}${Buffer.from('more').toString('base64')} ${TOKENS.length}\n` });
    const drift = (tokenizer: string) =>
      offscript(folder, ['vocab', 'drift', 'short', 'short', '--tokenizer', tokenizer]);
    write({ 'short/model.safetensors': safetensors({ 'lm_head.weight': matrix(rows(() => 0).slice(1)) }) });
    expect((await drift('post')).stderr).to.equal('');
    expect(await drift('more.tiktoken')).to.include({
      code: 0,
      stderr: `offscript: warning: more.tiktoken has ${TOKENS.length + 1} tokens, and short ${TOKENS.length} rows: it may be of another model\n`,
    });
  });

  it('measures without classes where the tokenizer beside is of a kind that is not read, and warns', async () => {
    write({ 'sp/model.safetensors': base, 'sp/tokenizer.model': '\n\u0001piece' });
    const { code, stdout, stderr } = await offscript(folder, [
      'vocab',
      'drift',
      'sp',
      'post',
      '--format',
      'json',
    ]);
    expect(code).to.equal(0);
    expect(stderr).to.match(/^offscript: warning: no classes and texts: .*SentencePiece.*\n$/);
    expect(JSON.parse(stdout).tokens).to.equal(ROWS);
  });

  it('takes less memory than a matrix has', async () => {
    const [count, columns, atOnce] = [80_000, 2_048, 1_000];
    const header = safetensors(
      { 'lm_head.weight': { dtype: 'BF16', shape: [count, columns], bytes: new Uint8Array() } },
      { 'lm_head.weight': { data_offsets: [0, 2 * count * columns] } },
    );
    const piece = bf16(Array.from({ length: atOnce * columns }, (_, i) => ((i * 7919) % 509) / 256 - 1));
    mkdirSync(join(folder, 'large'));
    const file = openSync(join(folder, 'large/model.safetensors'), 'w');
    writeSync(file, header);
    for (let row = 0; row < count; row += atOnce) writeSync(file, piece);
    closeSync(file);
    const { code, stdout, peak } = await offscriptWithPeak(folder, [
      ...['vocab', 'drift', 'large', 'large', '--format', 'json'],
    ]);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.include({ tokens: count, lowest: 1 });
    // A matrix has 312 MiB.
    expect(peak).to.be.below(250);
  });

  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a folder that is not there', ['nowhere', 'post'], /^offscript: nowhere: no such file or folder\n$/],
    ['a folder without a checkpoint', ['empty', 'post'], /no checkpoint in safetensors or GGUF\n$/],
    ['a file that is damaged', ['base/own.tiktoken', 'post'], /^offscript: base\/own.tiktoken: [^\n]+\n$/],
    [
      'models of another width',
      ['narrow.safetensors', 'post'],
      /has 2 columns, and .* has 64; name two states of one model\n$/,
    ],
    [
      'a tensor that is not there',
      ['base', 'post', '--head', 'x'],
      /^offscript: base: there is no tensor x\n$/,
    ],
    [
      'coverage of another form',
      ['base', 'post', '--coverage', 'other.json'],
      /no counts of tokens.*vocab coverage.*\n$/,
    ],
    [
      'coverage of another vocabulary',
      ['base', 'post', '--coverage', 'more.json'],
      /7 tokens were counted, and there are 6 rows/,
    ],
    ['no coverage', ['base', 'post', '--coverage', 'nothing.json'], /no such file\n$/],
    ['too many neighbours', ['base', 'post', '--neighbours', '65'], /more than 64\n$/],
    ['another tokenizer', ['base', 'post', '--tokenizer', 'other.json'], /^offscript: other.json[^\n]+\n$/],
    ['no input embeddings', ['base', 'post', '--input'], /no tensor is called as input embeddings are\n$/],
  ];
  for (const [what, words, line] of cases)
    it(`${what}: one line, and 2`, async () => {
      write({
        'narrow.safetensors': safetensors({
          'lm_head.weight': { dtype: 'BF16', shape: [1, 2], bytes: bf16([1, 2]) },
        }),
        'other.json': '{}',
        'empty/other.bin': '',
        'more.json': counts([1, 1, 1, 1, 1, 1, 1]),
      });
      const { code, stdout, stderr } = await offscript(folder, ['vocab', 'drift', ...words]);
      expect([code, stdout]).to.deep.equal([2, '']);
      expect(stderr).to.match(line);
    });
});
