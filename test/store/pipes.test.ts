import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderStore, type RunStore } from '../../store/index.js';
import { collect } from '../support/collect.js';
import { folderWith } from '../support/offscript.js';
import { rejected } from '../support/rejected.js';

/** What reads each file of a run folder, or writes to it. */
const readers: Readonly<Record<string, (run: RunStore) => Promise<unknown>>> = {
  'run.json': (run) => run.manifest(),
  'prompts.jsonl': (run) => run.prompts(),
  'samples.jsonl': (run) => collect(run.samples()),
  'labels.jsonl': (run) => collect(run.labels()),
  '.lock': (run) => run.writer(),
};

describe('a pipe in a run folder', () => {
  for (const [name, read] of Object.entries(readers))
    it(`is refused in a line, before it waits for a writer: ${name}`, async () => {
      const folder = folderWith({});
      try {
        const path = join(folder.path, name);
        execFileSync('mkfifo', [path]);
        const error = await rejected(read(folderStore(folder.path)));
        expect(error.name).to.equal('UserError');
        expect(error.message).to.equal(
          `${path}: this is a pipe and no file; write what comes out of it to a file`,
        );
      } finally {
        folder.remove();
      }
    });

  it('is refused where a line would be added to it', async () => {
    const folder = folderWith({});
    try {
      const manifest = {
        schema: 2,
        made_by: 'score',
        suite: { name: 'a', hash: 'a'.repeat(64) },
        created_at: '2026-01-01T00:00:00.000Z',
        versions: { offscript: '0.2.0', node: '20.19.0', unicode: '17.0.0' },
        targets: [{ id: 't', model: 't' }],
        repeats: 1,
        prompts: 0,
      };
      writeFileSync(join(folder.path, 'run.json'), JSON.stringify(manifest));
      execFileSync('mkfifo', [join(folder.path, 'labels.jsonl')]);
      const error = await rejected(folderStore(folder.path).addLabel({ key: 'k' }));
      expect(error.message).to.match(/labels\.jsonl: this is a pipe and no file/);
    } finally {
      folder.remove();
    }
  });
});
