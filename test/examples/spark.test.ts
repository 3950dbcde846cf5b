/** Judging on Spark: a cluster of two executors in processes of their own, which get Offscript as an archive. */

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { needsSpark, root } from '../support/needs.js';
import { folderWith, offscript, type Result } from '../support/offscript.js';

const script = join(root, 'examples/spark/spark_judge.py');

const SLIP = '私は昨日、友達と посмотреть しました。とても楽しかったです。';
const CLEAN = '私は昨日、友達と映画を見ました。とても楽しかったです。';

/** Answers of two targets, two repeats to each of so many prompts, in no order. */
function rowsOf(prompts: number): string[] {
  const rows = Array.from({ length: prompts }, (_, prompt) =>
    ['after', 'before'].flatMap((target) =>
      [0, 1].map((repeat) => {
        const mixed = (prompt * 7 + repeat) % (target === 'before' ? 11 : 29) === 0;
        const text = `${mixed ? SLIP : CLEAN}${'とても楽しかった。'.repeat(prompt % 9)}`;
        return { target, language: 'ja', prompt: `昨日は何をしましたか。${prompt}`, repeat, text };
      }),
    ),
  ).flat();
  return rows
    .map((row, i) => [(i * 7919) % rows.length, JSON.stringify(row)] as const)
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line);
}

/** Dependencies of the package, by the lock file. */
function dependencies(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([path, { dev }]) => /^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) && dev !== true)
    .map(([path]) => path)
    .filter((path) => existsSync(join(root, path)));
}

/** What executors get: the package as `npm pack` makes it, and what it depends on. */
function writeArchive(folder: string): void {
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
    cwd: root,
    stdio: 'ignore',
  });
  const installed = join(folder, 'executors/node_modules/offscript');
  mkdirSync(installed, { recursive: true });
  const [packed = ''] = readdirSync(folder).filter((name) => /^offscript-.*\.tgz$/.test(name));
  execFileSync('tar', ['-xzf', join(folder, packed), '--strip-components=1', '-C', installed]);
  execFileSync('tar', ['-cf', join(folder, 'needed.tar'), '-C', root, ...dependencies()]);
  execFileSync('tar', ['-xf', join(folder, 'needed.tar'), '-C', join(folder, 'executors')]);
  execFileSync('tar', [
    '-cf',
    join(folder, 'offscript.tar'),
    '-C',
    join(folder, 'executors'),
    'node_modules',
  ]);
}

const AS_ARCHIVE = 'node offscript/node_modules/offscript/dist/harness/cli/main.js';
const AS_HERE = `${process.execPath} ${join(root, 'dist/harness/cli/main.js')}`;

/** Processes whose command line holds a text, and whose environment names the job of a folder: what Spark pipes through has an empty one. */
function processesWith(text: string, folder = ''): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      return words.includes(text) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(folder)
        ? [Number(name)]
        : [];
    } catch {
      return [];
    }
  });
}

describe('judging on Spark', function () {
  this.timeout(600_000);
  let folder: ReturnType<typeof folderWith>;
  let python: string;
  let alone: string;

  before(async function () {
    python = needsSpark(this);
    const lines = rowsOf(600);
    folder = folderWith({
      'answers.jsonl': `${lines.slice(0, 1500).join('\n')}\nnot json\n[]\n`,
      'answers/one.jsonl': `${lines.slice(0, 1500).join('\n')}\nnot json\n[]\n`,
      'answers/two.jsonl': `${lines.slice(1500).join('\n')}\n`,
      'grouped.jsonl': `${lines.toSorted((a, b) => (JSON.parse(a).prompt < JSON.parse(b).prompt ? -1 : 1)).join('\n')}\nnot json\n[]\n`,
    });
    writeArchive(folder.path);
    const judged = await offscript(folder.path, ['judge', '--grouped', 'grouped.jsonl']);
    expect(judged.code, judged.stderr).to.equal(0);
    alone = judged.stdout;
  });
  after(() => folder?.remove());

  /** Runs the job; `meanwhile` may do something to it. */
  function job(
    words: readonly string[],
    meanwhile?: (ended: Promise<Result>) => void,
    master = 'local-cluster[2,1,1024]',
  ): Promise<Result> {
    const { SPARK_HOME: _, ...env } = process.env;
    const child = spawn(python, [script, ...words], {
      cwd: folder.path,
      env: {
        ...env,
        PYSPARK_SUBMIT_ARGS: `--master ${master} --conf spark.ui.enabled=false --conf spark.local.dir=${folder.path}/spark --archives ${folder.path}/offscript.tar#offscript pyspark-shell`,
        SPARK_LOCAL_IP: '127.0.0.1',
      },
    });
    const ended = new Promise<Result>((resolve) => {
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text) => {
        stderr += text;
      });
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
    meanwhile?.(ended);
    return ended;
  }

  const words = (name: string, ...more: readonly string[]): string[] => [
    'answers',
    ...['--from', 'jsonl', '-o', `${name}.json`, '--format', 'json', '--tally', `${name}.tally.json`],
    ...['--baseline', 'before', '--offscript', AS_ARCHIVE, '--offscript-here', AS_HERE],
    ...more,
  ];

  const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  it('comes to the very tally of one process, and to its report, though an executor is killed in the midst', async () => {
    const killed: number[] = [];
    const { code, stderr } = await job(
      words('cluster', '--partitions', '4', '--together', '2'),
      async (ended) => {
        let going = true;
        ended.then(() => {
          going = false;
        });
        while (going && killed.length === 0) {
          const [judging] = processesWith(`${AS_ARCHIVE.replace(' ', '\0')}\0judge\0--grouped`);
          const [executor] = processesWith('CoarseGrainedExecutorBackend', folder.path);
          if (judging !== undefined && executor !== undefined) {
            process.kill(executor, 'SIGKILL');
            killed.push(executor);
          }
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
    );
    expect(killed.length).to.equal(1);
    expect(code, stderr.slice(-2000)).to.equal(0);
    expect(read('cluster.tally.json')).to.equal(alone);
    const { runs, targets } = JSON.parse(read('cluster.json'));
    expect(runs[0].rows).to.deep.equal({ judged: 2400, unread: { json: 1, object: 1 } });
    expect(targets.map(({ id }: { id: string }) => id)).to.deep.equal(['after', 'before']);
  });

  it('ends with an error where the filter does, and writes nothing', async () => {
    const { code, stderr } = await job(
      words('wrong', '--partitions', '1', '--options=--target'),
      undefined,
      'local[1]',
    );
    expect(code).to.not.equal(0);
    expect(stderr).to.match(/judge --grouped --target/);
    expect(existsSync(join(folder.path, 'wrong.json'))).to.equal(false);
  });
});
